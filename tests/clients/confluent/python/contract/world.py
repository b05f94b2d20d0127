"""A world with something of everything in it, so that generated calls find what they are about."""

import os

import requests

URL = f"{os.environ['WAVETANK_URL']}/_sandbox/contract"
CLOUD, KAFKA = ("CLOUDKEYEXAMPLE1", "any"), ("KAFKAKEYEXAMPLE1", "any")
CLUSTER = "/kafka/v3/clusters/lkc-abc123"
CONNECT = "/connect/v1/environments/env-abc123/clusters/lkc-abc123"

# For each label of a path and parameter of a query that names something: what is there.
KNOWN = {
    "cluster_id": "lkc-abc123",
    "kafka_cluster_id": "lkc-abc123",
    "environment_id": "env-abc123",
    "environment": "env-abc123",
    "link_name": "east",
    "config_name": "acl.sync.ms",
    "topic_name": "orders",
    "mirror_topic_name": "clicks",
    "name": "retention.ms",
    "partition_id": "0",
    "connector_name": "orders",
    "plugin_name": "HttpSource",
}


def call(method, path, key, body=None):
    answer = requests.request(method, URL + path, auth=key, json=body, timeout=10)
    assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


def config(name, **more):
    return {
        "name": name,
        "connector.class": "HttpSource",
        "kafka.auth.mode": "SERVICE_ACCOUNT",
        "kafka.service.account.id": "sa-abc123",
        "topic.name.pattern": "t",
        "url": "http://api.example.com/",
        "output.data.format": "JSON",
        "tasks.max": "1",
        **more,
    }


def plugin(upload):
    source = {"location": "PRESIGNED_URL_LOCATION", "upload_id": upload}
    return {"display_name": "a", "connector_class": "a.B", "connector_type": "SINK", "upload_source": source}


def version(upload, number="v1.0.0"):
    return {
        "spec": {
            "version": number,
            "connector_classes": [{"class_name": "a.B", "type": "SINK"}],
            "upload_source": {"location": "PRESIGNED_URL_LOCATION", "upload_id": upload},
            "environment": {"id": "env-abc123"},
        }
    }


def prepare():
    """Makes the world anew."""
    admin = f"{URL}/_wavetank"
    requests.post(f"{admin}/reset", json={}, timeout=10).raise_for_status()
    for topic in ("orders", "payments"):
        call("POST", f"{CLUSTER}/topics", KAFKA, {"topic_name": topic})
    west = ("KAFKAKEYEXAMPLE2", "any")
    for topic in ("clicks", "views"):
        call("POST", "/kafka/v3/clusters/lkc-def456/topics", west, {"topic_name": topic, "partitions_count": 2})
    call("POST", f"{CLUSTER}/links?link_name=east&validate_link=false", KAFKA, link())
    call("POST", f"{CLUSTER}/links/east/mirrors", KAFKA, {"source_topic_name": "clicks"})
    rule = {"on": {"operation": "createConnectv1Connector", "resource": "broken"}, "outcome": {"succeeds_for": "1s"}}
    requests.post(f"{admin}/faults", json=rule, timeout=10).raise_for_status()
    for name in ("orders", "broken"):
        call("POST", f"{CONNECT}/connectors", CLOUD, {"name": name, "config": config(name)})
    upload = call("POST", "/connect/v1/presigned-upload-url", CLOUD, {"content_format": "ZIP"})
    form = upload["upload_form_data"]
    requests.post(upload["upload_url"], data=form, files={"file": b"PK"}, timeout=10).raise_for_status()
    older = call("POST", "/connect/v1/custom-connector-plugins", CLOUD, plugin(upload["upload_id"]))
    spec = {"cloud": "AWS", "display_name": "a", "environment": {"id": "env-abc123"}}
    newer = call("POST", "/ccpm/v1/plugins", CLOUD, {"spec": spec})
    made = call("POST", f"/ccpm/v1/plugins/{newer['id']}/versions", CLOUD, version(upload["upload_id"]))
    offsets = [{"partition": {"entity": ""}, "offset": {"offset": "7"}}]
    requests.post(f"{admin}/clock", json={"advance": "5s"}, timeout=10).raise_for_status()
    call("POST", f"{CONNECT}/connectors/orders/offsets/request", CLOUD, {"type": "PATCH", "offsets": offsets})
    requests.post(f"{admin}/clock", json={"advance": "5s"}, timeout=10).raise_for_status()
    ids = {"older": older["id"], "newer": newer["id"], "version": made["id"]}
    KNOWN.update(upload_id=upload["upload_id"], plugin_id=ids["newer"])
    FORM.update(form)
    bare = call("POST", "/connect/v1/presigned-upload-url", CLOUD, {"content_format": "ZIP", "cloud": "GCP"})
    ids["bare_upload"] = bare["upload_id"]
    return ids


