"""Every error as the exception that boto3 makes of it."""

import pytest
from botocore.exceptions import ClientError

import inputs
from boto import ATTEMPTS, code, refusal

MODELLED = {
    "BadRequestException": 400,
    "UnauthorizedException": 401,
    "ForbiddenException": 403,
    "NotFoundException": 404,
    "ConflictException": 409,
    "TooManyRequestsException": 429,
    "InternalServerErrorException": 500,
    "ServiceUnavailableException": 503,
}


@pytest.mark.parametrize(("name", "status"), MODELLED.items())
def test_a_modelled_error_is_an_exception_of_its_class(msk, sandbox, name, status):
    sandbox.fault("CreateConnector", error=name, message="scripted é")
    error = refusal(msk.create_connector, **inputs.connector("arn:any"))
    assert type(error) is getattr(msk.exceptions, name)
    assert error.response["Error"] == {"Code": name, "Message": "scripted é"}
    assert error.response["message"] == "scripted é"
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert len(error.response["ResponseMetadata"]["RequestId"]) == 36
    assert set(sandbox.calls("CreateConnector")) == {status}


@pytest.mark.parametrize(
    ("name", "status"),
    [("AccessDeniedException", 403), ("ExpiredTokenException", 403), ("OptInRequired", 403)],
)
def test_a_common_error_is_a_plain_client_error(msk, sandbox, name, status):
    sandbox.fault("ListConnectors", error=name)
    error = refusal(msk.list_connectors)
    assert type(error) is ClientError
    assert code(error) == name
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status


