"""The documents' own calls with curl, over every protocol that it speaks."""

import json
import os
import subprocess
from urllib.parse import urlsplit

import pytest

CLUSTER = "c9qexamplecluster001"
CONNECTORS = f"/managed-kafka/v1/clusters/{CLUSTER}/connectors"
MIRROR = {
    "connectorSpec": {
        "name": "mirror",
        "tasksMax": "3",
        "connectorConfigMirrormaker": {
            "topics": "data.*",
            "replicationFactor": "1",
            "sourceCluster": {"alias": "source", "externalCluster": {"bootstrapServers": "broker-1:9091"}},
            "targetCluster": {"alias": "target", "thisCluster": {}},
        },
    }
}
# Flags of curl, and the protocol that it says it spoke.
WAYS = {
    "http/1.1": (["--http1.1"], "1.1"),
    "h2c": (["--http2-prior-knowledge"], "2"),
    "tls http/1.1": (["--http1.1"], "1.1"),
    "tls h2": (["--http2"], "2"),
}


class Curl:
    def __init__(self, sandbox, way):
        self.sandbox = sandbox
        self.flags, self.version = WAYS[way]
        self.base = f"{sandbox.url}"
        if way.startswith("tls"):
            port = urlsplit(os.environ["WAVETANK_TLS_URL"]).port
            self.base = f"https://{sandbox.name}.localhost:{port}"
            resolve = f"{sandbox.name}.localhost:{port}:127.0.0.1"
            self.flags = [*self.flags, "--cacert", os.environ["WAVETANK_CA"], "--resolve", resolve]

    def __call__(self, path, *arguments, token="t1.any.token"):
        """Status and JSON of the answer."""
        out = ["--silent", "--show-error", "--max-time", "10", "--write-out", "\n%{http_code} %{http_version}"]
        who = ["--header", f"Authorization: Bearer {token}"] if token else []
        command = ["curl", *out, *self.flags, *who, *arguments, self.base + path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        body, told = done.stdout.rsplit("\n", 1)
        status, version = told.split()
        assert version == self.version
        return int(status), json.loads(body)

    def done(self, operation):
        self.sandbox.advance("2m")
        status, operation = self(f"/operations/{operation['id']}")
        assert (status, operation["done"]) == (200, True)
        return operation


@pytest.fixture(params=WAYS)
def curl(sandbox, request):
    return Curl(sandbox, request.param)


def test_a_connector_lives_its_life(curl):
    # As in the documents: no content type is given, so that curl says it were a form.
    status, operation = curl(CONNECTORS, "--request", "POST", "--data", json.dumps(MIRROR))
    assert status == 200 and "done" not in operation
    assert operation["metadata"] == {
        "@type": "type.googleapis.com/yandex.cloud.mdb.kafka.v1.CreateConnectorMetadata",
        "clusterId": CLUSTER,
        "connectorName": "mirror",
    }
    response = curl.done(operation)["response"]
    assert response.pop("@type") == "type.googleapis.com/yandex.cloud.mdb.kafka.v1.Connector"
    status, connector = curl(f"{CONNECTORS}/mirror")
    assert (status, connector) == (200, response)
    assert (connector["status"], connector["tasksMax"]) == ("RUNNING", "3")
    assert connector["connectorConfigMirrormaker"]["targetCluster"] == {"alias": "target", "thisCluster": {}}

    change = {"updateMask": "connectorSpec.tasksMax", "connectorSpec": {"tasksMax": 5}}
    curl.done(curl(f"{CONNECTORS}/mirror", "--request", "PATCH", "--data", json.dumps(change))[1])
    # No body at all, as in the documents.
    curl.done(curl(f"{CONNECTORS}/pause/mirror", "--request", "POST")[1])
    _, connector = curl(f"{CONNECTORS}/mirror")
    assert (connector["status"], connector["tasksMax"]) == ("PAUSED", "5")
    curl.done(curl(f"{CONNECTORS}/resume/mirror", "--request", "POST")[1])

    deleted = curl.done(curl(f"{CONNECTORS}/mirror", "--request", "DELETE")[1])
    assert deleted["response"] == {"@type": "type.googleapis.com/google.protobuf.Empty"}
    status, error = curl(f"{CONNECTORS}/mirror")
    assert (status, error["code"]) == (404, 5)
    assert error["details"][0]["@type"] == "type.googleapis.com/google.rpc.RequestInfo"
    assert curl(CONNECTORS) == (200, {})


def test_a_token_is_exchanged_and_endpoints_are_told_without_one(curl):
    body = json.dumps({"yandexPassportOauthToken": "y0_any"})
    status, answer = curl("/iam/v1/tokens", "--request", "POST", "--data", body, token=None)
    assert status == 200 and answer["iamToken"].startswith("t1.") and answer["expiresAt"].endswith("Z")
    assert curl(CONNECTORS, token=answer["iamToken"]) == (200, {})
    status, answer = curl("/endpoints", token=None)
    addresses = {it["address"] for it in answer["endpoints"]}
    assert (status, addresses) == (200, {urlsplit(curl.base).netloc})


def test_a_call_without_a_token_is_refused(curl):
    status, error = curl(CONNECTORS, token=None)
    assert (status, error["code"], error["message"]) == (401, 16, "The token is invalid")


def test_a_repeated_key_is_answered_with_the_same_operation(curl):
    create = ["--request", "POST", "--data", json.dumps(MIRROR), "--header", "Idempotency-Key: 7c8f2b0e"]
    first = curl(CONNECTORS, *create)[1]
    assert curl(CONNECTORS, *create)[1]["id"] == first["id"]