def link():
    configs = {"bootstrap.servers": "pkc-00000.us-west-2.aws.confluent.cloud:9092", "security.protocol": "SASL_SSL"}
    return {"source_cluster_id": "lkc-def456", "configs": [{"name": it, "value": configs[it]} for it in configs]}


def known(path, label, ids):
    """What a label stands for on that path."""
    if label == "id" and "versions" in path:
        return ids["version"]
    if label == "id":
        return ids["newer" if path.startswith("/ccpm") else "older"]
    return KNOWN.get(label)


ACL = {
    "resource_type": "TOPIC",
    "resource_name": "orders",
    "pattern_type": "LITERAL",
    "principal": "User:sa-abc123",
    "host": "*",
    "operation": "READ",
    "permission": "ALLOW",
}
# What goes along with an archive to Amazon S3.
FORM = {}
MIRRORS = {"mirror_topic_names": ["clicks", "orders"]}


def bodies():
    """A body that is good for each operation that wants one, by its name."""
    upload = KNOWN["upload_id"]
    actions = ["Promote", "Failover", "Pause", "Resume", "ReverseAndStartMirror", "ReverseAndPauseMirror"]
    actions.append("TruncateAndRestoreMirror")
    return {
        **{f"updateKafkaMirrorTopics{action}": MIRRORS for action in actions},
        "createKafkaLink": link(),
        "updateKafkaLinkConfig": {"value": "5100"},
        "updateKafkaLinkConfigBatch": {"data": [{"name": "acl.sync.ms", "value": "5100"}]},
        "createKafkaMirrorTopic": {"source_topic_name": "views"},
        "createKafkaTopic": {"topic_name": "refunds"},
        "updatePartitionCountKafkaTopic": {"partitions_count": 9},
        "updateKafkaTopicConfig": {"value": "60000"},
        "updateKafkaTopicConfigBatch": {"data": [{"name": "retention.ms", "operation": "DELETE"}]},
        "produceRecord": {"value": {"type": "JSON", "data": {"a": 1}}},
        "createKafkaAcls": ACL,
        "batchCreateKafkaAcls": {"data": [ACL]},
        "createConnectv1Connector": {"name": "new", "config": config("new"), "offsets": []},
        "createOrUpdateConnectv1ConnectorConfig": config("orders"),
        "alterConnectv1ConnectorOffsetsRequest": {"type": "DELETE"},
        "validateConnectv1ConnectorPlugin": config("new", **{"request.interval.ms": "1"}),
        "translateConnectv1ConnectorPlugin": config("new", unknown="1"),
        "createConnectV1CustomConnectorPlugin": plugin(upload),
        "updateConnectV1CustomConnectorPlugin": {"display_name": "b"},
        "presigned-upload-urlConnectV1PresignedUrl": {"content_format": "JAR", "cloud": "GCP"},
        "createCcpmV1CustomConnectPlugin": {
            "spec": {"cloud": "AWS", "display_name": "b", "environment": {"id": "env-abc123"}}
        },
        "updateCcpmV1CustomConnectPlugin": {"spec": {"display_name": "b", "environment": {"id": "env-abc123"}}},
        "createCcpmV1CustomConnectPluginVersion": version(upload, "v2.0.0"),
        "createCcpmV1PresignedUrl": {"content_format": "ZIP", "environment": {"id": "env-abc123"}},
        "postPresignedUpload": {**FORM, "file": b"PK"},
        "putPresignedUpload": b"PK",
    }


# Parameters of a query with which the operation has something to say.
QUERIES = {
    "createKafkaLink": {"link_name": "west", "validate_link": "false"},
    "getKafkaLink": {"include_tasks": "true"},
    "deleteKafkaLink": {"force": "true"},
    "readKafkaMirrorTopic": {"include_state_transition_errors": "true"},
    "getKafkaTopic": {"include_authorized_operations": "true"},
    "deleteKafkaAcls": {it: ACL[it] for it in ("resource_type", "pattern_type", "operation", "permission")},
    "listConnectv1Connectors": {"expand": "id,info,status"},
}
