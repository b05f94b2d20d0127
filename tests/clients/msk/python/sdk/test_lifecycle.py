"""The three resources from create to gone, through every state that a user waits for."""

import datetime
import re

import pytest

import inputs
from boto import KEY, client, code, members, refusal

UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ARN = "arn:aws:kafkaconnect:us-east-1:[0-9]{12}"


def test_a_connector_is_created_and_deleted(msk, world):
    created = msk.create_connector(**inputs.connector(world.plugin()))
    metadata = created["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 200
    assert metadata["RetryAttempts"] == 0
    assert re.fullmatch(UUID, metadata["RequestId"])
    arn = created["connectorArn"]
    assert re.fullmatch(f"{ARN}:connector/orders/{UUID}-[0-9]+", arn)
    assert members(created) == {
        "connectorArn": arn,
        "connectorName": "orders",
        "connectorState": "CREATING",
    }

    assert world.connector_states(arn, "RUNNING") == ["CREATING", "RUNNING"]

    deleted = msk.delete_connector(connectorArn=arn)
    assert members(deleted) == {"connectorArn": arn, "connectorState": "DELETING"}
    assert world.connector_states(arn, "gone") == ["DELETING", "gone"]
    assert msk.list_connectors()["connectors"] == []
    assert code(refusal(msk.delete_connector, connectorArn=arn)) == "NotFoundException"


def test_a_described_connector_is_what_was_created(msk, world):
    workers = msk.create_worker_configuration(**inputs.worker_configuration())
    sent = inputs.connector(
        world.plugin(),
        connectorDescription="é",
        capacity=inputs.PROVISIONED,
        networkType="DUAL",
        workerConfiguration={"workerConfigurationArn": workers["workerConfigurationArn"], "revision": 1},
        logDelivery={
            "workerLogDelivery": {
                "cloudWatchLogs": {"enabled": True, "logGroup": "connect"},
                "firehose": {"enabled": False},
                "s3": {"enabled": False},
            }
        },
    )
    arn = msk.create_connector(**sent, tags={"team": "a"})["connectorArn"]
    described = members(msk.describe_connector(connectorArn=arn))
    created = described.pop("creationTime")
    assert created.tzinfo is not None and created.utcoffset() == datetime.timedelta(0)
    assert re.fullmatch("[A-Z0-9]+", described.pop("currentVersion"))
    assert described == {**sent, "connectorArn": arn, "connectorState": "CREATING"}

    [listed] = msk.list_connectors()["connectors"]
    del described["connectorConfiguration"]
    described["creationTime"] = created
    del listed["currentVersion"]
    assert listed == described


def test_what_was_not_given_is_absent_or_filled_in(world):
    described = world.connector()
    assert not {"connectorDescription", "logDelivery", "workerConfiguration", "stateDescription"} & set(described)
    assert described["networkType"] == "IPV4"
    scaling = described["capacity"]["autoScaling"]
    assert 1 <= scaling["scaleInPolicy"]["cpuUtilizationPercentage"] <= 100
    assert 1 <= scaling["scaleOutPolicy"]["cpuUtilizationPercentage"] <= 100
    assert "maxAutoscalingTaskCount" not in scaling


TARGET_CONFIGURATION = {**inputs.CONFIGURATION, "tasks.max": "7"}


@pytest.mark.parametrize(
    ("kind", "setting", "change"),
    [
        ("UPDATE_WORKER_SETTING", "WorkerSetting", {"capacity": inputs.PROVISIONED}),
        (
            "UPDATE_CONNECTOR_CONFIGURATION",
            "ConnectorConfiguration",
            {"connectorConfiguration": TARGET_CONFIGURATION},
        ),
    ],
)
def test_an_update_is_an_operation_of_its_own(msk, world, kind, setting, change):
    before = world.connector()
    arn = before["connectorArn"]
    updated = members(msk.update_connector(connectorArn=arn, currentVersion=before["currentVersion"], **change))
    operation = updated.pop("connectorOperationArn")
    assert updated == {"connectorArn": arn, "connectorState": "UPDATING"}
    assert operation.startswith(arn.replace(":connector/", ":connector-operation/") + "/")

    assert world.operation_states(operation, "UPDATE_COMPLETE") == [
        "PENDING",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE",
    ]
    described = msk.describe_connector_operation(connectorOperationArn=operation)
    assert described["connectorArn"] == arn
    assert described["connectorOperationType"] == kind
    assert described["creationTime"] < described["endTime"]
    assert "errorInfo" not in described
    assert [step["stepState"] for step in described["operationSteps"]] == ["COMPLETED"] * 4
    assert described["operationSteps"][1]["stepType"] == kind
    origin, target = described[f"origin{setting}"], described[f"target{setting}"]
    [key] = change
    assert (origin if "Configuration" in setting else origin["capacity"]) == before[key]
    assert (target if "Configuration" in setting else target["capacity"]) == change[key]

    after = msk.describe_connector(connectorArn=arn)
    assert after["connectorState"] == "RUNNING"
    assert after["currentVersion"] != before["currentVersion"]
    assert after[key] == change[key]
    stale = refusal(
        msk.update_connector,
        connectorArn=arn,
        currentVersion=before["currentVersion"],
        capacity={"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}},
    )
    assert code(stale) == "BadRequestException"


def test_a_connector_is_paused_resumed_and_restarted(msk, world):
    arn = world.connector()["connectorArn"]
    for action, during, after in [
        ("pause", "PAUSING", "PAUSED"),
        ("resume", "RESUMING", "RUNNING"),
        ("restart", "RESTARTING", "RUNNING"),
    ]:
        operation = world.lifecycle(action, arn)
        assert world.connector_states(arn, after) == [during, after]
        described = msk.describe_connector_operation(connectorOperationArn=operation)
        assert described["connectorOperationType"] == f"{action.upper()}_CONNECTOR"
        assert described["connectorOperationState"] == f"{action.upper()}_COMPLETE"
    listed = msk.list_connector_operations(connectorArn=arn)["connectorOperations"]
    newest_first = [it["connectorOperationType"] for it in listed]
    assert newest_first == ["RESTART_CONNECTOR", "RESUME_CONNECTOR", "PAUSE_CONNECTOR"]


def test_a_paused_connector_is_updated_without_the_health_check_only(msk, world):
    before = world.connector()
    arn, version = before["connectorArn"], before["currentVersion"]
    world.lifecycle("pause", arn)
    world.connector_states(arn, "PAUSED")
    change = {"connectorArn": arn, "currentVersion": version, "capacity": inputs.PROVISIONED}
    assert code(refusal(msk.update_connector, **change)) == "BadRequestException"
    if "skipHealthValidation" in msk.meta.service_model.operation_model("UpdateConnector").input_shape.members:
        operation = msk.update_connector(**change, skipHealthValidation=True)["connectorOperationArn"]
        assert world.operation_states(operation, "UPDATE_COMPLETE")[-1] == "UPDATE_COMPLETE"
        assert msk.describe_connector(connectorArn=arn)["connectorState"] == "PAUSED"


def test_a_plugin_has_a_revision_once_it_is_active(msk, world):
    created = members(msk.create_custom_plugin(**inputs.plugin(description="d"), tags={"k": "v"}))
    arn = created["customPluginArn"]
    assert re.fullmatch(f"{ARN}:custom-plugin/plugin/{UUID}-[0-9]+", arn)
    assert created == {
        "customPluginArn": arn,
        "customPluginState": "CREATING",
        "name": "plugin",
        "revision": 1,
    }
    assert "latestRevision" not in msk.describe_custom_plugin(customPluginArn=arn)

    assert world.plugin_states(arn, "ACTIVE") == ["CREATING", "ACTIVE"]
    revision = msk.describe_custom_plugin(customPluginArn=arn)["latestRevision"]
    assert (revision["contentType"], revision["revision"]) == ("ZIP", 1)
    assert revision["location"] == inputs.plugin()["location"]
    assert re.fullmatch("[0-9a-f]{32}", revision["fileDescription"]["fileMd5"])
    assert revision["fileDescription"]["fileSize"] > 0

    deleted = members(msk.delete_custom_plugin(customPluginArn=arn))
    assert deleted == {"customPluginArn": arn, "customPluginState": "DELETING"}
    assert world.plugin_states(arn, "gone") == ["DELETING", "gone"]


def test_a_worker_configuration_gives_back_what_was_sent(msk, world):
    sent = inputs.worker_configuration(description="d")
    created = members(msk.create_worker_configuration(**sent))
    arn = created["workerConfigurationArn"]
    assert re.fullmatch(f"{ARN}:worker-configuration/workers/{UUID}-[0-9]+", arn)
    assert created["workerConfigurationState"] == "ACTIVE"
    assert created["latestRevision"]["revision"] == 1
    assert "propertiesFileContent" not in created["latestRevision"]

    described = msk.describe_worker_configuration(workerConfigurationArn=arn)
    assert described["latestRevision"]["propertiesFileContent"] == sent["propertiesFileContent"]
    [listed] = msk.list_worker_configurations()["workerConfigurations"]
    assert "propertiesFileContent" not in listed["latestRevision"]

    deleted = members(msk.delete_worker_configuration(workerConfigurationArn=arn))
    assert deleted == {"workerConfigurationArn": arn, "workerConfigurationState": "DELETING"}
    assert world.worker_configuration_states(arn, "gone") == ["DELETING", "gone"]


def test_a_name_is_free_again_once_its_connector_is_gone(msk, world):
    first = world.connector()
    again = inputs.connector(first["plugins"][0]["customPlugin"]["customPluginArn"])
    with pytest.raises(msk.exceptions.ConflictException, match="A resource with this name already exists"):
        msk.create_connector(**again)
    msk.delete_connector(connectorArn=first["connectorArn"], currentVersion=first["currentVersion"])
    with pytest.raises(msk.exceptions.ConflictException):
        msk.create_connector(**again)
    world.connector_states(first["connectorArn"], "gone")
    assert msk.create_connector(**again)["connectorArn"] != first["connectorArn"]


@pytest.mark.parametrize("name", ["with space", "plus+sign", "tilde~", "café", "100%"])
def test_a_name_of_any_characters_comes_back(strict_sandbox, name):
    """The name is part of the ARN, the ARN part of the path, and the path signed."""
    msk = client(strict_sandbox.url, **KEY)
    arn = msk.create_worker_configuration(**inputs.worker_configuration(name))["workerConfigurationArn"]
    assert f":worker-configuration/{name}/" in arn
    assert msk.describe_worker_configuration(workerConfigurationArn=arn)["name"] == name
    assert len(msk.list_worker_configurations(namePrefix=name)["workerConfigurations"]) == 1
    msk.tag_resource(resourceArn=arn, tags={name: name})
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {name: name}


def test_every_region_has_resources_of_its_own(msk, sandbox):
    elsewhere = client(sandbox.url, region_name="eu-west-1")
    here = msk.create_custom_plugin(**inputs.plugin())["customPluginArn"]
    there = elsewhere.create_custom_plugin(**inputs.plugin())["customPluginArn"]
    assert ":us-east-1:" in here and ":eu-west-1:" in there
    assert [it["customPluginArn"] for it in msk.list_custom_plugins()["customPlugins"]] == [here]
    assert [it["customPluginArn"] for it in elsewhere.list_custom_plugins()["customPlugins"]] == [there]


def test_a_running_clock_needs_nobody_to_move_it(msk, sandbox):
    sandbox.clock("x60")
    arn = msk.create_custom_plugin(**inputs.plugin())["customPluginArn"]

    def state():
        return msk.describe_custom_plugin(customPluginArn=arn)["customPluginState"]

    # Each poll is a request, some milliseconds: at most a few seconds of the sandbox's time in all.
    assert inputs.wait(state, "ACTIVE", pause=lambda: None)[-1] == "ACTIVE"
