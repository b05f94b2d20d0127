"""What an error of the API has beside its code, as the SDK hands it on."""

import re

import pytest
from google.rpc.error_details_pb2 import BadRequest, RequestInfo
from google.rpc.status_pb2 import Status
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import GetConnectorRequest, ListConnectorsRequest

from cloud import CLUSTER, mirror, refusal


def status(error):
    """The details in the trailers, which say the same as the status itself."""
    trailers = {it.key: it.value for it in error.trailing_metadata()}
    told = Status.FromString(trailers["grpc-status-details-bin"])
    assert (told.code, told.message) == (error.code().value[0], error.details())
    return told


def detail(error, kind):
    found = [it for it in status(error).details if it.Is(kind.DESCRIPTOR)]
    assert len(found) == 1
    message = kind()
    found[0].Unpack(message)
    return message


def test_an_unknown_connector_is_not_found(kafka):
    error = refusal(kafka.connector, "none")
    assert error.code().name == "NOT_FOUND"
    initial = {it.key: it.value for it in error.initial_metadata()}
    assert detail(error, RequestInfo).request_id == initial["x-request-id"]
    assert re.fullmatch("([0-9a-f]{16}):[0-9a-f]{16}:\\1:1", initial["x-server-trace-id"])


def test_all_that_is_wrong_with_a_request_is_told_at_once(kafka):
    error = refusal(kafka.connectors.List, ListConnectorsRequest(page_size=1001, page_token="x" * 101))
    assert error.code().name == "INVALID_ARGUMENT"
    fields = {it.field for it in detail(error, BadRequest).field_violations}
    assert fields == {"cluster_id", "page_size", "page_token"}


def test_a_name_that_is_taken_already_exists(kafka):
    kafka.created()
    assert refusal(kafka.started).code().name == "ALREADY_EXISTS"


def test_a_connector_is_of_some_kind(kafka):
    spec = mirror()
    spec.ClearField("connector_config_mirrormaker")
    assert refusal(kafka.started, spec).code().name == "INVALID_ARGUMENT"


def test_an_unknown_cluster_is_not_told_from_a_forbidden_one(kafka):
    request = GetConnectorRequest(cluster_id="c9qnone", connector_name="mirror")
    error = refusal(kafka.connectors.Get, request)
    assert error.code().name == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("cause", "code"),
    [("throttled", "RESOURCE_EXHAUSTED"), ("unavailable", "UNAVAILABLE"), ("forbidden", "PERMISSION_DENIED")],
)
def test_what_a_rule_says_is_said_in_the_vendors_codes(kafka, sandbox, cause, code):
    sandbox.fault("Connector.List", cause=cause)
    assert refusal(kafka.connectors.List, ListConnectorsRequest(cluster_id=CLUSTER)).code().name == code


def test_a_deadline_is_kept(kafka, sandbox):
    sandbox.fault("Connector.List", delay="5s")
    error = refusal(kafka.connectors.List, ListConnectorsRequest(cluster_id=CLUSTER), timeout=0.2)
    assert error.code().name == "DEADLINE_EXCEEDED"
