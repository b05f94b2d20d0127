// Connectors through the tools of the vendor's MCP server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Mcp } from "./mcp.mjs";
import { Sandbox } from "./tank.mjs";

const CONFIG = {
  "connector.class": "HttpSource",
  "topic.name.pattern": "orders",
  url: "http://api.example.com/orders",
  "output.data.format": "JSON",
  "tasks.max": "1",
};
const MASK = "*".repeat(16);

// One server with a connection for each test: it takes a while to start.
const NAMES = ["life", "config", "restart", "wrong", "failing", "advice", "throttled"];
const worlds = Object.fromEntries(NAMES.map((name) => [name, new Sandbox(name)]));
const strict = new Sandbox("strict", process.env.WAVETANK_STRICT_URL);
const connections = {
  ...worlds,
  stranger: { url: strict.url, cloud: ["NOBODY", "any"] },
  reader: { url: strict.url, cloud: ["CLOUDKEYREADER01", "cfltSECRETofTheReader"] },
};
let mcp;

before(async () => {
  mcp = await Mcp.start(connections);
});
after(() => mcp?.stop());

/** Short ways for one world; what fails is not let pass. */
class World {
  constructor(name) {
    Object.assign(this, { name, sandbox: worlds[name] });
  }

  async say(tool, args) {
    const { text, isError } = await mcp.call(this.name, tool, args);
    assert.ok(!isError, `${tool}: ${text}`);
    return text;
  }

  refused(tool, args) {
    return mcp.call(this.name, tool, args).then(({ text, isError }) => {
      assert.ok(isError, `${tool} was not refused: ${text}`);
      return text;
    });
  }

  create(more = {}, connectorName = "orders") {
    return this.say("create-connector", { connectorName, connectorConfig: { ...CONFIG, ...more } });
  }

  async running() {
    await this.create();
    await this.sandbox.advance("2s");
  }

  async state(connectorName = "orders") {
    const text = await this.say("get-connector-status", { connectorName });
    return JSON.parse(text.slice(text.indexOf("{")));
  }
}

const json = (text) => JSON.parse(text.slice(text.indexOf("{")));

test("it has a tool for everything that is done with connectors", async () => {
  const tools = await mcp.tools();
  const actions = ["create", "delete", "pause", "resume", "restart"];
  for (const action of actions) assert.ok(tools.includes(`${action}-connector`), action);
  const read = ["config", "status", "tasks", "offsets", "error-summary", "error-recommendations"];
  for (const what of read) assert.ok(tools.includes(`get-connector-${what}`), what);
});

test("a connector is created, listed, paused, resumed and deleted", async () => {
  const world = new World("life");
  const orders = { connectorName: "orders" };
  const created = json(await world.create());
  assert.equal(created.name, "orders");
  assert.equal(created.config["kafka.api.secret"], MASK);
  assert.match(await world.say("list-connectors"), /orders/);
  await world.sandbox.advance("2s");
  assert.match(JSON.stringify(await world.state()), /RUNNING/);

  assert.match(await world.say("pause-connector", orders), /Pause requested/);
  await world.sandbox.advance("2s");
  assert.match(JSON.stringify(await world.state()), /PAUSED/);
  assert.match(await world.say("resume-connector", orders), /Resume requested/);
  await world.sandbox.advance("2s");
  assert.match(JSON.stringify(await world.state()), /RUNNING/);

  assert.match(await world.say("get-connector-tasks", orders), /"task":0/);
  assert.match(await world.say("get-connector-offsets", orders), /"offsets":\[\]/);
  assert.match(await world.say("delete-connector", orders), /Successfully deleted/);
  assert.doesNotMatch(await world.say("list-connectors"), /orders/);
});

test("a configuration is read and updated", async () => {
  const world = new World("config");
  await world.running();
  const config = json(await world.say("get-connector-config", { connectorName: "orders" }));
  assert.equal(config["kafka.api.key"], MASK);
  assert.equal(config["kafka.region"], "us-east-1");
  const args = { connectorName: "orders", connectorConfig: { ...config, "request.interval.ms": "500" } };
  assert.match(await world.say("update-connector-config", args), /"request.interval.ms":"500"/);
  await world.sandbox.advance("2s");
  assert.match(JSON.stringify(await world.state()), /RUNNING/);
});

test("only what runs is restarted", async () => {
  const world = new World("restart");
  const orders = { connectorName: "orders" };
  await world.create();
  assert.match(await world.refused("restart-connector", orders), /Failed to restart connector orders/);
  await world.sandbox.advance("2s");
  assert.match(await world.say("restart-connector", orders), /Restart requested/);
  assert.deepEqual(await world.sandbox.calls("restartConnectv1Connector"), [400, 202]);
});

test("what is wrong is said in the service's words", async () => {
  const world = new World("wrong");
  const create = (more) => ({ connectorName: "orders", connectorConfig: { ...CONFIG, ...more } });
  const refusal = await world.refused("create-connector", create({ "connector.class": "Nothing" }));
  assert.match(refusal, /Failed to find any class that implements Connector and which name matches Nothing/);
  assert.match(await world.refused("create-connector", create({ url: "" })), /\\"url\\" is required/);
  await world.create();
  assert.match(await world.refused("create-connector", create()), /Connector orders already exists/);
  assert.match(await world.refused("delete-connector", { connectorName: "none" }), /resource not found/);
});

test("a connector that fails says why, and what to do", async () => {
  const world = new World("failing");
  const orders = { connectorName: "orders" };
  await world.create({ url: "http://nowhere.invalid/" });
  await world.sandbox.advance("4s");
  assert.match(JSON.stringify(await world.state()), /FAILED/);
  assert.match(await world.say("get-connector-error-summary", orders), /Could not connect to the configured host:port/);
  assert.match(await world.say("get-connector-error-recommendations", orders), /No error recommendations/);
});

test("a connector that ran and failed gets advice", async () => {
  const world = new World("advice");
  const orders = { connectorName: "orders" };
  const message = "Could not connect to the configured host:port";
  await world.sandbox.fault("createConnectv1Connector", { outcome: { succeeds_for: "1m", message } });
  await world.create();
  await world.sandbox.advance("2m");
  assert.match(JSON.stringify(await world.state()), /FAILED/);
  assert.match(await world.say("get-connector-error-recommendations", orders), /Verify that the host/);
});

test("what is throttled is said, and not tried again", async () => {
  const world = new World("throttled");
  await world.sandbox.fault("listConnectv1Connectors", { first: 1, cause: "throttled", retry_after: "1s" });
  assert.match(await world.refused("list-connectors"), /Too Many Requests/);
  assert.deepEqual(await world.sandbox.calls("listConnectv1Connectors"), [429]);
});

test("a key that is not known, and one that may only read", async () => {
  const stranger = await mcp.call("stranger", "list-connectors");
  assert.ok(stranger.isError && /invalid API key/.test(stranger.text), stranger.text);
  const list = await mcp.call("reader", "list-connectors");
  assert.ok(!list.isError, list.text);
  const args = { connectorName: "orders", connectorConfig: CONFIG };
  const create = await mcp.call("reader", "create-connector", args);
  assert.ok(create.isError && /Forbidden/.test(create.text), create.text);
});
