"""The SDK as the tests use it: clients of a sandbox, requests, and short ways to a connector in a certain state."""

import os
from urllib.parse import urlsplit

import grpc
import pytest
import yandexcloud
from yandex.cloud.mdb.kafka.v1 import connector_pb2 as connectors
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import (
    CreateConnectorMetadata,
    CreateConnectorRequest,
    GetConnectorRequest,
)
from yandex.cloud.mdb.kafka.v1.connector_service_pb2_grpc import ConnectorServiceStub

# What a newcomer finds.
CLUSTER = "c9qexamplecluster001"
FOLDER = "b1gexamplefolder0001"

IAM_TOKEN = "t1.any.token"


def endpoint(sandbox, server="WAVETANK"):
    """Where the sandbox is for those who cannot write a path: its name is a label of the host's."""
    return f"{sandbox.name}.localhost:{urlsplit(os.environ[f'{server}_TLS_URL']).port}"


def certificates(server="WAVETANK"):
    with open(os.environ[f"{server}_CA"], "rb") as file:
        return file.read()


def sdk(sandbox, server="WAVETANK", **options):
    """As the SDK's users make it, but for where it goes and whom it trusts."""
    if not {"token", "service_account_key"} & options.keys():
        options.setdefault("iam_token", IAM_TOKEN)
    return yandexcloud.SDK(endpoint=endpoint(sandbox, server), root_certificates=certificates(server), **options)


def mirror(name="mirror", **changes):
    source = connectors.ExternalClusterConnectionSpec(
        bootstrap_servers="broker-1:9091",
        sasl_username="reader",
        sasl_password="tell-nobody",
        sasl_mechanism="SCRAM-SHA-512",
        security_protocol="SASL_SSL",
    )
    config = connectors.ConnectorConfigMirrorMakerSpec(
        source_cluster=connectors.ClusterConnectionSpec(alias="source", external_cluster=source),
        target_cluster=connectors.ClusterConnectionSpec(alias="target", this_cluster=connectors.ThisClusterSpec()),
        topics="data.*",
        replication_factor={"value": 1},
    )
    properties = {"sync.topics.config.enabled": "true"}
    spec = {"name": name, "tasks_max": {"value": 3}, "properties": properties, "connector_config_mirrormaker": config}
    return connectors.ConnectorSpec(**{**spec, **changes})


def s3_sink(name="sink"):
    storage = connectors.ExternalS3StorageSpec(access_key_id="AK", secret_access_key="tell-nobody", endpoint="s3.example")
    connection = connectors.S3ConnectionSpec(bucket_name="bucket", external_s3=storage)
    config = connectors.ConnectorConfigS3SinkSpec(topics="t1,t2", file_compression_type="gzip", s3_connection=connection)
    return connectors.ConnectorSpec(name=name, tasks_max={"value": 1}, connector_config_s3_sink=config)


def refusal(call, *arguments, **keywords):
    """The RPC error that the call must end in."""
    with pytest.raises(grpc.RpcError) as caught:
        call(*arguments, **keywords)
    return caught.value


class Kafka:
    """Short ways to connectors of the newcomer's cluster."""

    def __init__(self, sdk):
        self.sdk = sdk
        self.connectors = sdk.client(ConnectorServiceStub)

    def started(self, spec=None):
        request = CreateConnectorRequest(cluster_id=CLUSTER, connector_spec=spec or mirror())
        return self.connectors.Create(request)

    def created(self, spec=None):
        """The connector, once its operation is done."""
        result = self.waited(self.started(spec), connectors.Connector, CreateConnectorMetadata)
        return result.response

    def waited(self, operation, response=None, metadata=None, **options):
        return self.sdk.wait_operation_and_get_result(operation, response, metadata, **options)

    def connector(self, name="mirror"):
        return self.connectors.Get(GetConnectorRequest(cluster_id=CLUSTER, connector_name=name))
