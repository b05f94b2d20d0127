// Signatures as the SDK makes them, verified by a server that knows the credentials of strict.yaml only.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateWorkerConfigurationCommand,
  DescribeWorkerConfigurationCommand,
  ListConnectorsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-kafkaconnect";
import { client, refusal, workersInput } from "./msk.mjs";
import { Sandbox } from "./tank.mjs";

const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const SESSION = { ...KEY, accessKeyId: "ASIAEXAMPLE", sessionToken: "SESSION/TOKEN+EXAMPLE==" };
const strict = (t) => new Sandbox(t.name, process.env.WAVETANK_STRICT_URL);

for (const [name, credentials] of Object.entries({ key: KEY, session: SESSION })) {
  test(`a known ${name} is taken, whatever the path and the query hold`, async (t) => {
    const msk = client(strict(t), { credentials });
    for (const name of ["with space", "plus+sign", "tilde~", "café", "100%"]) {
      const created = await msk.send(new CreateWorkerConfigurationCommand(workersInput({ name })));
      const { workerConfigurationArn } = created;
      const described = await msk.send(new DescribeWorkerConfigurationCommand({ workerConfigurationArn }));
      assert.equal(described.name, name);
      const resourceArn = workerConfigurationArn;
      await msk.send(new TagResourceCommand({ resourceArn, tags: { [name]: name } }));
      await msk.send(new UntagResourceCommand({ resourceArn, tagKeys: ["b b", "a/a", "é"] }));
      const { tags } = await msk.send(new ListTagsForResourceCommand({ resourceArn }));
      assert.deepEqual(tags, { [name]: name });
    }
  });
}

for (const [what, credentials, name] of [
  ["secret", { ...KEY, secretAccessKey: "another" }, "InvalidSignatureException"],
  ["key", { ...KEY, accessKeyId: "AKIDUNKNOWN" }, "UnrecognizedClientException"],
  ["session token", { ...SESSION, sessionToken: "another" }, "UnrecognizedClientException"],
]) {
  test(`a wrong ${what} is refused once`, async (t) => {
    const sandbox = strict(t);
    const error = await refusal(client(sandbox, { credentials }).send(new ListConnectorsCommand({})));
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, 403);
    assert.deepEqual(await sandbox.calls("ListConnectors"), [403]);
  });
}

test("a client whose clock is wrong sets it by the Date header", async (t) => {
  const sandbox = strict(t);
  const msk = client(sandbox, { credentials: KEY, systemClockOffset: -3_600_000 });
  await msk.send(new ListConnectorsCommand({}));
  await msk.send(new ListConnectorsCommand({}));
  assert.deepEqual(await sandbox.calls("ListConnectors"), [403, 200, 200]);
});

test("an error does not put a right clock wrong", async (t) => {
  const sandbox = strict(t);
  await sandbox.advance("3h"); // The sandbox's time is not what requests are dated by.
  await sandbox.fault("ListConnectors", { nth: 1, error: "AccessDeniedException" });
  const msk = client(sandbox, { credentials: KEY });
  assert.equal((await refusal(msk.send(new ListConnectorsCommand({})))).name, "AccessDeniedException");
  await msk.send(new ListConnectorsCommand({}));
  assert.deepEqual(await sandbox.calls("ListConnectors"), [403, 200]);
});
