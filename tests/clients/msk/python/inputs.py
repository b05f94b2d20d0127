"""Valid input of every create, and the waiting that users write themselves, since the service has no waiters."""

import base64

ROLE = "arn:aws:iam::123456789012:role/connect"
PROPERTIES = "key.converter=org.apache.kafka.connect.storage.StringConverter\nvalue.converter=é\n"
UNKNOWN_CONNECTOR = "arn:aws:kafkaconnect:us-east-1:123456789012:connector/none/0a1b2c3d-1111-2222-3333-444455556666-2"
CONFIGURATION = {"connector.class": "com.example.OrdersSink", "tasks.max": "1"}
AUTO_SCALING = {"autoScaling": {"minWorkerCount": 1, "maxWorkerCount": 2, "mcuCount": 1}}
PROVISIONED = {"provisionedCapacity": {"mcuCount": 2, "workerCount": 3}}
POLLS_MAX = 40


def plugin(name="plugin", **changes):
    location = {"s3Location": {"bucketArn": "arn:aws:s3:::plugins", "fileKey": f"{name}.zip"}}
    return {"name": name, "contentType": "ZIP", "location": location, **changes}


def worker_configuration(name="workers", **changes):
    content = base64.b64encode(PROPERTIES.encode()).decode()
    return {"name": name, "propertiesFileContent": content, **changes}


def connector(plugin_arn, name="orders", **changes):
    vpc = {"subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"]}
    return {
        "connectorName": name,
        "capacity": AUTO_SCALING,
        "connectorConfiguration": CONFIGURATION,
        "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b-1:9098", "vpc": vpc}},
        "kafkaClusterClientAuthentication": {"authenticationType": "IAM"},
        "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
        "kafkaConnectVersion": "3.7.x",
        "plugins": [{"customPlugin": {"customPluginArn": plugin_arn, "revision": 1}}],
        "serviceExecutionRoleArn": ROLE,
        **changes,
    }


def wait(state, wanted, pause):
    """Asks for the state until it is the wanted one, or one that no longer changes. Returns what it saw, in order."""
    seen = []
    for _ in range(POLLS_MAX):
        now = state()
        if seen[-1:] != [now]:
            seen.append(now)
        if now == wanted or now.endswith("FAILED"):
            return seen
        pause()
    raise TimeoutError(f"still not {wanted}: {seen}")
