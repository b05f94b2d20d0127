"""The AWS CLI as a person or a script calls it: a process each time, read by its exit code, stdout and stderr."""

import functools
import json
import os
import pathlib
import subprocess
import sys
import urllib.request

import pytest

import inputs

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
LISTS = "/v1/worker-configurations"


@pytest.fixture
def aws(sandbox):
    return Cli(sandbox)


class Cli:
    def __init__(self, sandbox, **environment):
        self.url = sandbox.url
        self.environment = {**os.environ, "AWS_ENDPOINT_URL_KAFKACONNECT": sandbox.url, **environment}

    def __call__(self, *arguments, exits_with=0):
        """The finished process; it must have ended with the code."""
        command = [sys.executable, "-m", "awscli", "kafkaconnect", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == exits_with, done.stderr or done.stdout
        return done

    def json(self, *arguments):
        return json.loads(self(*arguments, "--output", "json").stdout)

    def hasty(self):
        """The same without the sleep between two attempts."""
        self.environment["PYTHONPATH"] = str(pathlib.Path(__file__).parent / "hasty")
        return self

    def made(self, path, body, method="POST"):
        """What somebody else created: quicker than by the CLI. Any credential is good."""
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), method=method)
        scope = "AKIDEXAMPLE/20240101/us-east-1/kafkaconnect/aws4_request"
        signed = "SignedHeaders=host;x-amz-date, Signature=" + "0" * 64
        request.add_header("authorization", f"AWS4-HMAC-SHA256 Credential={scope}, {signed}")
        request.add_header("x-amz-date", "20240101T000000Z")
        request.add_header("content-type", "application/json")
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)

    def plugin(self, sandbox):
        arn = self.made("/v1/custom-plugins", inputs.plugin())["customPluginArn"]
        sandbox.advance("1h")
        return arn

    def connector(self, sandbox):
        arn = self.made("/v1/connectors", inputs.connector(self.plugin(sandbox)))["connectorArn"]
        sandbox.advance("1h")
        return arn


def test_a_connector_is_created_updated_and_deleted(aws, sandbox, tmp_path):
    location = "s3Location={bucketArn=arn:aws:s3:::plugins,fileKey=plugin.zip}"
    plugin = aws.json("create-custom-plugin", "--name=p", "--content-type=ZIP", f"--location={location}")
    assert plugin["customPluginState"] == "CREATING"
    sandbox.advance("1h")

    body = tmp_path / "connector.json"
    body.write_text(json.dumps(inputs.connector(plugin["customPluginArn"])))
    created = aws.json("create-connector", "--cli-input-json", body.as_uri(), "--tags=team=a")
    arn = created["connectorArn"]
    assert created == {"connectorArn": arn, "connectorName": "orders", "connectorState": "CREATING"}

    described = {}

    def state():
        described.update(aws.json("describe-connector", f"--connector-arn={arn}"))
        return described["connectorState"]

    assert inputs.wait(state, "RUNNING", functools.partial(sandbox.advance, "1h")) == ["CREATING", "RUNNING"]
    assert described["connectorConfiguration"] == inputs.CONFIGURATION
    # As it came over the wire.
    assert described["creationTime"].startswith("2024-01-01T") and described["creationTime"].endswith("Z")

    updated = aws.json(
        "update-connector",
        f"--connector-arn={arn}",
        f"--current-version={described['currentVersion']}",
        "--capacity=provisionedCapacity={mcuCount=1,workerCount=2}",
    )
    assert updated["connectorState"] == "UPDATING"
    sandbox.advance("1h")
    operation = f"--connector-operation-arn={updated['connectorOperationArn']}"
    assert aws.json("describe-connector-operation", operation)["connectorOperationState"] == "UPDATE_COMPLETE"

    deleted = aws.json("delete-connector", f"--connector-arn={arn}")
    assert deleted == {"connectorArn": arn, "connectorState": "DELETING"}
    sandbox.advance("1h")
    assert aws.json("list-connectors") == {"connectors": []}


