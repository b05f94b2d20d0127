"""Every operation of the document, with good calls and with generated ones: each answer is one that the document has."""

import zlib

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from contract.world import CLOUD, CLUSTER, CONNECT, KAFKA, QUERIES, URL, bodies, known, prepare

settings.register_profile(
    "bounded", max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("bounded")

schema = schemathesis.openapi.from_url(f"{URL}/_wavetank/openapi/confluent.json")
OPERATIONS = {it.ok().definition.raw["operationId"]: it.ok() for it in schema.get_all_operations()}

# The one 5XX that the service has for a request of its client's: a class that nobody knows.
CLASS_UNKNOWN = "Failed to find any class that implements Connector and which name matches "


@pytest.fixture
def ids():
    """Of what is in a world that was made for this operation."""
    return prepare()


def no_unexpected_server_error(context, response, case):
    """A 5XX is the service's, where nothing was scripted to fail: there is one that a client can bring about."""
    text = response.content.decode(errors="replace")
    assert response.status_code < 500 or CLASS_UNKNOWN in text, f"{response.status_code}: {text}"


def answered(case):
    """What a call is answered, once that was found to be as the document says."""
    return case.call_and_validate(
        base_url=URL,
        auth=KAFKA if case.operation.path.startswith("/kafka/") else CLOUD,
        timeout=10,
        checks=[
            no_unexpected_server_error,
            status_code_conformance,
            content_type_conformance,
            response_headers_conformance,
            response_schema_conformance,
        ],
    )


@schema.parametrize()
def test_every_answer_is_one_of_the_document(case, ids):
    # Of four names that were generated three are replaced by that of something that is there.
    for place in (case.path_parameters, case.query):
        for label, value in (place or {}).items():
            name = known(case.operation.path, label, ids)
            if name is not None and zlib.crc32(repr(value).encode()) % 4 != 0:
                place[label] = name
    answered(case)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_good_call_has_the_good_answer_of_the_document(name, ids):
    if name == "readConnectv1ConnectorErrorRecommendations":
        ids = {**ids, "connector_name": "broken"}  # There is advice for what has failed.
    if name == "putPresignedUpload":
        ids = {**ids, "upload_id": ids["bare_upload"]}
    operation = OPERATIONS[name]
    labels = {it.name: ids.get(it.name) or known(operation.path, it.name, ids) for it in operation.path_parameters}
    query = {it.name: "env-abc123" for it in operation.query if it.name == "environment"} | QUERIES.get(name, {})
    more = {"body": bodies()[name], "media_type": next(iter(operation.body)).media_type} if operation.body else {}
    answer = answered(operation.Case(path_parameters=labels, query=query, **more))
    assert answer.status_code < 300, f"{name}: {answer.status_code} {answer.text}"


def test_the_document_has_every_operation():
    rows = requests.get(f"{URL}/_wavetank/operations?vendor=confluent", timeout=10).json()["operations"]
    assert set(OPERATIONS) == {row["name"] for row in rows}


@pytest.mark.parametrize("path", [f"{CLUSTER}/topics", f"{CONNECT}/connectors", "/ccpm/v1/plugins?environment=env-abc123"])
def test_what_asks_for_proof_in_the_document_refuses_a_call_without(path):
    free = [name for name, it in OPERATIONS.items() if not it.definition.raw["security"]]
    assert free == ["postPresignedUpload", "putPresignedUpload"]
    assert requests.get(URL + path, timeout=10).status_code == 401
