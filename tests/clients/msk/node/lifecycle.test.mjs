// The three resources from create to gone, through every state that a user waits for.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateConnectorCommand,
  CreateCustomPluginCommand,
  CreateWorkerConfigurationCommand,
  DeleteConnectorCommand,
  DeleteCustomPluginCommand,
  DeleteWorkerConfigurationCommand,
  DescribeConnectorCommand,
  DescribeConnectorOperationCommand,
  DescribeCustomPluginCommand,
  DescribeWorkerConfigurationCommand,
  ListConnectorOperationsCommand,
  ListConnectorsCommand,
  ListTagsForResourceCommand,
  ListWorkerConfigurationsCommand,
  PauseConnectorCommand,
  RestartConnectorCommand,
  ResumeConnectorCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateConnectorCommand,
  paginateListConnectorOperations,
  paginateListConnectors,
  paginateListCustomPlugins,
  paginateListWorkerConfigurations,
} from "@aws-sdk/client-kafkaconnect";
import { PROVISIONED, World, connectorInput, pluginInput, refusal, workersInput } from "./msk.mjs";
import { Sandbox } from "./tank.mjs";

const worldOf = (t) => new World(new Sandbox(t.name));
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("a connector is created, described, listed and deleted", async (t) => {
  const world = worldOf(t);
  const sent = connectorInput(await world.plugin(), { capacity: PROVISIONED, tags: { team: "a" } });
  const { $metadata, ...created } = await world.msk.send(new CreateConnectorCommand(sent));
  assert.equal($metadata.httpStatusCode, 200);
  assert.equal($metadata.attempts, 1);
  assert.match($metadata.requestId, UUID);
  const { connectorArn } = created;
  assert.deepEqual(created, { connectorArn, connectorName: "orders", connectorState: "CREATING" });

  assert.deepEqual(await world.connectorStates(connectorArn, "RUNNING"), ["CREATING", "RUNNING"]);
  const described = await world.msk.send(new DescribeConnectorCommand({ connectorArn }));
  const { $metadata: _, creationTime, currentVersion, ...rest } = described;
  assert.ok(creationTime instanceof Date && !Number.isNaN(creationTime.getTime()));
  const { tags: __, ...shown } = sent;
  assert.deepEqual(rest, { ...shown, connectorArn, connectorState: "RUNNING", networkType: "IPV4" });

  const { connectors } = await world.msk.send(new ListConnectorsCommand({ connectorNamePrefix: "ord" }));
  assert.equal(connectors.length, 1);
  assert.equal(connectors[0].connectorConfiguration, undefined);

  const deleted = await world.msk.send(new DeleteConnectorCommand({ connectorArn, currentVersion }));
  assert.equal(deleted.connectorState, "DELETING");
  assert.deepEqual(await world.connectorStates(connectorArn, "gone"), ["DELETING", "gone"]);
  assert.equal((await refusal(world.msk.send(new DeleteConnectorCommand({ connectorArn })))).name, "NotFoundException");
});

const TARGET = { "connector.class": "com.example.OrdersSink", "tasks.max": "7" };
for (const [kind, change, origin, target] of [
  ["UPDATE_WORKER_SETTING", { capacity: PROVISIONED }, "originWorkerSetting", "targetWorkerSetting"],
  [
    "UPDATE_CONNECTOR_CONFIGURATION",
    { connectorConfiguration: TARGET },
    "originConnectorConfiguration",
    "targetConnectorConfiguration",
  ],
]) {
  test(`an update is an operation of type ${kind}`, async (t) => {
    const world = worldOf(t);
    const { connectorArn, currentVersion } = await world.connector();
    const update = { connectorArn, currentVersion, ...change };
    const { connectorState, connectorOperationArn } = await world.msk.send(new UpdateConnectorCommand(update));
    assert.equal(connectorState, "UPDATING");
    assert.deepEqual(await world.operationStates(connectorOperationArn, "UPDATE_COMPLETE"), [
      "PENDING",
      "UPDATE_IN_PROGRESS",
      "UPDATE_COMPLETE",
    ]);
    const operation = await world.msk.send(new DescribeConnectorOperationCommand({ connectorOperationArn }));
    assert.equal(operation.connectorOperationType, kind);
    assert.ok(operation.endTime > operation.creationTime);
    assert.deepEqual(
      operation.operationSteps.map((step) => step.stepState),
      Array(4).fill("COMPLETED"),
    );
    assert.ok(operation[origin]);
    assert.deepEqual(operation[target].capacity ?? operation[target], Object.values(change)[0]);
    const after = await world.msk.send(new DescribeConnectorCommand({ connectorArn }));
    assert.notEqual(after.currentVersion, currentVersion);
    for (const [key, value] of Object.entries(change)) assert.deepEqual(after[key], value);
  });
}

test("a connector is paused, resumed and restarted", async (t) => {
  const world = worldOf(t);
  const { connectorArn } = await world.connector();
  for (const [Command, during, after, end, input] of [
    [PauseConnectorCommand, "PAUSING", "PAUSED", "PAUSE_COMPLETE"],
    [ResumeConnectorCommand, "RESUMING", "RUNNING", "RESUME_COMPLETE"],
    [RestartConnectorCommand, "RESTARTING", "RUNNING", "RESTART_COMPLETE", { onlyFailedTasks: true }],
  ]) {
    const { connectorOperationArn } = await world.msk.send(new Command({ connectorArn, ...input }));
    assert.deepEqual(await world.connectorStates(connectorArn, after), [during, after]);
    assert.deepEqual(await world.operationStates(connectorOperationArn, end), [end]);
  }
  const { connectorOperations } = await world.msk.send(new ListConnectorOperationsCommand({ connectorArn }));
  assert.deepEqual(
    connectorOperations.map((it) => it.connectorOperationType),
    ["RESTART_CONNECTOR", "RESUME_CONNECTOR", "PAUSE_CONNECTOR"],
  );
});

