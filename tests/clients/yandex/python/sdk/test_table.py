"""The server's table of messages, told by its own reflection, beside the descriptors in the SDK: no difference."""

import importlib
import pkgutil

import grpc
import pytest
import yandex.cloud.endpoint
import yandex.cloud.iam.v1
import yandex.cloud.mdb.kafka.v1
import yandex.cloud.operation
from google.protobuf.descriptor_pool import DescriptorPool
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from cloud import certificates, endpoint

# What the server's services have no method for.
LEFT_OUT = {
    "ClusterService": {
        "ListAccessBindings",
        "ListLogs",
        "RescheduleMaintenance",
        "SetAccessBindings",
        "StreamLogs",
        "UpdateAccessBindings",
    },
}


def official_files():
    """The files behind the SDK's modules, by name."""
    files = {}
    for package in (yandex.cloud.endpoint, yandex.cloud.iam.v1, yandex.cloud.mdb.kafka.v1, yandex.cloud.operation):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.name.endswith("_pb2"):
                descriptor = importlib.import_module(module.name).DESCRIPTOR
                collect(descriptor, files)
    return files


def collect(file, files):
    if file.name not in files:
        files[file.name] = file
        for dependency in file.dependencies:
            collect(dependency, files)


OFFICIAL = official_files()


@pytest.fixture
def services(sandbox):
    """The server's services, with all that they need."""
    with grpc.secure_channel(endpoint(sandbox), grpc.ssl_channel_credentials(certificates())) as channel:
        database = ProtoReflectionDescriptorDatabase(channel)
        pool = DescriptorPool(database)
        yield [pool.FindServiceByName(it) for it in database.get_services() if it.startswith("yandex.")]


def described_field(field):
    kind = field.message_type or field.enum_type
    oneof = field.containing_oneof
    return (
        field.number,
        field.name,
        field.json_name,
        field.type,
        field.is_repeated,
        kind and kind.full_name,
        oneof and oneof.name,
    )


def described(message):
    """A message as a value that can be compared: its fields, and what stands in it."""
    return {
        "fields": sorted(described_field(it) for it in message.fields),
        "is map entry": message.GetOptions().map_entry,
        "messages": {it.name: described(it) for it in message.nested_types},
        "enums": {it.name: values(it) for it in message.enum_types},
    }


def values(enum):
    return {it.name: it.number for it in enum.values}


def test_every_method_is_the_vendors(services):
    names = {it.full_name for it in services}
    assert {f"yandex.cloud.mdb.kafka.v1.{it}Service" for it in ("Cluster", "Connector", "Topic", "User")} <= names
    for service in services:
        official = OFFICIAL[service.file.name].services_by_name[service.name]
        left_out = LEFT_OUT.get(service.name, set())
        assert {it.name for it in service.methods} == {it.name for it in official.methods} - left_out
        for method in service.methods:
            theirs = official.methods_by_name[method.name]
            assert method.input_type.full_name == theirs.input_type.full_name
            assert method.output_type.full_name == theirs.output_type.full_name


def test_every_message_and_enum_is_the_vendors(services):
    files = {}
    for service in services:
        collect(service.file, files)
    compared = 0
    for name, file in files.items():
        if not name.startswith("yandex/"):
            continue
        official = OFFICIAL[name]
        for message in file.message_types_by_name.values():
            assert described(message) == described(official.message_types_by_name[message.name]), message.full_name
            compared += len(message.fields)
        for enum in file.enum_types_by_name.values():
            assert values(enum) == values(official.enum_types_by_name[enum.name]), enum.full_name
    assert compared > 300
