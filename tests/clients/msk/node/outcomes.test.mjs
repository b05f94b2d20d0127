// What ends badly after it was accepted, and states that no client has ever heard of.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateConnectorCommand,
  CreateCustomPluginCommand,
  DescribeConnectorCommand,
  DescribeConnectorOperationCommand,
  DescribeCustomPluginCommand,
  ListConnectorsCommand,
  PauseConnectorCommand,
  UpdateConnectorCommand,
} from "@aws-sdk/client-kafkaconnect";
import { PROVISIONED, World, connectorInput, pluginInput } from "./msk.mjs";
import { Sandbox } from "./tank.mjs";

const WHY = { code: "UnknownError.Unknown", message: "The last operation failed. Retry the operation." };
const worldOf = (t) => new World(new Sandbox(t.name));

test("a connector that fails says why", async (t) => {
  const world = worldOf(t);
  await world.sandbox.fault("CreateConnector", { outcome: { end: "FAILED", ...WHY } });
  const input = connectorInput(await world.plugin());
  const { connectorArn } = await world.msk.send(new CreateConnectorCommand(input));
  assert.deepEqual(await world.connectorStates(connectorArn, "RUNNING"), ["CREATING", "FAILED"]);
  const { stateDescription } = await world.msk.send(new DescribeConnectorCommand({ connectorArn }));
  assert.deepEqual(stateDescription, WHY);
});

test("a plugin that fails says why", async (t) => {
  const world = worldOf(t);
  await world.sandbox.fault("CreateCustomPlugin", { outcome: { end: "CREATE_FAILED", ...WHY } });
  const { customPluginArn } = await world.msk.send(new CreateCustomPluginCommand(pluginInput()));
  assert.deepEqual(await world.pluginStates(customPluginArn, "ACTIVE"), ["CREATING", "CREATE_FAILED"]);
  const described = await world.msk.send(new DescribeCustomPluginCommand({ customPluginArn }));
  assert.deepEqual(described.stateDescription, WHY);
  assert.equal(described.latestRevision, undefined);
});

test("an update that fails changes nothing", async (t) => {
  const world = worldOf(t);
  const { connectorArn, currentVersion, capacity } = await world.connector();
  await world.sandbox.fault("UpdateConnector", { outcome: { end: "UPDATE_FAILED", ...WHY } });
  const update = { connectorArn, currentVersion, capacity: PROVISIONED };
  const { connectorOperationArn } = await world.msk.send(new UpdateConnectorCommand(update));
  assert.equal((await world.operationStates(connectorOperationArn, "UPDATE_COMPLETE")).at(-1), "UPDATE_FAILED");
  const operation = await world.msk.send(new DescribeConnectorOperationCommand({ connectorOperationArn }));
  assert.deepEqual(operation.errorInfo, WHY);
  const after = await world.msk.send(new DescribeConnectorCommand({ connectorArn }));
  assert.equal(after.connectorState, "RUNNING");
  assert.deepEqual(after.capacity, capacity);
});

test("a pause that fails leaves the connector running", async (t) => {
  const world = worldOf(t);
  const { connectorArn } = await world.connector();
  await world.sandbox.fault("PauseConnector", { outcome: { end: "PAUSE_FAILED", ...WHY } });
  await world.msk.send(new PauseConnectorCommand({ connectorArn }));
  assert.deepEqual(await world.connectorStates(connectorArn, "RUNNING"), ["PAUSING", "RUNNING"]);
});

test("a state that no client knows is passed through", async (t) => {
  const world = worldOf(t);
  const body = { connectors: [{ connectorName: "c", connectorState: "HIBERNATING", unheardOf: {} }] };
  await world.sandbox.fault("ListConnectors", {
    respond: { status: 200, headers: { "content-type": "application/json" }, body },
  });
  const { connectors } = await world.msk.send(new ListConnectorsCommand({}));
  assert.equal(connectors[0].connectorState, "HIBERNATING");
});
