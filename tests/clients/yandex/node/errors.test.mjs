// What an error has beside its code, how often the SDK tries, and whose tokens are good.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { errors } from "@yandex-cloud/nodejs-sdk";
import { World, code, mirror, refusal } from "./cloud.mjs";

test("an error has the ids that support asks for", async (t) => {
  const error = await refusal(new World(t).connector("none"));
  assert.equal(code(error), "NOT_FOUND");
  assert.ok(error instanceof errors.ApiError, error.name);
  assert.match(error.requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.match(error.serverTraceId, /^([0-9a-f]{16}):[0-9a-f]{16}:\1:1$/);
});

test("a second change of the cluster is refused while the first goes on", async (t) => {
  const world = new World(t);
  const operation = await world.started();
  const error = await refusal(world.started(mirror({ name: "other" })));
  assert.equal(code(error), "FAILED_PRECONDITION");
  assert.ok(error.message.endsWith(`conflicting operation "${operation.id}" detected`), error.message);
});

describe("a call is made once", { concurrency: true }, () => {
  for (const name of ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL"]) {
    test(name, async (t) => {
      const world = new World(t);
      await world.sandbox.fault("Connector.List", { error: name });
      assert.equal(code(await refusal(world.list())), name);
      assert.equal((await world.sandbox.calls("Connector.List")).length, 1);
    });
  }
});

test("the strict server knows its tokens", async (t) => {
  const server = "WAVETANK_STRICT";
  await new World(t, { server, iamToken: "t1.known.token" }).list();
  for (const iamToken of ["t1.any.token", "t1.expired.token"]) {
    assert.equal(code(await refusal(new World(t, { server, iamToken }).list())), "UNAUTHENTICATED");
  }
});
