"""What `avn` makes of what goes wrong: its code, its words, and how often it asks. It tries again only where there is no answer."""

import json

import pytest

from avn import SINK, Avn

LIST = "ServiceKafkaConnectList"
PAUSE = "ServiceKafkaConnectPauseConnector"
CREATE = "ServiceKafkaConnectCreateConnector"
BUSY = "The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in 28s"
PAGE = {"status": 502, "headers": {"content-type": "text/html"}, "body": "<html>Bad Gateway</html>"}


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ({"error": "TokenExpired"}, "Missing (expired) db token (status 401)"),
        ({"error": "NotProjectMember"}, "Not a project member (status 403)"),
        ({"error": "ConnectDisabled"}, "Kafka Connect API disabled (status 403)"),
        ({"error": "ServiceNotFound"}, "Service 'demo-kafka' does not exist (status 404)"),
        ({"error": "Rebalancing"}, None),
        ({"error": "RateLimited"}, f"{BUSY} (status 429)"),
        ({"error": "RateLimited", "retry_after": "1s"}, None),
        ({"error": "TryLater"}, "connector list not currently available (status 501)"),
        ({"error": "ConnectUnavailable"}, "connector list not currently available (status 503)"),
        ({"respond": PAGE}, "<html>Bad Gateway</html> (status 502)"),
    ],
    ids=["401", "403", "403 plan", "404", "409", "429", "429 with a wait", "501", "503", "502 of a proxy"],
)
def test_an_answer_is_never_asked_for_again(avn, sandbox, effect, told):
    sandbox.fault(LIST, **effect)
    failed = avn.connector("list", exits_with=1)
    assert failed.stdout == ""
    if told is not None:
        assert failed.stderr == f"ERROR\tcommand failed: Error: {told}\n"
    assert failed.stderr.startswith("ERROR\tcommand failed: Error: ")
    assert len(sandbox.calls(LIST)) == 1


def test_a_dropped_connection_is_tried_three_times_by_what_reads(avn, sandbox):
    sandbox.fault(LIST, reset={})
    failed = avn.connector("list", exits_with=1)
    path = "GET /v1/project/demo/service/demo-kafka/connectors failed: ConnectionError: "
    assert failed.stderr.count(path) == 2
    assert "; retrying in 0.2 seconds, 2 attempts left" in failed.stderr
    assert "; retrying in 0.2 seconds, 1 attempts left" in failed.stderr
    assert len(sandbox.calls(LIST)) == 3


def test_a_connection_dropped_once_is_not_noticed_by_what_reads(avn, sandbox):
    sandbox.fault(LIST, nth=1, reset={})
    assert json.loads(avn.connector("list").stdout) == {"connectors": []}
    assert len(sandbox.calls(LIST)) == 2


@pytest.mark.parametrize("effect", [{"reset": {}}, {"empty": True}])
def test_a_dropped_connection_is_the_end_of_what_writes(avn, sandbox, effect):
    avn.made()
    sandbox.fault(PAUSE, **effect)
    avn.connector("pause", "sink", exits_with=1)
    assert len(sandbox.calls(PAUSE)) == 1


def test_a_create_whose_answer_is_lost_has_happened(avn, sandbox):
    sandbox.fault(CREATE, nth=1, stage="after", reset={})
    avn.connector("create", json.dumps(SINK), exits_with=1)
    again = avn.connector("create", json.dumps(SINK), exits_with=1)
    assert again.stderr == "ERROR\tcommand failed: Error: Connector sink already exists (status 409)\n"


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("status", "No status found for connector nothing"),
        ("pause", "Unknown connector nothing"),
        ("delete", "Connector nothing not found"),
    ],
)
def test_a_connector_that_is_not_there(avn, verb, told):
    failed = avn.connector(verb, "nothing", exits_with=1)
    assert failed.stderr == f"ERROR\tcommand failed: Error: {told} (status 404)\n"


def test_an_answer_without_a_body_of_the_type_json_crashes_it(avn, sandbox):
    avn.made()
    headers = {"content-type": "application/json"}
    sandbox.fault(PAUSE, nth=1, respond={"status": 200, "headers": headers, "body": ""})
    assert "JSONDecodeError" in avn.connector("pause", "sink", exits_with=1).stderr
    assert avn.connector("pause", "sink").stderr == ""


def test_an_old_a_wrong_and_no_token_get_the_same(strict_sandbox, tmp_path):
    for token in ["OLDTOKEN", "WRONG"]:
        failed = Avn(strict_sandbox, tmp_path, "p1", token).connector("list", service="kc", exits_with=1)
        assert failed.stderr == "ERROR\tcommand failed: Error: Missing (expired) db token (status 401)\n"
    assert strict_sandbox.calls() == [401, 401]
    nobody = Avn(strict_sandbox, tmp_path, "p1", None).connector("list", service="kc", exits_with=1)
    assert nobody.stderr == "ERROR\tcommand failed: UserError: not authenticated: please login first with 'avn user login'\n"
    assert len(strict_sandbox.calls()) == 2


def test_projects_of_others_and_plans_without_connect(strict_avn, strict_sandbox, tmp_path):
    foreign = Avn(strict_sandbox, tmp_path, "foreign", "OWNERTOKEN")
    failed = foreign.connector("list", service="kc", exits_with=1)
    assert failed.stderr == "ERROR\tcommand failed: Error: Not a project member (status 403)\n"
    failed = strict_avn.connector("list", service="tiny", exits_with=1)
    assert failed.stderr == "ERROR\tcommand failed: Error: Kafka Connect API disabled (status 403)\n"
    failed = strict_avn.connector("list", service="nothing", exits_with=1)
    assert failed.stderr == "ERROR\tcommand failed: Error: Service 'nothing' does not exist (status 404)\n"


def test_without_a_project_nothing_is_sent(sandbox, tmp_path):
    failed = Avn(sandbox, tmp_path, project=None).connector("list", exits_with=1)
    assert failed.stderr == (
        "ERROR\tcommand failed: UserError: Specify project: use --project in the command line or the default_project item"
        " in the config file.\n"
    )
    assert sandbox.calls() == []
