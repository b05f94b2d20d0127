"""Signatures as boto3 makes them, verified by a server that knows the credentials of strict.yaml only."""

import datetime
import json
import urllib.error
import urllib.request

import botocore.auth
import pytest

import inputs
from boto import KEY, SESSION, client, code, refusal


@pytest.mark.parametrize("credentials", [KEY, SESSION], ids=["a key", "a session"])
def test_known_credentials_are_taken(strict_sandbox, credentials):
    msk = client(strict_sandbox.url, **credentials)
    arn = msk.create_custom_plugin(**inputs.plugin(), tags={"k": "v"})["customPluginArn"]
    # A query whose keys are sent in another order than they are signed in, and one with characters to escape.
    msk.untag_resource(resourceArn=arn, tagKeys=["b b", "a/a", "é", "k"])
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {}
    assert msk.list_custom_plugins(namePrefix="plugin", maxResults=1)["customPlugins"][0]["name"] == "plugin"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({**KEY, "aws_secret_access_key": "another"}, "InvalidSignatureException"),
        ({**KEY, "aws_access_key_id": "AKIDUNKNOWN"}, "UnrecognizedClientException"),
        ({**SESSION, "aws_session_token": "another"}, "UnrecognizedClientException"),
        ({**SESSION, "aws_session_token": None}, "UnrecognizedClientException"),
        (
            {**SESSION, "aws_access_key_id": "ASIAEXPIRED", "aws_session_token": "OLD"},
            "ExpiredTokenException",
        ),
    ],
    ids=["secret", "key", "token", "no token", "expired token"],
)
def test_wrong_credentials_are_refused_once(strict_sandbox, wrong, name):
    error = refusal(client(strict_sandbox.url, **wrong).list_connectors)
    assert code(error) == name
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert strict_sandbox.calls() == [403]


def test_what_a_key_may_not_do_is_denied(strict_sandbox):
    reader = client(strict_sandbox.url, **{**KEY, "aws_access_key_id": "AKIDREADER"})
    reader.list_custom_plugins()
    error = refusal(reader.create_custom_plugin, **inputs.plugin())
    assert code(error) == "AccessDeniedException"
    assert "is not authorized to perform: kafkaconnect:CreateCustomPlugin" in error.response["Error"]["Message"]


def test_a_clock_that_is_wrong_by_more_than_five_minutes_is_refused(strict_sandbox, monkeypatch):
    msk = client(strict_sandbox.url, **KEY)
    now = datetime.datetime.now(datetime.timezone.utc)
    for minutes, expected in [(-4, None), (-6, "Signature expired"), (6, "Signature not yet current")]:
        then = now + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, then=then: then)
        if expected is None:
            msk.list_connectors()
        else:
            error = refusal(msk.list_connectors)
            assert code(error) == "InvalidSignatureException"
            assert error.response["Error"]["Message"].startswith(expected)


def fetch(url, method="GET"):
    """Status and document of a presigned address, fetched by somebody without credentials."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=5) as answer:
            return answer.status, answer.headers, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, error.headers, json.load(error)


@pytest.mark.parametrize("credentials", [KEY, SESSION], ids=["a key", "a session"])
def test_a_presigned_address_works_without_credentials(strict_sandbox, credentials):
    msk = client(strict_sandbox.url, **credentials)
    arn = msk.create_custom_plugin(**inputs.plugin("named é +~"))["customPluginArn"]
    url = msk.generate_presigned_url("describe_custom_plugin", {"customPluginArn": arn}, ExpiresIn=900)
    status, _, document = fetch(url)
    assert (status, document["name"]) == (200, "named é +~")

    for changed in (
        url.replace("custom-plugin", "custom_plugin"),
        url.replace("X-Amz-Expires=900", "X-Amz-Expires=901"),
    ):
        assert changed != url
        status, headers, document = fetch(changed)
        assert (status, headers["x-amzn-ErrorType"]) == (403, "InvalidSignatureException")
        assert "signature" in document["message"]
    status, _, _ = fetch(url, "DELETE")
    assert status == 403


def test_a_presigned_address_expires(strict_sandbox, monkeypatch):
    msk = client(strict_sandbox.url, **KEY)
    earlier = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=30)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_: earlier)
    for expires_in, expected in [(3600, 200), (900, 403)]:
        url = msk.generate_presigned_url("list_connectors", ExpiresIn=expires_in)
        assert fetch(url)[0] == expected


def test_nobody_at_all_is_refused_even_where_anybody_is_good(sandbox, strict_sandbox):
    for url in (sandbox.url, strict_sandbox.url):
        status, headers, document = fetch(f"{url}/v1/connectors")
        assert (status, headers["x-amzn-ErrorType"]) == (403, "MissingAuthenticationTokenException")
        assert document == {"message": "Missing Authentication Token"}
