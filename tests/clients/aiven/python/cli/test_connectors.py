"""Every command of `avn service connector`: what it sends, what it prints, and what comes of it."""

import json

import pytest

from avn import HTTP, SINK

CREATE = "ServiceKafkaConnectCreateConnector"
EDIT = "ServiceKafkaConnectEditConnector"
LIST = "ServiceKafkaConnectList"


def printed(value):
    """As avn prints what it got."""
    return json.dumps(value, indent=4, sort_keys=True) + "\n"


def test_available_prints_every_plugin_whole(avn):
    out = avn.connector("available").stdout
    told = json.loads(out)
    assert out == printed(told)
    for plugin in told["plugins"]:
        assert {"author", "class", "docURL", "title", "type", "version"} <= plugin.keys()
        assert plugin["type"] in ("sink", "source", "unknown")
    assert HTTP in [plugin["class"] for plugin in told["plugins"]]


def test_schema_prints_every_property_of_a_class(avn):
    out = avn.connector("schema", HTTP).stdout
    told = json.loads(out)
    assert out == printed(told)
    fields = {field["name"]: field for field in told["configuration_schema"]}
    assert fields["http.url"]["required"] is True
    assert fields["batch.max.size"] == {
        "name": "batch.max.size",
        "display_name": "Batching",
        "documentation": fields["batch.max.size"]["documentation"],
        "group": "Batching",
        "type": "INT",
        "default_value": "500",
        "importance": "MEDIUM",
        "required": False,
        "width": "MEDIUM",
        "order": 1,
        "order_in_group": 1,
    }


def test_a_connector_is_created_listed_and_runs(avn, sandbox):
    assert avn.connector("create", json.dumps(SINK)).stdout == ""
    out = avn.connector("list").stdout
    listed = json.loads(out)["connectors"]
    assert out == printed({"connectors": listed})
    assert [it["name"] for it in listed] == ["sink"]
    assert listed[0]["config"] == SINK
    assert listed[0]["plugin"]["class"] == HTTP
    sandbox.advance("10s")
    assert avn.connector("status", "sink").stdout == printed(
        {"status": {"state": "RUNNING", "tasks": [{"id": 0, "state": "RUNNING", "trace": ""}]}}
    )


def test_a_body_from_a_file_keeps_its_types_and_comes_back_as_texts(avn, tmp_path):
    body = tmp_path / "sink.json"
    body.write_text(json.dumps({**SINK, "tasks.max": 2, "batching.enabled": True}))
    avn.connector("create", f"@{body}")
    [config] = avn.configs()
    assert (config["tasks.max"], config["batching.enabled"]) == ("2", "true")


def test_a_name_with_a_blank_and_a_slash_is_one_name(avn, sandbox):
    avn.made(name="a b/c")
    assert avn.status("a b/c")["state"] == "RUNNING"
    assert avn.connector("delete", "a b/c").stdout == ""
    assert avn.configs() == []
    assert sandbox.calls("ServiceKafkaConnectDeleteConnector") == [200]


def test_an_update_replaces_everything(avn, sandbox):
    avn.made()
    new = {**SINK, "max.retries": "3"}
    del new["key.converter"]
    assert avn.connector("update", "sink", json.dumps(new)).stdout == ""
    assert avn.configs() == [new]
    assert sandbox.calls(EDIT) == [200]


def test_an_update_over_what_is_there_lists_first(avn, sandbox):
    avn.made()
    avn.connector("update", "--fetch-current", "sink", '{"max.retries": "3"}')
    assert (sandbox.calls(LIST), sandbox.calls(EDIT)) == ([200], [200])
    assert avn.configs() == [{**SINK, "max.retries": "3"}]


def test_an_update_over_what_is_not_there_stops_before_it_sends_anything(avn, sandbox):
    failed = avn.connector("update", "--fetch-current", "other", "{}", exits_with=1)
    assert failed.stderr.endswith("KeyError: \"Current configuration for connector 'other' not in connector list\"\n")
    assert sandbox.calls(EDIT) == []


@pytest.mark.parametrize(
    ("verb", "operation", "state", "tasks"),
    [
        ("pause", "ServiceKafkaConnectPauseConnector", "PAUSED", ["PAUSED"]),
        ("stop", "ServiceKafkaConnectStopConnector", "STOPPED", []),
        ("restart", "ServiceKafkaConnectRestartConnector", "RUNNING", ["RUNNING"]),
    ],
)
def test_a_connector_is_paused_stopped_resumed_and_restarted(avn, sandbox, verb, operation, state, tasks):
    avn.made()
    assert avn.connector(verb, "sink").stdout == ""
    assert sandbox.calls(operation) == [200]
    sandbox.advance("10s")
    told = avn.status()
    assert (told["state"], [it["state"] for it in told["tasks"]]) == (state, tasks)
    assert avn.connector("resume", "sink").stdout == ""
    sandbox.advance("10s")
    assert avn.status() == {"state": "RUNNING", "tasks": [{"id": 0, "state": "RUNNING", "trace": ""}]}


def test_a_failed_task_tells_why_and_is_restarted_by_itself(avn, sandbox):
    sandbox.fault(CREATE, outcome={"end": "TASKS_FAILED"})
    avn.made()
    failed = avn.status()
    assert (failed["state"], failed["tasks"][0]["state"]) == ("RUNNING", "FAILED")
    assert "Sending failed and no retries remain, stopping" in failed["tasks"][0]["trace"]
    avn.connector("restart", "sink")
    sandbox.advance("10s")
    assert avn.status()["tasks"][0]["state"] == "FAILED"
    assert avn.connector("restart-task", "sink", "0").stdout == ""
    sandbox.advance("10s")
    assert avn.status()["tasks"] == [{"id": 0, "state": "RUNNING", "trace": ""}]


def test_a_connector_that_cannot_start_says_nothing(avn):
    avn.made(**{"http.authorization.type": "static"})
    assert avn.status() == {"state": "FAILED", "tasks": []}


def test_what_is_wrong_with_a_configuration_is_told_line_by_line(avn, sandbox):
    bad = {**SINK, "http.authorization.type": "Basic", "max.retries": "-1"}
    refused = avn.connector("create", json.dumps(bad), exits_with=1)
    assert refused.stderr == (
        "ERROR\tcommand failed: Error: Connector configuration is invalid and contains the following 2 error(s):\n"
        "Invalid value Basic for configuration http.authorization.type: supported values are: [none, oauth2, static]\n"
        "Invalid value -1 for configuration max.retries: Value must be at least 0\n"
        "You can also find the above list of errors at the endpoint "
        "`/connector-plugins/{connectorType}/config/validate` (status 400)\n"
    )
    assert sandbox.calls(CREATE) == [400]


def test_a_body_that_is_no_json_is_never_sent(avn, sandbox):
    assert "Traceback" in avn.connector("create", "{", exits_with=1).stderr
    assert sandbox.calls() == []
