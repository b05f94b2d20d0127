"""Tokens as the SDK gets and sends them; on the strict server, those that it issued itself or that strict.yaml has."""

import json
import pathlib

import pytest
from yandex.cloud.iam.v1.iam_token_service_pb2 import CreateIamTokenRequest, RevokeIamTokenRequest
from yandex.cloud.iam.v1.iam_token_service_pb2_grpc import IamTokenServiceStub
from yandex.cloud.mdb.kafka.v1.connector_service_pb2 import ListConnectorsRequest

from cloud import CLUSTER, Kafka, refusal, sdk

LIST = ListConnectorsRequest(cluster_id=CLUSTER)
KEY = json.loads((pathlib.Path(__file__).parents[2] / "authorized_key.json").read_text())
STRICT = "WAVETANK_STRICT"


def test_a_service_accounts_key_is_exchanged_for_a_token(sandbox):
    kafka = Kafka(sdk(sandbox, service_account_key=KEY))
    kafka.connectors.List(LIST)
    kafka.connectors.List(LIST)
    assert len(sandbox.calls("IamToken.Create")) == 1, "the SDK keeps a token for twenty seconds"
    assert kafka.started().created_by == KEY["service_account_id"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_oauth_token_is_exchanged_too(sandbox):
    kafka = Kafka(sdk(sandbox, token="y0_any"))
    kafka.connectors.List(LIST)
    assert len(sandbox.calls("IamToken.Create")) == 1


def test_where_the_public_key_is_known_the_signature_counts(strict_sandbox):
    Kafka(sdk(strict_sandbox, STRICT, service_account_key=KEY)).connectors.List(LIST)
    assert len(strict_sandbox.calls("Connector.List")) == 1


@pytest.mark.parametrize("change", ["id", "service_account_id", "private_key"])
def test_another_key_is_refused(strict_sandbox, change):
    wrong = {**KEY, change: "aje00000000000000009"}
    if change == "private_key":
        wrong[change] = another_private_key()
    kafka = Kafka(sdk(strict_sandbox, STRICT, service_account_key=wrong))
    error = refusal(kafka.connectors.List, LIST)
    assert "UNAUTHENTICATED" in str(error)
    assert len(strict_sandbox.calls("Connector.List")) == 0


def another_private_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*form).decode()


def test_the_strict_server_knows_its_tokens(strict_sandbox):
    Kafka(sdk(strict_sandbox, STRICT, iam_token="t1.known.token")).connectors.List(LIST)
    for token in ("t1.any.token", "t1.expired.token"):
        kafka = Kafka(sdk(strict_sandbox, STRICT, iam_token=token))
        assert refusal(kafka.connectors.List, LIST).code().name == "UNAUTHENTICATED"


def test_a_revoked_token_is_good_no_more(strict_sandbox):
    tokens = sdk(strict_sandbox, STRICT, service_account_key=KEY).client(IamTokenServiceStub)
    jwt = sdk(strict_sandbox, STRICT, service_account_key=KEY)._channels._token_requester.get_token_request().jwt
    token = tokens.Create(CreateIamTokenRequest(jwt=jwt)).iam_token
    kafka = Kafka(sdk(strict_sandbox, STRICT, iam_token=token))
    kafka.connectors.List(LIST)
    assert tokens.Revoke(RevokeIamTokenRequest(iam_token=token)).subject_id == KEY["service_account_id"]
    assert refusal(kafka.connectors.List, LIST).code().name == "UNAUTHENTICATED"


def test_a_token_expires_with_the_worlds_time(strict_sandbox):
    kafka = Kafka(sdk(strict_sandbox, STRICT, service_account_key=KEY))
    kafka.connectors.List(LIST)
    strict_sandbox.advance("13h")
    assert refusal(kafka.connectors.List, LIST).code().name == "UNAUTHENTICATED"


def test_nothing_to_exchange_is_refused_in_iams_words(sandbox):
    tokens = sdk(sandbox).client(IamTokenServiceStub)
    error = refusal(tokens.Create, CreateIamTokenRequest())
    assert error.code().name == "INVALID_ARGUMENT"
    assert error.details() == "Validation failed:\n  - identity: One of the options must be selected"
