"""Connectors from their creation to their end, as the SDK's own waiter sees them."""

from google.protobuf.field_mask_pb2 import FieldMask
from yandex.cloud.mdb.kafka.v1 import connector_pb2 as connectors
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import (
    CreateConnectorMetadata,
    CreateConnectorRequest,
    DeleteConnectorMetadata,
    DeleteConnectorRequest,
    ListConnectorsRequest,
    PauseConnectorMetadata,
    PauseConnectorRequest,
    ResumeConnectorMetadata,
    ResumeConnectorRequest,
    UpdateConnectorMetadata,
    UpdateConnectorRequest,
)
from yandex.cloud.mdb.kafka.v1.connector_service_pb2_grpc import ConnectorServiceStub

from cloud import CLUSTER, mirror, refusal, s3_sink

Status = connectors.Connector.Status
NAMED = {"cluster_id": CLUSTER, "connector_name": "mirror"}


def test_a_connector_is_created_and_waited_for(kafka):
    operation = kafka.started()
    assert operation.id.startswith("dqh") and not operation.done
    result = kafka.waited(operation, connectors.Connector, CreateConnectorMetadata)
    assert (result.meta.cluster_id, result.meta.connector_name) == (CLUSTER, "mirror")
    connector = result.response
    assert (connector.health, connector.status) == (connectors.Connector.Health.ALIVE, Status.RUNNING)
    assert connector == kafka.connector()
    assert connector.tasks_max.value == 3
    assert dict(connector.properties) == {"sync.topics.config.enabled": "true"}
    config = connector.connector_config_mirrormaker
    assert config.target_cluster.WhichOneof("cluster_connection") == "this_cluster"
    assert config.source_cluster.external_cluster.sasl_username == "reader"
    assert "tell-nobody" not in str(connector)


def test_create_operation_and_get_result_does_both(kafka):
    request = CreateConnectorRequest(cluster_id=CLUSTER, connector_spec=s3_sink())
    answer = (connectors.Connector, CreateConnectorMetadata)
    result = kafka.sdk.create_operation_and_get_result(request, ConnectorServiceStub, "Create", *answer)
    config = result.response.connector_config_s3_sink
    assert (config.topics, config.file_compression_type) == ("t1,t2", "gzip")
    assert config.s3_connection.external_s3.access_key_id == "AK"
    assert "tell-nobody" not in str(result.response)


def test_a_connector_is_there_while_it_is_created(kafka):
    kafka.started()
    assert kafka.connector().status == Status.STATUS_UNKNOWN
    listed = kafka.connectors.List(ListConnectorsRequest(cluster_id=CLUSTER)).connectors
    assert [it.name for it in listed] == ["mirror"]


def test_an_update_changes_what_its_mask_names(kafka):
    kafka.created()
    spec = connectors.UpdateConnectorSpec(tasks_max={"value": 5}, properties={"not": "in the mask"})
    request = UpdateConnectorRequest(**NAMED, update_mask=FieldMask(paths=["connector_spec.tasks_max"]), connector_spec=spec)
    result = kafka.waited(kafka.connectors.Update(request), connectors.Connector, UpdateConnectorMetadata)
    assert result.response.tasks_max.value == 5
    assert dict(result.response.properties) == {"sync.topics.config.enabled": "true"}
    assert result.response.connector_config_mirrormaker.topics == "data.*"


def test_a_connector_is_paused_and_resumed(kafka):
    kafka.created()
    paused = kafka.waited(
        kafka.connectors.Pause(PauseConnectorRequest(**NAMED)), connectors.Connector, PauseConnectorMetadata
    )
    assert paused.response.status == Status.PAUSED
    resumed = kafka.waited(
        kafka.connectors.Resume(ResumeConnectorRequest(**NAMED)), connectors.Connector, ResumeConnectorMetadata
    )
    assert resumed.response.status == Status.RUNNING


def test_a_deleted_connector_is_gone(kafka):
    kafka.created()
    operation = kafka.connectors.Delete(DeleteConnectorRequest(**NAMED))
    result = kafka.waited(operation, None, DeleteConnectorMetadata)
    assert result.meta.connector_name == "mirror" and result.response is None
    assert refusal(kafka.connector).code().name == "NOT_FOUND"
    assert not kafka.connectors.List(ListConnectorsRequest(cluster_id=CLUSTER)).connectors


def test_a_list_comes_in_pages(kafka):
    for name in ("a", "b", "c"):
        kafka.created(mirror(name))
    names, token = [], ""
    while True:
        page = kafka.connectors.List(ListConnectorsRequest(cluster_id=CLUSTER, page_size=2, page_token=token))
        names.append([it.name for it in page.connectors])
        token = page.next_page_token
        if not token:
            break
    assert names == [["a", "b"], ["c"]]
