"""Pages through boto3's own paginators, and tags."""

import pytest

import inputs
from boto import code, refusal

NAMES = ["a1", "a2", "a3", "b1", "b2"]


def create(msk, world, kind):
    """One resource per name; returns the list operation, its result key and what shows the name of an item."""
    if kind == "connectors":
        plugin = world.plugin()
        for name in NAMES:
            msk.create_connector(**inputs.connector(plugin, name))
        return "list_connectors", kind, "connectorName", "connectorNamePrefix"
    if kind == "customPlugins":
        for name in NAMES:
            msk.create_custom_plugin(**inputs.plugin(name))
        return "list_custom_plugins", kind, "name", "namePrefix"
    for name in NAMES:
        msk.create_worker_configuration(**inputs.worker_configuration(name))
    return "list_worker_configurations", kind, "name", "namePrefix"


@pytest.mark.parametrize("kind", ["connectors", "customPlugins", "workerConfigurations"])
def test_a_paginator_brings_everything_once(msk, world, kind):
    operation, key, name, prefix = create(msk, world, kind)
    paginator = msk.get_paginator(operation)

    def pages(**options):
        return [[item[name] for item in page[key]] for page in paginator.paginate(**options)]

    assert pages() == [NAMES]
    assert pages(PaginationConfig={"PageSize": 2}) == [["a1", "a2"], ["a3", "b1"], ["b2"]]
    assert pages(PaginationConfig={"PageSize": 5}) == [NAMES]
    assert pages(PaginationConfig={"PageSize": 1}, **{prefix: "a"}) == [["a1"], ["a2"], ["a3"]]
    assert pages(**{prefix: "A"}) == [[]]

    first = paginator.paginate(PaginationConfig={"PageSize": 2, "MaxItems": 3}).build_full_result()
    rest = paginator.paginate(PaginationConfig={"StartingToken": first["NextToken"]}).build_full_result()
    assert [item[name] for item in first[key] + rest[key]] == NAMES
    assert "NextToken" not in rest


def test_operations_are_paged_newest_first(msk, world):
    connector = world.connector()
    arn = connector["connectorArn"]
    started = []
    for workers in (2, 3, 4):
        connector = msk.describe_connector(connectorArn=arn)
        capacity = {"provisionedCapacity": {"mcuCount": 1, "workerCount": workers}}
        started.append(world.update(connector, capacity=capacity))
        world.operation_states(started[-1], "UPDATE_COMPLETE")
    paginator = msk.get_paginator("list_connector_operations")
    pages = list(paginator.paginate(connectorArn=arn, PaginationConfig={"PageSize": 1}))
    assert [[it["connectorOperationArn"] for it in page["connectorOperations"]] for page in pages] == [
        [operation] for operation in reversed(started)
    ]
    assert {it["connectorOperationState"] for page in pages for it in page["connectorOperations"]} == {
        "UPDATE_COMPLETE"
    }


def test_a_paginator_goes_on_behind_an_empty_page(msk, world, sandbox):
    create(msk, world, "customPlugins")
    sandbox.fault("ListCustomPlugins", first=1, page={"items_max": 0})
    sandbox.fault("ListCustomPlugins", page={"items_max": 4})
    pages = msk.get_paginator("list_custom_plugins").paginate()
    assert [[item["name"] for item in page["customPlugins"]] for page in pages] == [[], NAMES[:4], NAMES[4:]]


@pytest.mark.parametrize(
    "wrong", [{"maxResults": 101}, {"nextToken": "garbage"}, {"maxResults": 1, "nextToken": "a/+=="}]
)
def test_a_wrong_page_is_refused(msk, wrong):
    assert code(refusal(msk.list_connectors, **wrong)) == "BadRequestException"


def test_a_token_of_another_list_is_refused(msk, world):
    create(msk, world, "customPlugins")
    token = msk.list_custom_plugins(maxResults=1)["nextToken"]
    assert code(refusal(msk.list_connectors, nextToken=token)) == "BadRequestException"
    assert code(refusal(msk.list_custom_plugins, namePrefix="b", nextToken=token)) == "BadRequestException"


def test_tags_are_merged_and_removed(msk, world):
    first = {"a b": "1", "c/d": "2", "e&f": "é", "g~h": ""}
    arn = world.plugin(tags=first)
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == first
    msk.tag_resource(resourceArn=arn, tags={"c/d": "3", "new": "+"})
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {**first, "c/d": "3", "new": "+"}
    msk.untag_resource(resourceArn=arn, tagKeys=["a b", "c/d", "e&f", "unknown"])
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {"g~h": "", "new": "+"}
    msk.untag_resource(resourceArn=arn, tagKeys=[])
    msk.untag_resource(resourceArn=arn, tagKeys=["g~h", "new"])
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {}


def test_all_three_kinds_of_resource_have_tags(msk, world):
    connector = world.connector(tags={"k": "connector"})["connectorArn"]
    workers = msk.create_worker_configuration(**inputs.worker_configuration(tags={"k": "workers"}))
    assert msk.list_tags_for_resource(resourceArn=connector)["tags"] == {"k": "connector"}
    arn = workers["workerConfigurationArn"]
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {"k": "workers"}


@pytest.mark.parametrize(
    "tags", [{"k" * 129: "v"}, {"k": "v" * 257}, {f"k{n}": "v" for n in range(201)}, {"aws:k": "v"}]
)
def test_tags_over_a_limit_are_refused(msk, world, tags):
    arn = world.plugin()
    assert code(refusal(msk.tag_resource, resourceArn=arn, tags=tags)) == "BadRequestException"
    assert msk.list_tags_for_resource(resourceArn=arn)["tags"] == {}


def test_tags_of_an_unknown_resource_are_not_found(msk):
    arn = inputs.UNKNOWN_CONNECTOR
    for error in (
        refusal(msk.list_tags_for_resource, resourceArn=arn),
        refusal(msk.tag_resource, resourceArn=arn, tags={"k": "v"}),
        refusal(msk.untag_resource, resourceArn=arn, tagKeys=["k"]),
    ):
        assert isinstance(error, msk.exceptions.NotFoundException)