test("a plugin has a revision once it is active", async (t) => {
  const world = worldOf(t);
  const created = await world.msk.send(new CreateCustomPluginCommand(pluginInput()));
  assert.deepEqual([created.customPluginState, created.name, created.revision], ["CREATING", "plugin", 1]);
  const { customPluginArn } = created;
  const describe = () => world.msk.send(new DescribeCustomPluginCommand({ customPluginArn }));
  assert.equal((await describe()).latestRevision, undefined);
  assert.deepEqual(await world.pluginStates(customPluginArn, "ACTIVE"), ["CREATING", "ACTIVE"]);
  const { latestRevision } = await describe();
  assert.equal(latestRevision.contentType, "JAR");
  assert.deepEqual(latestRevision.location, pluginInput().location);
  assert.match(latestRevision.fileDescription.fileMd5, /^[0-9a-f]{32}$/);
  await world.msk.send(new DeleteCustomPluginCommand({ customPluginArn }));
  assert.deepEqual(await world.pluginStates(customPluginArn, "gone"), ["DELETING", "gone"]);
});

test("a worker configuration gives back what was sent", async (t) => {
  const world = worldOf(t);
  const created = await world.msk.send(new CreateWorkerConfigurationCommand(workersInput()));
  assert.equal(created.workerConfigurationState, "ACTIVE");
  assert.ok(created.creationTime instanceof Date);
  const { workerConfigurationArn } = created;
  const described = await world.msk.send(new DescribeWorkerConfigurationCommand({ workerConfigurationArn }));
  assert.equal(described.latestRevision.propertiesFileContent, workersInput().propertiesFileContent);
  const { workerConfigurations } = await world.msk.send(new ListWorkerConfigurationsCommand({}));
  assert.equal(workerConfigurations[0].latestRevision.propertiesFileContent, undefined);
  await world.msk.send(new DeleteWorkerConfigurationCommand({ workerConfigurationArn }));
  assert.deepEqual(await world.workersStates(workerConfigurationArn, "gone"), ["DELETING", "gone"]);
});

test("tags are merged and removed", async (t) => {
  const { msk } = worldOf(t);
  const tags = { "a b": "1", "c/d": "2", é: "+" };
  const input = workersInput({ name: "named é +~", tags });
  const { workerConfigurationArn: resourceArn } = await msk.send(new CreateWorkerConfigurationCommand(input));
  const shown = async () => (await msk.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
  assert.deepEqual(await shown(), tags);
  const { $metadata, ...nothing } = await msk.send(new TagResourceCommand({ resourceArn, tags: { é: "2", new: "" } }));
  assert.deepEqual([$metadata.httpStatusCode, nothing], [200, {}]);
  assert.deepEqual(await shown(), { ...tags, é: "2", new: "" });
  await msk.send(new UntagResourceCommand({ resourceArn, tagKeys: ["é", "a b", "unknown"] }));
  assert.deepEqual(await shown(), { "c/d": "2", new: "" });
});

test("paginators bring everything once", async (t) => {
  const world = worldOf(t);
  const { msk: client } = world;
  const names = ["a1", "a2", "a3", "b1", "b2"];
  for (const name of names) {
    await client.send(new CreateCustomPluginCommand(pluginInput({ name })));
    await client.send(new CreateWorkerConfigurationCommand(workersInput({ name })));
  }
  const plugin = await world.plugin();
  for (const connectorName of names)
    await client.send(new CreateConnectorCommand(connectorInput(plugin, { connectorName })));

  const pages = async (paginator, key, name) => {
    const all = [];
    for await (const page of paginator) all.push(page[key].map((item) => item[name]));
    return all;
  };
  const threePages = [["a1", "a2"], ["a3", "b1"], ["b2"]];
  const config = { client, pageSize: 2 };
  assert.deepEqual(await pages(paginateListConnectors(config, {}), "connectors", "connectorName"), threePages);
  const workers = paginateListWorkerConfigurations(config, {});
  assert.deepEqual(await pages(workers, "workerConfigurations", "name"), threePages);
  const plugins = paginateListCustomPlugins({ client, pageSize: 1 }, { namePrefix: "b" });
  assert.deepEqual(await pages(plugins, "customPlugins", "name"), [["b1"], ["b2"]]);

  const { connectors } = await client.send(new ListConnectorsCommand({ maxResults: 1 }));
  const { connectorArn } = connectors[0];
  assert.equal((await world.connectorStates(connectorArn, "RUNNING")).at(-1), "RUNNING");
  for (const [Command, state] of [
    [PauseConnectorCommand, "PAUSED"],
    [ResumeConnectorCommand, "RUNNING"],
  ]) {
    await client.send(new Command({ connectorArn }));
    await world.connectorStates(connectorArn, state);
  }
  const operations = paginateListConnectorOperations({ client, pageSize: 1 }, { connectorArn });
  assert.deepEqual(await pages(operations, "connectorOperations", "connectorOperationState"), [
    ["RESUME_COMPLETE"],
    ["PAUSE_COMPLETE"],
  ]);
});