INVALID = [
    ("capacity", {"capacity": {}}),
    ("capacity", {"capacity": {**inputs.AUTO_SCALING, **inputs.PROVISIONED}}),
    ("mcuCount", {"capacity": {"provisionedCapacity": {"mcuCount": 3, "workerCount": 1}}}),
    ("mcuCount", {"capacity": {"provisionedCapacity": {"mcuCount": 9, "workerCount": 1}}}),
    ("workerCount", {"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 11}}}),
    ("connectorName", {"connectorName": "n" * 129}),
    ("connectorDescription", {"connectorDescription": "d" * 1025}),
    ("networkType", {"networkType": "IPV6"}),
    ("encryptionType", {"kafkaClusterEncryptionInTransit": {"encryptionType": "NONE"}}),
    ("authenticationType", {"kafkaClusterClientAuthentication": {"authenticationType": "SCRAM"}}),
    ("plugins", {"plugins": []}),
]


@pytest.mark.parametrize(("field", "change"), INVALID, ids=lambda it: str(it)[:50])
def test_invalid_input_that_boto3_lets_through_is_a_bad_request(msk, world, field, change):
    valid = inputs.connector(world.plugin())
    with pytest.raises(msk.exceptions.BadRequestException, match=f": Invalid parameter (\\w+\\.)*{field}: "):
        msk.create_connector(**{**valid, **change})
    assert msk.list_connectors()["connectors"] == []


def test_two_plugins_are_a_bad_request(msk, world):
    valid = inputs.connector(world.plugin())
    with pytest.raises(msk.exceptions.BadRequestException, match="plugins"):
        msk.create_connector(**{**valid, "plugins": valid["plugins"] * 2})


def test_what_does_not_exist_is_not_found(msk, world):
    unknown = inputs.UNKNOWN_CONNECTOR
    plugin = unknown.replace(":connector/", ":custom-plugin/")
    workers = unknown.replace(":connector/", ":worker-configuration/")
    operation = unknown.replace(":connector/", ":connector-operation/") + "/41b6ad56-3184-479b-850a-a8bedd5a02f3"
    body = inputs.connector(plugin)
    in_body = {"workerConfiguration": {"workerConfigurationArn": workers, "revision": 1}}
    for call, arguments in [
        (msk.describe_connector, {"connectorArn": unknown}),
        (
            msk.update_connector,
            {"connectorArn": unknown, "currentVersion": "C", "capacity": inputs.PROVISIONED},
        ),
        (msk.delete_connector, {"connectorArn": unknown}),
        (msk.list_connector_operations, {"connectorArn": unknown}),
        (msk.describe_connector_operation, {"connectorOperationArn": operation}),
        (msk.describe_custom_plugin, {"customPluginArn": plugin}),
        (msk.delete_custom_plugin, {"customPluginArn": plugin}),
        (msk.describe_worker_configuration, {"workerConfigurationArn": workers}),
        (msk.delete_worker_configuration, {"workerConfigurationArn": workers}),
        (msk.create_connector, body),
        (msk.create_connector, inputs.connector(world.plugin(), **in_body)),
    ]:
        assert isinstance(refusal(call, **arguments), msk.exceptions.NotFoundException), call


def test_an_update_is_refused_for_what_it_asks_or_when(msk, world):
    connector = world.connector(capacity=inputs.PROVISIONED)
    same = {"connectorConfiguration": connector["connectorConfiguration"]}
    half = {"autoScaling": {"minWorkerCount": 1, "maxWorkerCount": 2, "mcuCount": 1}}
    half["autoScaling"]["scaleInPolicy"] = half["autoScaling"]["scaleOutPolicy"] = {"cpuUtilizationPercentage": 101}
    identical = "The specified parameter value is identical to the current value for the connector"
    for change, message in [
        ({}, "at least one"),
        ({"capacity": inputs.PROVISIONED}, f"Invalid parameter provisionedCapacity: {identical}"),
        (same, f"Invalid parameter connectorConfiguration: {identical}"),
        ({"capacity": half}, "cpuUtilizationPercentage"),
        (
            {"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}}, **same},
            "cannot be updated in one request",
        ),
        ({"connectorConfiguration": {"connector.class": "com.example.Other"}}, "connector.class"),
    ]:
        with pytest.raises(msk.exceptions.BadRequestException, match=message):
            world.update(connector, **change)
    change = {"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}}}
    with pytest.raises(msk.exceptions.BadRequestException, match="currentVersion"):
        world.update({**connector, "currentVersion": "CSTALE"}, **change)
    world.update(connector, **change)
    with pytest.raises(msk.exceptions.BadRequestException, match=r"states :\[RUNNING\]"):
        world.update(connector, **change)
    assert code(refusal(msk.delete_connector, connectorArn=connector["connectorArn"])) == "BadRequestException"


def test_what_a_connector_uses_cannot_be_deleted(msk, world):
    workers = msk.create_worker_configuration(**inputs.worker_configuration())["workerConfigurationArn"]
    used = {"workerConfigurationArn": workers, "revision": 1}
    connector = world.connector(workerConfiguration=used)
    plugin = connector["plugins"][0]["customPlugin"]["customPluginArn"]
    assert code(refusal(msk.delete_custom_plugin, customPluginArn=plugin)) == "BadRequestException"
    assert code(refusal(msk.delete_worker_configuration, workerConfigurationArn=workers)) == "BadRequestException"
    msk.delete_connector(connectorArn=connector["connectorArn"])
    world.connector_states(connector["connectorArn"], "gone")
    msk.delete_custom_plugin(customPluginArn=plugin)
    msk.delete_worker_configuration(workerConfigurationArn=workers)


def test_a_full_quota_looks_like_throttling_and_is_tried_again(msk, world, sandbox):
    plugin = world.plugin()
    ten = {"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 10}}}
    for number in range(6):
        msk.create_connector(**inputs.connector(plugin, f"c{number}", **ten))
    with pytest.raises(msk.exceptions.TooManyRequestsException):
        msk.create_connector(**inputs.connector(plugin, "one-too-many"))
    assert len(sandbox.calls("CreateConnector")) == 6 + ATTEMPTS


JSON = {"content-type": "application/json"}
TEXT = {"content-type": "text/plain"}
HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"
NOT_FOUND = "NotFoundException"
INTERNAL = "InternalServerErrorException"


def typed(name, others=JSON):
    return {**others, "x-amzn-ErrorType": name}


# Answers of the service and of what stands before it -> class, code and message of the exception.
LAYOUTS = [
    ("type in a header", 404, typed(NOT_FOUND), '{"message":"m"}', NOT_FOUND, "m"),
    ("header in lower case", 404, {**JSON, "x-amzn-errortype": NOT_FOUND}, '{"message":"m"}', NOT_FOUND, "m"),
    ("header with an address", 404, typed(f"{NOT_FOUND}:http://internal/"), '{"message":"m"}', NOT_FOUND, "m"),
    ("capital Message", 404, typed(NOT_FOUND), '{"Message":"m"}', NOT_FOUND, "m"),
    ("empty body", 404, typed(NOT_FOUND), "", NOT_FOUND, ""),
    ("__type in the body", 404, JSON, '{"__type":"NotFoundException","message":"m"}', NOT_FOUND, "m"),
    ("__type with a namespace", 404, JSON, '{"__type":"ns#NotFoundException","message":"m"}', NOT_FOUND, "m"),
    ("code in the body", 404, JSON, '{"code":"NotFoundException","message":"m"}', NOT_FOUND, "m"),
    ("header beats body", 404, typed(NOT_FOUND), '{"__type":"ConflictException","message":"m"}', NOT_FOUND, "m"),
    ("type beats status", 409, typed("BadRequestException"), '{"message":"m"}', "BadRequestException", "m"),
    ("no type", 404, JSON, '{"message":"m"}', None, "m"),
    ("HTML of a proxy", 502, {"content-type": "text/html"}, HTML, None, "Bad Gateway"),
    ("empty 503", 503, {}, "", None, "Service Unavailable"),
    ("text with a type", 500, typed(INTERNAL, TEXT), "boom", INTERNAL, "boom"),
    ("not modelled", 403, typed("AccessDeniedException"), '{"Message":"m"}', "AccessDeniedException", "m"),
    ("redirection", 301, {"location": "/elsewhere"}, "", None, ""),
]


@pytest.mark.parametrize(
    ("status", "headers", "body", "name", "message"),
    [pytest.param(*layout, id=name) for name, *layout in LAYOUTS],
)
def test_what_boto3_makes_of_an_error_response(msk, sandbox, status, headers, body, name, message):
    sandbox.fault("DescribeConnector", respond={"status": status, "headers": headers, "body": body})
    error = refusal(msk.describe_connector, connectorArn=inputs.UNKNOWN_CONNECTOR)
    assert error.response["Error"] == {"Code": name or str(status), "Message": message}
    assert type(error) is (getattr(msk.exceptions, name) if name in MODELLED else ClientError)
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_a_success_that_is_no_json_is_an_empty_answer(msk, sandbox):
    sandbox.fault("ListConnectors", respond={"status": 200, "headers": {"content-type": "text/html"}, "body": HTML})
    assert "connectors" not in msk.list_connectors()
