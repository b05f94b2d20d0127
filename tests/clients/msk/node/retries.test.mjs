// How often the SDK tries by default, counted in the journal.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ConflictException,
  CreateConnectorCommand,
  DeleteConnectorCommand,
  ListConnectorsCommand,
} from "@aws-sdk/client-kafkaconnect";
import { World, client, connectorInput, refusal } from "./msk.mjs";
import { Sandbox } from "./tank.mjs";

const HTML = { status: 502, headers: { "content-type": "text/html" }, body: "<html></html>" };

// At the same time, since the delays between attempts are what takes long.
describe("an error for ever is tried as often as the policy says", { concurrency: true }, () => {
  for (const [name, effect, attempts] of [
    ["429", { error: "TooManyRequestsException" }, 3],
    ["429 without a type", { respond: { status: 429 } }, 3],
    ["500", { error: "InternalServerErrorException" }, 3],
    ["503", { error: "ServiceUnavailableException" }, 3],
    ["502 of a proxy", { respond: HTML }, 3],
    ["504 of a proxy", { respond: { status: 504 } }, 3],
    ["400 throttled", { error: "ThrottlingException" }, 3],
    ["408", { error: "RequestTimeoutException" }, 3],
    ["reset", { reset: {} }, 3],
    ["reset within the body", { reset: { after_bytes: 5 } }, 3],
    ["empty reply", { empty: true }, 3],
    ["body cut short", { cut: { after_bytes: 5 } }, 3],
    ["garbage", { garbage: "SSH-2.0-OpenSSH\r\n" }, 1],
    ["400", { error: "BadRequestException" }, 1],
    ["401", { error: "UnauthorizedException" }, 1],
    ["403", { error: "ForbiddenException" }, 1],
    ["404", { error: "NotFoundException" }, 1],
    ["409", { error: "ConflictException" }, 1],
  ]) {
    test(name, async (t) => {
      const sandbox = new Sandbox(t.name);
      await sandbox.fault("ListConnectors", effect);
      const error = await refusal(client(sandbox).send(new ListConnectorsCommand({})));
      assert.equal(error.$metadata.attempts, attempts);
      assert.equal((await sandbox.calls("ListConnectors")).length, attempts);
    });
  }

  test("the third attempt succeeds", async (t) => {
    const sandbox = new Sandbox(t.name);
    // The SDK numbers its attempts, and the rule picks the first two by their numbers.
    const header = { "amz-sdk-request": "/attempt=[12];/" };
    await sandbox.fault("ListConnectors", { header, error: "ServiceUnavailableException" });
    const { $metadata } = await client(sandbox).send(new ListConnectorsCommand({}));
    assert.equal($metadata.attempts, 3);
    assert.deepEqual(await sandbox.calls("ListConnectors"), [503, 503, 200]);
  });

  for (const [name, effect] of [
    ["the vendor's", { cause: "throttled", retry_after: "3000ms" }],
    ["x-amz-retry-after", { respond: { status: 429, headers: { "x-amz-retry-after": "3000" } } }],
  ]) {
    test(`the delay is as the header says: ${name}`, async (t) => {
      const sandbox = new Sandbox(t.name);
      await sandbox.fault("ListConnectors", { first: 1, ...effect });
      const { $metadata } = await client(sandbox).send(new ListConnectorsCommand({}));
      // What was left of it when the SDK decided to wait; on its own it waits for half a second at most.
      assert.ok($metadata.totalRetryDelay >= 1500, `${$metadata.totalRetryDelay}`);
    });
  }

  test("a lost answer to a create ends in a conflict", async (t) => {
    const world = new World(new Sandbox(t.name));
    const input = connectorInput(await world.plugin());
    await world.sandbox.fault("CreateConnector", { nth: 1, stage: "after", reset: {} });
    const error = await refusal(world.msk.send(new CreateConnectorCommand(input)));
    assert.ok(error instanceof ConflictException);
    assert.equal(error.$metadata.attempts, 2);
    assert.equal((await world.sandbox.calls("CreateConnector")).length, 2);
    // What a careful user does then.
    const { connectors } = await world.msk.send(new ListConnectorsCommand({ connectorNamePrefix: "orders" }));
    assert.equal(connectors.length, 1);
    assert.equal((await world.connectorStates(connectors[0].connectorArn, "RUNNING")).at(-1), "RUNNING");
  });

  test("an error after the fact of a delete does no harm", async (t) => {
    const world = new World(new Sandbox(t.name));
    const { connectorArn } = await world.connector();
    await world.sandbox.fault("DeleteConnector", { nth: 1, stage: "after", cause: "unavailable" });
    const { connectorState } = await world.msk.send(new DeleteConnectorCommand({ connectorArn }));
    assert.equal(connectorState, "DELETING");
    assert.deepEqual(await world.sandbox.calls("DeleteConnector"), [503, 200]);
  });
});
