"""What ends badly after it was accepted, and states that an older client has never heard of."""

import pytest

import inputs

LOGS = {
    "code": "InvalidInput.WorkerLogsError",
    "message": "not authorized to perform: logs:ListLogDeliveries",
}
CHANGE = {"capacity": inputs.PROVISIONED}


def test_a_connector_that_fails_says_why(msk, world, sandbox):
    sandbox.fault("CreateConnector", outcome={"end": "FAILED", **LOGS})
    arn = msk.create_connector(**inputs.connector(world.plugin()))["connectorArn"]
    assert world.connector_states(arn, "RUNNING") == ["CREATING", "FAILED"]
    assert msk.describe_connector(connectorArn=arn)["stateDescription"] == LOGS
    [listed] = msk.list_connectors()["connectors"]
    assert listed["connectorState"] == "FAILED" and "stateDescription" not in listed
    with pytest.raises(msk.exceptions.ConflictException):
        msk.create_connector(**inputs.connector(world.plugin(name="other")))
    msk.delete_connector(connectorArn=arn)
    assert world.connector_states(arn, "gone") == ["DELETING", "gone"]


def test_a_plugin_that_fails_says_why(msk, world, sandbox):
    why = {"code": "InvalidInput.S3ObjectNotFound", "message": "no such key"}
    sandbox.fault("CreateCustomPlugin", outcome={"end": "CREATE_FAILED", **why})
    arn = msk.create_custom_plugin(**inputs.plugin())["customPluginArn"]
    assert world.plugin_states(arn, "ACTIVE") == ["CREATING", "CREATE_FAILED"]
    described = msk.describe_custom_plugin(customPluginArn=arn)
    assert described["stateDescription"] == why
    assert "latestRevision" not in described
    with pytest.raises(msk.exceptions.BadRequestException):
        msk.create_connector(**inputs.connector(arn))


@pytest.mark.parametrize(
    ("end", "states", "connector_state"),
    [
        ("UPDATE_FAILED", ["PENDING", "UPDATE_IN_PROGRESS", "UPDATE_FAILED"], "RUNNING"),
        (
            "ROLLBACK_COMPLETE",
            ["PENDING", "UPDATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE"],
            "RUNNING",
        ),
        (
            "ROLLBACK_FAILED",
            ["PENDING", "UPDATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED"],
            "FAILED",
        ),
    ],
)
def test_an_update_that_fails_changes_nothing(msk, world, sandbox, end, states, connector_state):
    why = {"code": "InvalidConnectorConfiguration", "message": "rejected"}
    before = world.connector()
    sandbox.fault("UpdateConnector", outcome={"end": end, **why})
    operation = world.update(before, **CHANGE)
    assert world.operation_states(operation, end) == states
    described = msk.describe_connector_operation(connectorOperationArn=operation)
    assert described["errorInfo"] == why
    assert "FAILED" in {step["stepState"] for step in described["operationSteps"]}
    after = msk.describe_connector(connectorArn=before["connectorArn"])
    assert after["connectorState"] == connector_state
    assert after["capacity"] == before["capacity"]


def test_a_pause_that_fails_leaves_the_connector_running(msk, world, sandbox):
    arn = world.connector()["connectorArn"]
    sandbox.fault("PauseConnector", outcome={"end": "PAUSE_FAILED"})
    operation = world.lifecycle("pause", arn)
    assert world.connector_states(arn, "RUNNING") == ["PAUSING", "RUNNING"]
    assert world.operation_states(operation, "PAUSE_COMPLETE") == ["PAUSE_FAILED"]


def test_a_state_that_no_client_knows_is_passed_through(msk, sandbox):
    body = '{"connectors":[{"connectorName":"c","connectorState":"HIBERNATING","unheardOf":{"a":[1]}}]}'
    sandbox.fault(
        "ListConnectors",
        respond={"status": 200, "headers": {"content-type": "application/json"}, "body": body},
    )
    [connector] = msk.list_connectors()["connectors"]
    assert connector == {"connectorName": "c", "connectorState": "HIBERNATING"}


def test_a_stuck_connector_runs_into_the_time_limit_of_who_waits(msk, world, sandbox):
    sandbox.fault("CreateConnector", outcome={"takes": "never"})
    arn = msk.create_connector(**inputs.connector(world.plugin()))["connectorArn"]
    with pytest.raises(TimeoutError, match="CREATING"):
        world.connector_states(arn, "RUNNING")