def test_lists_are_paged_by_the_cli_itself(aws, sandbox):
    names = ["a1", "a2", "a3"]
    for name in names:
        aws.made(LISTS, inputs.worker_configuration(name))
    query = "--query=workerConfigurations[].name"
    assert aws.json("list-worker-configurations", "--page-size=1", query) == names
    assert len(sandbox.calls("ListWorkerConfigurations")) == 3
    first = aws.json("list-worker-configurations", "--max-items=2")
    assert [it["name"] for it in first["workerConfigurations"]] == names[:2]
    token = f"--starting-token={first['NextToken']}"
    assert aws.json("list-worker-configurations", token, query) == names[2:]


def test_tags_are_set_and_removed(aws):
    arn = aws.made(LISTS, inputs.worker_configuration())["workerConfigurationArn"]
    assert aws("tag-resource", f"--resource-arn={arn}", "--tags", "a/b=1,c=é").stdout == ""
    aws("untag-resource", f"--resource-arn={arn}", "--tag-keys", "a/b", "none")
    assert aws.json("list-tags-for-resource", f"--resource-arn={arn}") == {"tags": {"c": "é"}}


def test_errors_are_told_as_the_cli_tells_them(aws, sandbox, tmp_path):
    sandbox.fault("DescribeConnector", error="NotFoundException", message="no such é")
    unknown = f"--connector-arn={inputs.UNKNOWN_CONNECTOR}"
    assert aws("describe-connector", unknown, exits_with=255).stderr == (
        "\nAn error occurred (NotFoundException) when calling the DescribeConnector operation: no such é\n"
    )
    literal = ["--name=w", "--properties-file-content=key=value"]
    refused = aws("create-worker-configuration", *literal, exits_with=255).stderr
    text = "\nAn error occurred (BadRequestException) when calling the CreateWorkerConfiguration operation: "
    assert refused.startswith(f"{text}Invalid parameter propertiesFileContent: ")


def test_a_lost_answer_to_a_create_ends_in_a_conflict(aws, sandbox, tmp_path):
    body = tmp_path / "connector.json"
    body.write_text(json.dumps(inputs.connector(aws.plugin(sandbox))))
    sandbox.fault("CreateConnector", nth=1, stage="after", reset={})
    conflict = aws.hasty()("create-connector", "--cli-input-json", body.as_uri(), exits_with=255).stderr
    assert conflict == (
        "\nAn error occurred (ConflictException) when calling the CreateConnector operation: "
        "Invalid parameter connectorName: A resource with this name already exists.\n"
    )
    assert len(sandbox.calls("CreateConnector")) == 2


@pytest.mark.parametrize(
    ("effect", "stderr"),
    [
        (
            {"error": "ServiceUnavailableException", "message": "later"},
            "\nAn error occurred (ServiceUnavailableException) when calling the ListConnectors operation "
            "(reached max retries: 4): later\n",
        ),
        (
            {"respond": {"status": 502, "headers": {"content-type": "text/html"}, "body": "<html></html>"}},
            "\nAn error occurred (502) when calling the ListConnectors operation "
            "(reached max retries: 4): Bad Gateway\n",
        ),
        (
            {"reset": {}},
            '\nConnection was closed before we received a valid response from endpoint URL: "{url}".\n',
        ),
    ],
    ids=["503", "502 of a proxy", "reset"],
)
def test_the_cli_tries_five_times(aws, sandbox, effect, stderr):
    sandbox.fault("ListConnectors", **effect)
    told = aws.hasty()("list-connectors", exits_with=255).stderr
    assert told == stderr.replace("{url}", f"{sandbox.url}/v1/connectors")
    assert len(sandbox.calls("ListConnectors")) == 5


def test_a_state_newer_than_the_cli_is_shown(aws, sandbox):
    arn = aws.connector(sandbox)
    aws.made(f"/v1/connectors/{arn.replace(':', '%3A').replace('/', '%2F')}/pause", {}, "PUT")
    shown = aws("list-connectors", "--query=connectors[].connectorState", "--output=text")
    assert shown.stdout == "PAUSING\n"


def test_a_wrong_secret_is_refused(strict_sandbox):
    key = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE"}
    Cli(strict_sandbox, **key, AWS_SECRET_ACCESS_KEY=SECRET)("list-connectors")
    refused = Cli(strict_sandbox, **key, AWS_SECRET_ACCESS_KEY="another")("list-connectors", exits_with=255)
    text = "\nAn error occurred (InvalidSignatureException) when calling the ListConnectors operation: "
    assert refused.stderr.startswith(text)
    assert strict_sandbox.calls() == [200, 403]
