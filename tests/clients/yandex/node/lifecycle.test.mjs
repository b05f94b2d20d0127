// Connectors from their creation to their end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { waitForOperation } from "@yandex-cloud/nodejs-sdk";
import { connector, connectorService } from "@yandex-cloud/nodejs-sdk/mdb-kafka-v1";
import { CLUSTER, World, code, mirror, refusal } from "./cloud.mjs";

const { Connector_Health: Health, Connector_Status: Status } = connector;
const NAMED = { clusterId: CLUSTER, connectorName: "mirror" };

test("a connector is created and waited for", async (t) => {
  const world = new World(t);
  const operation = await world.started();
  assert.equal(operation.done, false);
  const metadata = connectorService.CreateConnectorMetadata.decode(operation.metadata.value);
  assert.equal(metadata.connectorName, "mirror");
  const done = await world.waited(operation);
  const created = connector.Connector.decode(done.response.value);
  assert.deepEqual(created, await world.connector());
  assert.deepEqual([created.health, created.status, created.tasksMax], [Health.ALIVE, Status.RUNNING, 3]);
  assert.deepEqual(created.properties, { "sync.topics.config.enabled": "true" });
  const config = created.connectorConfigMirrormaker;
  assert.ok(config.targetCluster.thisCluster && !config.targetCluster.externalCluster);
  assert.equal(config.sourceCluster.externalCluster.saslUsername, "reader");
  assert.ok(!JSON.stringify(created).includes("tell-nobody"));
});

test("an update changes what its mask names", async (t) => {
  const world = new World(t);
  await world.created();
  const request = connectorService.UpdateConnectorRequest.fromPartial({
    ...NAMED,
    updateMask: { paths: ["connector_spec.tasks_max"] },
    connectorSpec: { tasksMax: 5, properties: { not: "in the mask" } },
  });
  await world.waited(await world.connectors.update(request));
  const updated = await world.connector();
  assert.equal(updated.tasksMax, 5);
  assert.deepEqual(updated.properties, { "sync.topics.config.enabled": "true" });
});

test("a connector is paused and resumed, and is gone when it was deleted", async (t) => {
  const world = new World(t);
  await world.created();
  await world.waited(await world.connectors.pause(connectorService.PauseConnectorRequest.fromPartial(NAMED)));
  assert.equal((await world.connector()).status, Status.PAUSED);
  await world.waited(await world.connectors.resume(connectorService.ResumeConnectorRequest.fromPartial(NAMED)));
  assert.equal((await world.connector()).status, Status.RUNNING);
  await world.waited(await world.connectors.delete(connectorService.DeleteConnectorRequest.fromPartial(NAMED)));
  assert.equal(code(await refusal(world.connector())), "NOT_FOUND");
  assert.deepEqual((await world.list()).connectors, []);
});

test("a list comes in pages", async (t) => {
  const world = new World(t);
  for (const name of ["a", "b", "c"]) await world.created(mirror({ name }));
  const first = await world.list({ pageSize: 2 });
  const second = await world.list({ pageSize: 2, pageToken: first.nextPageToken });
  const names = [first, second].map((page) => page.connectors.map((it) => it.name));
  assert.deepEqual(names, [["a", "b"], ["c"]]);
  assert.equal(second.nextPageToken, "");
});

test("an operation that fails rejects with the operation", async (t) => {
  const world = new World(t);
  const outcome = { end: "ERROR", code: "FAILED_PRECONDITION", message: "no broker" };
  await world.sandbox.fault("Connector.Create", { outcome });
  const operation = await refusal(world.waited(await world.started()));
  assert.deepEqual([operation.done, operation.error.code, operation.error.message], [true, 9, "no broker"]);
});

test("a rollback rejects as soon as the error is seen", async (t) => {
  const world = new World(t);
  const outcome = { end: "ROLLBACK", code: "INTERNAL", message: "it broke" };
  await world.sandbox.fault("Connector.Create", { outcome });
  const operation = await world.started();
  let seen;
  for (let polls = 0; !seen; polls++) {
    assert.ok(polls < 200, "the error is seen");
    await world.sandbox.advance("50ms");
    const wait = waitForOperation(operation, world.session, 10, world.endpoint);
    const [result] = await Promise.allSettled([wait]);
    if (result.reason?.error) seen = result.reason;
  }
  assert.deepEqual([seen.done, seen.error.message], [false, "it broke"]);
});
