"""How often the SDK asks by itself, counted in the journal."""

import pytest
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import ListConnectorsRequest
from yandexcloud import RetryPolicy, ThrottlingMode

from cloud import CLUSTER, Kafka, refusal, sdk

LIST = ListConnectorsRequest(cluster_id=CLUSTER)


@pytest.mark.parametrize("code", ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL"])
def test_the_waiter_asks_again_and_succeeds(kafka, sandbox, slept, code):
    operation = kafka.started()
    sandbox.fault("Operation.Get", first=2, error=code)
    kafka.waited(operation)
    polls = len(sandbox.calls("Operation.Get"))
    assert polls >= 3 and len(slept) == polls - 1
    assert max(slept[:2]) < 0.5, "two retries, sooner than the next poll"


def test_the_waiter_gives_up_at_once_on_anything_else(kafka, sandbox):
    operation = kafka.started()
    sandbox.fault("Operation.Get", error="NOT_FOUND")
    assert refusal(kafka.waited, operation).code().name == "NOT_FOUND"
    assert len(sandbox.calls("Operation.Get")) == 1


def test_the_waiter_gives_up_after_thirteen_retries(kafka, sandbox):
    operation = kafka.started()
    sandbox.fault("Operation.Get", error="UNAVAILABLE")
    assert refusal(kafka.waited, operation).code().name == "UNAVAILABLE"
    assert len(sandbox.calls("Operation.Get")) == 14


@pytest.mark.parametrize("code", ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL"])
def test_a_call_is_made_once_where_no_policy_is_given(kafka, sandbox, code):
    sandbox.fault("Connector.List", error=code)
    assert refusal(kafka.connectors.List, LIST).code().name == code
    assert len(sandbox.calls("Connector.List")) == 1


# What gRPC itself asks for again is only what comes without an answer's headers, as from a proxy in front.
PROXY = {"cause": "gateway_unavailable"}


def test_with_a_policy_what_a_proxy_says_is_asked_again(sandbox):
    kafka = Kafka(sdk(sandbox, retry_policy=RetryPolicy()))
    sandbox.fault("Connector.List", first=2, **PROXY)
    kafka.connectors.List(LIST)
    assert len(sandbox.calls("Connector.List")) == 3


@pytest.mark.parametrize(
    ("policy", "attempts"),
    [({"throttling_mode": ThrottlingMode.PERSISTENT}, 4), pytest.param({}, 3, id="throttles itself before the fourth")],
)
def test_a_policy_asks_four_times_at_the_most(sandbox, policy, attempts):
    kafka = Kafka(sdk(sandbox, retry_policy=RetryPolicy(**policy)))
    sandbox.fault("Connector.List", **PROXY)
    assert refusal(kafka.connectors.List, LIST).code().name == "UNAVAILABLE"
    assert len(sandbox.calls("Connector.List")) == attempts


def test_what_the_service_itself_says_is_final_to_a_policy(sandbox):
    kafka = Kafka(sdk(sandbox, retry_policy=RetryPolicy()))
    sandbox.fault("Connector.List", first=1, error="UNAVAILABLE")
    assert refusal(kafka.connectors.List, LIST).code().name == "UNAVAILABLE"
    assert len(sandbox.calls("Connector.List")) == 1


def test_a_connection_that_is_lost_is_unavailable(kafka, sandbox):
    sandbox.fault("Connector.List", nth=1, reset={})
    assert refusal(kafka.connectors.List, LIST).code().name in ("UNAVAILABLE", "UNKNOWN", "INTERNAL")
    kafka.connectors.List(LIST)
