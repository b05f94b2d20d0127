"""A client of Apache Kafka's Connect, pointed at Confluent Cloud's: the paths are the same behind a base URL."""

import pytest
import requests
from kafka_connect import KafkaConnect

CONFIG = {
    "connector.class": "HttpSource",
    "name": "orders",
    "kafka.api.key": "KAFKAKEYEXAMPLE1",
    "kafka.api.secret": "any",
    "topic.name.pattern": "orders",
    "url": "http://api.example.com/orders",
    "output.data.format": "JSON",
    "tasks.max": "1",
}
MASK = "*" * 16


def base(sandbox, cluster="lkc-abc123"):
    return f"{sandbox.url}/connect/v1/environments/env-abc123/clusters/{cluster}"


@pytest.fixture
def connect(sandbox):
    return KafkaConnect(base(sandbox), auth="CLOUDKEYEXAMPLE1:any")


@pytest.fixture
def running(connect, sandbox):
    connect.create_connector({"name": "orders", "config": CONFIG})
    sandbox.advance("2s")
    return connect


def state(connect, name="orders"):
    return connect.get_connector_status(name)["connector"]["state"]


def refused(status, action):
    with pytest.raises(requests.HTTPError) as refusal:
        action()
    assert refusal.value.response.status_code == status
    return refusal.value.response.json()


def test_a_connector_is_created_and_runs(connect, sandbox):
    made = connect.create_connector({"name": "orders", "config": CONFIG})
    assert (made["name"], made["type"], made["tasks"]) == ("orders", "source", [])
    assert made["config"]["kafka.api.secret"] == MASK
    assert state(connect) == "PROVISIONING"
    sandbox.advance("2s")
    assert state(connect) == "RUNNING"
    assert [task["id"] for task in connect.list_connector_tasks("orders")] == [{"connector": "orders", "task": 0}]


def test_lists_are_narrowed_by_name_and_state(running):
    running.create_connector({"name": "refunds", "config": {**CONFIG, "name": "refunds"}})
    assert running.list_connectors() == ["orders", "refunds"]
    assert running.list_connectors(pattern="ord") == ["orders"]
    assert running.list_connectors(state="provisioning") == ["refunds"]
    assert running.list_connectors(expand="info")["orders"]["info"]["config"]["name"] == "orders"
    assert list(running.list_connectors(expand="status", state="running")) == ["orders"]


def test_a_configuration_is_read_and_updated(running, sandbox):
    config = running.get_connector_config("orders")
    assert config["kafka.api.key"] == MASK and config["url"] == CONFIG["url"]
    updated = running.update_connector("orders", {**config, "request.interval.ms": "500"})
    assert updated["config"]["request.interval.ms"] == "500"
    sandbox.advance("2s")
    # The masks stand for the secrets that were there.
    assert state(running) == "RUNNING"
    assert running.get_connector("orders")["config"]["request.interval.ms"] == "500"


def test_an_update_makes_a_connector_that_is_not_there(connect):
    assert connect.update_connector("orders", CONFIG)["name"] == "orders"
    assert connect.list_connectors() == ["orders"]


def test_pause_and_resume(running, sandbox):
    running.pause_connector("orders")
    sandbox.advance("2s")
    assert state(running) == "PAUSED"
    assert [task["state"] for task in running.get_connector_status("orders")["tasks"]] == ["STOPPED"]
    running.resume_all_connectors(state="paused")
    sandbox.advance("2s")
    assert state(running) == "RUNNING"


def test_restart_is_accepted_without_a_body(running, sandbox):
    # The client reads a body from every 202, and Confluent Cloud sends none.
    with pytest.raises(requests.JSONDecodeError):
        running.restart_connector("orders")
    assert [task["state"] for task in running.get_connector_status("orders")["tasks"]] == ["RESTARTING"]
    sandbox.advance("2s")
    assert state(running) == "RUNNING"


def test_a_connector_is_deleted(running):
    running.delete_connector("orders")
    assert running.list_connectors() == []
    assert refused(404, lambda: running.get_connector_status("orders"))["error_code"] == 404


def test_plugins_are_listed_and_validate(connect):
    plugins = {it["class"]: it["type"] for it in connect.list_connector_plugins()}
    assert plugins["HttpSource"] == "source" and plugins["HttpSink"] == "sink"
    report = connect.validate_connector_config("HttpSource", {**CONFIG, "request.interval.ms": "50"})
    assert report["error_count"] == 1
    wrong = [it["value"] for it in report["configs"] if it["value"]["errors"]]
    assert wrong[0]["errors"] == ['"request.interval.ms" should be greater than or equal to 100']


def test_what_connect_of_confluent_cloud_does_not_have_is_not_found(running):
    for action in (running.get_cluster_info, lambda: running.list_connector_topics("orders")):
        assert refused(404, action) == {"error": {"code": 404, "message": "resource not found"}}


def test_a_name_is_taken_once(running):
    body = refused(409, lambda: running.create_connector({"name": "orders", "config": CONFIG}))
    assert body == {"error_code": 409, "message": "Connector orders already exists"}


def test_a_configuration_that_is_wrong_is_refused(connect):
    body = refused(400, lambda: connect.create_connector({"name": "orders", "config": {**CONFIG, "url": ""}}))
    assert body == {"error_code": 400, "message": '"url" is required'}


def test_throttled_says_how_long_to_wait(connect, sandbox):
    sandbox.fault("listConnectv1Connectors", cause="throttled", retry_after="7s")
    with pytest.raises(requests.HTTPError) as refusal:
        connect.list_connectors()
    answer = refusal.value.response
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert answer.json()["errors"][0]["status"] == "429"


def test_a_connector_that_fails_tells_why(running, sandbox):
    sandbox.fault("restartConnectv1Connector", outcome={"end": "FAILED", "message": "Boom"})
    with pytest.raises(requests.JSONDecodeError):
        running.restart_connector("orders")
    sandbox.advance("2s")
    status = running.get_connector_status("orders")
    assert (status["connector"]["state"], status["connector"]["trace"]) == ("FAILED", "Boom")


@pytest.mark.parametrize("auth", ["CLOUDKEYEXAMPLE1:wrong", "KAFKAKEYEXAMPLE1:cfltSECRETofTheKafkaKey", "NOBODY:any"])
def test_a_key_that_is_not_of_the_cloud_is_refused(strict_sandbox, auth):
    connect = KafkaConnect(base(strict_sandbox), auth=auth)
    body = refused(401, connect.list_connectors)
    assert body["errors"][0]["detail"].startswith("invalid API key: make sure you're using a Cloud API Key")


def test_a_key_that_may_only_read_changes_nothing(strict_sandbox):
    connect = KafkaConnect(base(strict_sandbox), auth="CLOUDKEYREADER01:cfltSECRETofTheReader")
    assert connect.list_connectors() == []
    body = refused(403, lambda: connect.create_connector({"name": "orders", "config": CONFIG}))
    assert body == {"error": {"code": 403, "message": "Forbidden"}}


def test_another_cluster_is_no_account(sandbox):
    connect = KafkaConnect(base(sandbox, "lkc-nobody"), auth="CLOUDKEYEXAMPLE1:any")
    assert refused(404, connect.list_connectors) == {"error": {"code": 404, "message": "account not found"}}
