"""How often each version of boto3 tries by default, counted in the journal."""

import pytest
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

import inputs
from boto import ATTEMPTS, CURRENT, client, code, members, refusal

HTML = {"status": 502, "headers": {"content-type": "text/html"}, "body": "<html></html>"}
# Effect of a rule -> attempts.
POLICY = [
    ("429", {"error": "TooManyRequestsException"}, ATTEMPTS),
    ("429 without a type", {"respond": {"status": 429}}, ATTEMPTS),
    ("500", {"error": "InternalServerErrorException"}, ATTEMPTS),
    ("503", {"error": "ServiceUnavailableException"}, ATTEMPTS),
    ("502 of a proxy", {"respond": HTML}, ATTEMPTS),
    ("504 of a proxy", {"respond": {"status": 504}}, ATTEMPTS),
    ("400 throttled", {"error": "ThrottlingException"}, ATTEMPTS),
    ("408", {"error": "RequestTimeoutException"}, 3 if CURRENT else 1),
    ("501", {"respond": {"status": 501}}, 1),
    ("505", {"respond": {"status": 505}}, 1),
    ("400", {"error": "BadRequestException"}, 1),
    ("401", {"error": "UnauthorizedException"}, 1),
    ("403", {"error": "ForbiddenException"}, 1),
    ("403 expired", {"error": "ExpiredTokenException"}, 1),
    ("404", {"error": "NotFoundException"}, 1),
    ("409", {"error": "ConflictException"}, 1),
]


@pytest.mark.parametrize(("effect", "attempts"), [pytest.param(*it, id=name) for name, *it in POLICY])
def test_an_error_for_ever_is_tried_as_often_as_the_policy_says(msk, sandbox, slept, effect, attempts):
    sandbox.fault("ListConnectors", **effect)
    error = refusal(msk.list_connectors)
    assert len(sandbox.calls("ListConnectors")) == attempts
    assert len(slept) == attempts - 1
    assert error.response["ResponseMetadata"]["RetryAttempts"] == attempts - 1
    assert ("(reached max retries: " in str(error)) == (attempts > 1)


@pytest.mark.parametrize(
    "effect",
    [
        pytest.param({"reset": {}}, id="reset"),
        pytest.param({"reset": {"after_bytes": 5}}, id="reset within the body"),
        pytest.param({"empty": True}, id="empty reply"),
        pytest.param({"garbage": "SSH-2.0-OpenSSH\r\n"}, id="garbage"),
    ],
)
def test_a_lost_answer_is_asked_for_again(msk, sandbox, effect):
    sandbox.fault("ListConnectors", **effect)
    with pytest.raises(ConnectionClosedError):
        msk.list_connectors()
    assert len(sandbox.calls("ListConnectors")) == ATTEMPTS


def test_silence_is_waited_out_and_asked_again(sandbox):
    sandbox.fault("ListConnectors", silence="60s")
    with pytest.raises(ReadTimeoutError):
        client(sandbox.url, read_timeout=0.5).list_connectors()
    assert len(sandbox.calls("ListConnectors")) == ATTEMPTS


def test_a_body_cut_short_is_an_empty_answer_to_the_current_version(msk, sandbox):
    sandbox.fault("ListConnectors", cut={"after_bytes": 5})
    if CURRENT:
        assert members(msk.list_connectors()) == {}
    else:
        with pytest.raises(ConnectionClosedError):
            msk.list_connectors()
    assert len(sandbox.calls("ListConnectors")) == (1 if CURRENT else 5)


def test_a_rate_limit_lets_through_what_the_clock_allows(msk, sandbox):
    sandbox.fault("ListConnectors", rate_limit={"per_second": 1, "burst": 2})
    msk.list_connectors()
    msk.list_connectors()
    assert code(refusal(msk.list_connectors)) == "TooManyRequestsException"
    sandbox.advance("1s")
    msk.list_connectors()
    assert sandbox.calls("ListConnectors") == [200, 200] + [429] * ATTEMPTS + [200]


def test_the_third_attempt_succeeds(msk, sandbox):
    """boto3 numbers its attempts, and the rule picks the first two by their numbers."""
    numbered = {"amz-sdk-request": "/attempt=[12](;|$)/"}
    sandbox.fault("ListConnectors", header=numbered, error="TooManyRequestsException")
    assert msk.list_connectors()["ResponseMetadata"]["RetryAttempts"] == 2
    assert sandbox.calls("ListConnectors") == [429, 429, 200]


def test_only_the_current_version_does_as_retry_after_says(msk, sandbox, slept):
    sandbox.fault("ListConnectors", first=1, cause="throttled", retry_after="2s")
    msk.list_connectors()
    [seconds] = slept
    # The first delay of its own is below one second in both.
    assert (seconds == 2.0) if CURRENT else (seconds < 1.0)


def test_a_lost_answer_to_a_create_ends_in_a_conflict(msk, world, sandbox):
    """The connector exists, the client was never told, and no token makes a second create harmless."""
    plugin = world.plugin()
    sandbox.fault("CreateConnector", nth=1, stage="after", reset={})
    with pytest.raises(msk.exceptions.ConflictException) as conflict:
        msk.create_connector(**inputs.connector(plugin))
    assert conflict.value.response["ResponseMetadata"]["RetryAttempts"] == 1
    assert len(sandbox.calls("CreateConnector")) == 2
    # What a careful user does then.
    [connector] = msk.list_connectors(connectorNamePrefix="orders")["connectors"]
    assert world.connector_states(connector["connectorArn"], "RUNNING")[-1] == "RUNNING"


def test_an_error_after_the_fact_ends_in_a_conflict_as_well(msk, world, sandbox):
    sandbox.fault("CreateCustomPlugin", nth=1, stage="after", cause="internal")
    assert code(refusal(msk.create_custom_plugin, **inputs.plugin())) == "ConflictException"
    assert sandbox.calls("CreateCustomPlugin") == [500, 409]


def test_a_lost_answer_to_a_delete_does_no_harm(msk, world, sandbox):
    arn = world.connector()["connectorArn"]
    sandbox.fault("DeleteConnector", nth=1, stage="after", reset={})
    assert msk.delete_connector(connectorArn=arn)["connectorState"] == "DELETING"
    assert len(sandbox.calls("DeleteConnector")) == 2


def test_a_fault_before_changes_nothing(msk, sandbox):
    sandbox.fault("CreateCustomPlugin", nth=1, cause="unavailable")
    assert msk.create_custom_plugin(**inputs.plugin())["customPluginState"] == "CREATING"
    assert sandbox.calls("CreateCustomPlugin") == [503, 200]
