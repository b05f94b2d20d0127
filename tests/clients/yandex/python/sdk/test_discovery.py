"""Where the SDK learns to go, by host label and by metadata, behind TLS and without it."""

import os
from urllib.parse import urlsplit

import grpc
import pytest
from yandex.cloud.endpoint.api_endpoint_service_pb2 import GetApiEndpointRequest, ListApiEndpointsRequest
from yandex.cloud.endpoint.api_endpoint_service_pb2_grpc import ApiEndpointServiceStub
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import ListConnectorsRequest
from yandex.cloud.mdb.kafka.v1.connector_service_pb2_grpc import ConnectorServiceStub
from yandex.cloud.operation.operation_service_pb2_grpc import OperationServiceStub

from cloud import CLUSTER, IAM_TOKEN, Kafka, endpoint, refusal, sdk


def test_every_service_is_where_the_client_asked(sandbox):
    endpoints = sdk(sandbox).client(ApiEndpointServiceStub)
    listed = endpoints.List(ListApiEndpointsRequest(page_size=1)).endpoints
    assert {"endpoint", "iam", "operation", "managed-kafka", "resource-manager", "vpc"} <= {it.id for it in listed}
    assert {it.address for it in listed} == {endpoint(sandbox)}
    assert endpoints.Get(GetApiEndpointRequest(api_endpoint_id="iam")).address == endpoint(sandbox)
    assert refusal(endpoints.Get, GetApiEndpointRequest(api_endpoint_id="mars")).code().name == "NOT_FOUND"


def test_discovery_is_asked_once_and_needs_no_token(kafka, sandbox):
    for _ in range(2):
        kafka.connectors.List(ListConnectorsRequest(cluster_id=CLUSTER))
    kafka.sdk.client(OperationServiceStub)
    assert len(sandbox.calls("ApiEndpoint.List")) == 1
    assert len(sandbox.calls("Connector.List")) == 2


def test_discovery_that_fails_fails_the_call(sandbox):
    sandbox.fault("ApiEndpoint.List", error="UNAVAILABLE")
    error = refusal(sdk(sandbox).client, ConnectorServiceStub)
    assert error.code().name == "UNAVAILABLE"


def test_two_labels_are_two_worlds(kafka, sandbox):
    kafka.created()
    sandbox.name += "-other"
    other = Kafka(sdk(sandbox))
    assert refusal(other.connector).code().name == "NOT_FOUND"


@pytest.fixture
def plaintext(sandbox):
    """A channel to the sandbox without TLS, for a server that several sandboxes share an address of."""
    address = urlsplit(os.environ["WAVETANK_URL"])
    with grpc.insecure_channel(f"{address.hostname}:{address.port}") as channel:
        yield channel


def test_metadata_names_a_sandbox_too(plaintext, sandbox):
    metadata = [("x-wavetank-sandbox", sandbox.name), ("authorization", f"Bearer {IAM_TOKEN}")]
    connectors = ConnectorServiceStub(plaintext)
    connectors.List(ListConnectorsRequest(cluster_id=CLUSTER), metadata=metadata)
    assert len(sandbox.calls("Connector.List")) == 1
    listed = ApiEndpointServiceStub(plaintext).List(ListApiEndpointsRequest(), metadata=metadata[:1]).endpoints
    assert {it.address for it in listed} == {urlsplit(os.environ["WAVETANK_URL"]).netloc}
    assert len(sandbox.calls("ApiEndpoint.List")) == 1


def test_over_plaintext_the_sdk_sends_no_token(sandbox):
    port = urlsplit(os.environ["WAVETANK_URL"]).port
    plain = sdk(sandbox).client(ConnectorServiceStub, endpoint=f"{sandbox.name}.localhost:{port}", insecure=True)
    error = refusal(plain.List, ListConnectorsRequest(cluster_id=CLUSTER))
    assert error.code().name == "UNAUTHENTICATED"
