"""boto3 as the tests use it: clients, the error a call must end in, and short ways to resources in a certain state."""

import json

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.httpsession
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

import inputs

# What differs between the two versions: how often the default retry mode tries, and the newest three operations.
CURRENT = not boto3.__version__.startswith("1.43.")
ATTEMPTS = 3 if CURRENT else 5

# Of strict.yaml.
KEY = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
SESSION = {**KEY, "aws_access_key_id": "ASIAEXAMPLE", "aws_session_token": "SESSION/TOKEN+EXAMPLE=="}


def client(url, read_timeout=30, **options):
    config = Config(connect_timeout=30, read_timeout=read_timeout)
    return boto3.client("kafkaconnect", endpoint_url=url, config=config, **options)


def members(answer):
    """The members of an answer, without what boto3 says of the call."""
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def refusal(call, *arguments, **keywords):
    """The error that the call must end in."""
    with pytest.raises(ClientError) as caught:
        call(*arguments, **keywords)
    return caught.value


def code(error):
    return error.response["Error"]["Code"]


class World:
    """Short ways to resources in the state that a test starts from, and to the states they go through."""

    def __init__(self, msk, sandbox):
        self.msk = msk
        self.sandbox = sandbox

    def plugin(self, **changes):
        arn = self.msk.create_custom_plugin(**inputs.plugin(**changes))["customPluginArn"]
        assert self.plugin_states(arn, "ACTIVE")[-1] == "ACTIVE"
        return arn

    def connector(self, **changes):
        """A running connector, as DescribeConnector shows it."""
        arn = self.msk.create_connector(**inputs.connector(self.plugin(), **changes))["connectorArn"]
        assert self.connector_states(arn, "RUNNING")[-1] == "RUNNING"
        return self.msk.describe_connector(connectorArn=arn)

    def update(self, connector, **change):
        """Starts an update of a described connector; returns the operation's ARN."""
        key = {"connectorArn": connector["connectorArn"], "currentVersion": connector["currentVersion"]}
        return self.msk.update_connector(**key, **change)["connectorOperationArn"]

    def plugin_states(self, arn, wanted):
        return self._states("describe_custom_plugin", "customPluginState", wanted, customPluginArn=arn)

    def worker_configuration_states(self, arn, wanted):
        key = "workerConfigurationState"
        return self._states("describe_worker_configuration", key, wanted, workerConfigurationArn=arn)

    def connector_states(self, arn, wanted):
        return self._states("describe_connector", "connectorState", wanted, connectorArn=arn)

    def operation_states(self, arn, wanted):
        key = "connectorOperationState"
        return self._states("describe_connector_operation", key, wanted, connectorOperationArn=arn)

    def lifecycle(self, action, arn):
        """Pause, resume or restart; returns the operation's ARN. An older client sees it done by somebody else."""
        if CURRENT:
            return getattr(self.msk, f"{action}_connector")(connectorArn=arn)["connectorOperationArn"]
        method = "POST" if action == "restart" else "PUT"
        path = "/v1/connectors/" + arn.replace(":", "%3A").replace("/", "%2F") + f"/{action}"
        request = botocore.awsrequest.AWSRequest(method, self.sandbox.url + path)
        credentials = boto3.Session().get_credentials()
        botocore.auth.SigV4Auth(credentials, "kafkaconnect", "us-east-1").add_auth(request)
        answer = botocore.httpsession.URLLib3Session().send(request.prepare())
        assert answer.status_code == 200, answer.text
        return json.loads(answer.text)["connectorOperationArn"]

    def _states(self, operation, key, wanted, **arguments):
        def state():
            try:
                return getattr(self.msk, operation)(**arguments)[key]
            except self.msk.exceptions.NotFoundException:
                return "gone"

        return inputs.wait(state, wanted, self.sandbox.advance)
