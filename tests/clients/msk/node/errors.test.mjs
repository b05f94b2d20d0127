// Every error as the exception that the SDK makes of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as sdk from "@aws-sdk/client-kafkaconnect";
import { PROVISIONED, UNKNOWN_CONNECTOR, World, client, connectorInput, pluginInput, refusal } from "./msk.mjs";
import { Sandbox } from "./tank.mjs";

const MODELLED = [
  ["BadRequestException", 400],
  ["UnauthorizedException", 401],
  ["ForbiddenException", 403],
  ["NotFoundException", 404],
  ["ConflictException", 409],
  ["TooManyRequestsException", 429],
  ["InternalServerErrorException", 500],
  ["ServiceUnavailableException", 503],
];

// At the same time, since some are tried again, and each test waits alone.
describe("a modelled error is an exception of its class", { concurrency: true }, () => {
  for (const [name, status] of MODELLED) {
    test(name, async (t) => {
      const sandbox = new Sandbox(t.name);
      await sandbox.fault("CreateConnector", { error: name, message: "scripted é" });
      const error = await refusal(client(sandbox).send(new sdk.CreateConnectorCommand(connectorInput("arn:any"))));
      assert.ok(error instanceof sdk[name]);
      assert.ok(error instanceof sdk.KafkaConnectServiceException);
      assert.equal(error.name, name);
      assert.equal(error.message, "scripted é");
      assert.equal(error.$fault, status < 500 ? "client" : "server");
      assert.equal(error.$metadata.httpStatusCode, status);
      assert.equal(error.$metadata.requestId.length, 36);
    });
  }
});

const JSON_TYPE = { "content-type": "application/json" };
const typed = (name) => ({ ...JSON_TYPE, "x-amzn-ErrorType": name });
const HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>";
const NOT_FOUND = "NotFoundException";
// Answers of the service and of what stands before it -> name and message of the error.
// prettier-ignore
const LAYOUTS = [
  ["type in a header", 404, typed(NOT_FOUND), '{"message":"m"}', NOT_FOUND, "m"],
  ["header in lower case", 404, { ...JSON_TYPE, "x-amzn-errortype": NOT_FOUND }, '{"message":"m"}', NOT_FOUND, "m"],
  ["header with an address", 404, typed(`${NOT_FOUND}:http://internal/`), '{"message":"m"}', NOT_FOUND, "m"],
  ["capital Message", 404, typed(NOT_FOUND), '{"Message":"m"}', NOT_FOUND, "m"],
  ["empty body", 404, typed(NOT_FOUND), "", NOT_FOUND, "UnknownError"],
  ["__type in the body", 404, JSON_TYPE, `{"__type":"${NOT_FOUND}","message":"m"}`, NOT_FOUND, "m"],
  ["__type with a namespace", 404, JSON_TYPE, `{"__type":"ns#${NOT_FOUND}","message":"m"}`, NOT_FOUND, "m"],
  ["code in the body", 404, JSON_TYPE, `{"code":"${NOT_FOUND}","message":"m"}`, NOT_FOUND, "m"],
  ["header beats body", 404, typed(NOT_FOUND), '{"__type":"ConflictException","message":"m"}', NOT_FOUND, "m"],
  ["type beats status", 409, typed("BadRequestException"), '{"message":"m"}', "BadRequestException", "m"],
  ["no type", 404, JSON_TYPE, '{"message":"m"}', "Unknown", "m"],
  ["HTML of a proxy", 502, { "content-type": "text/html" }, HTML, "SyntaxError", /not valid JSON/],
  ["empty 503", 503, {}, "", "Unknown", "UnknownError"],
  ["text with a type", 500, { ...typed("InternalServerErrorException"), "content-type": "text/plain" }, "boom", "SyntaxError", /not valid JSON/],
  ["not modelled", 403, typed("OptInRequired"), '{"Message":"m"}', "OptInRequired", "m"],
  ["200 that is no JSON", 200, { "content-type": "text/html" }, HTML, "SyntaxError", /not valid JSON/],
];

describe("what the SDK makes of an error response", { concurrency: true }, () => {
  for (const [layout, status, headers, body, name, message] of LAYOUTS) {
    test(layout, async (t) => {
      const sandbox = new Sandbox(t.name);
      await sandbox.fault("DescribeConnector", { respond: { status, headers, body } });
      const command = new sdk.DescribeConnectorCommand({ connectorArn: UNKNOWN_CONNECTOR });
      const error = await refusal(client(sandbox).send(command));
      assert.equal(error.name, name);
      if (message instanceof RegExp) assert.match(error.message, message);
      else assert.equal(error.message, message);
      assert.equal(error.$metadata.httpStatusCode, status);
      if (sdk[name]) assert.ok(error instanceof sdk[name]);
    });
  }
});

test("invalid input that the SDK lets through is a bad request", async (t) => {
  const world = new World(new Sandbox(t.name));
  const plugin = await world.plugin();
  const strings = { autoScaling: { minWorkerCount: "1", maxWorkerCount: "3", mcuCount: "1" } };
  for (const [field, change] of [
    ["WorkerCount", { capacity: strings }], // Not refused by the SDK, which sends what it is given.
    ["connectorConfiguration", { connectorConfiguration: { "tasks.max": 1 } }],
    ["connectorName", { connectorName: undefined }],
    ["connectorName", { connectorName: "" }],
    ["connectorName", { connectorName: "n".repeat(129) }],
    ["capacity", { capacity: {} }],
    ["mcuCount", { capacity: { provisionedCapacity: { mcuCount: 3, workerCount: 1 } } }],
    ["encryptionType", { kafkaClusterEncryptionInTransit: { encryptionType: "SSL" } }],
    ["plugins", { plugins: [] }],
  ]) {
    const error = await refusal(world.msk.send(new sdk.CreateConnectorCommand(connectorInput(plugin, change))));
    assert.ok(error instanceof sdk.BadRequestException, `${field}: ${error}`);
    assert.match(error.message, new RegExp(field));
  }
  for (const maxResults of [0, 101]) {
    const error = await refusal(world.msk.send(new sdk.ListConnectorsCommand({ maxResults })));
    assert.ok(error instanceof sdk.BadRequestException);
  }
  const nowhere = await refusal(world.msk.send(new sdk.DescribeConnectorCommand({ connectorArn: "" })));
  assert.equal(nowhere.name, "BadRequestException"); // `/v1/connectors/` is no list.
});

test("errors of their own accord", async (t) => {
  const world = new World(new Sandbox(t.name));
  const { connectorArn, currentVersion, plugins } = await world.connector();
  const { customPluginArn } = plugins[0].customPlugin;
  const unknown = UNKNOWN_CONNECTOR.replace(":connector/", ":custom-plugin/");
  for (const [name, command] of [
    ["NotFoundException", new sdk.DescribeConnectorCommand({ connectorArn: UNKNOWN_CONNECTOR })],
    ["NotFoundException", new sdk.CreateConnectorCommand(connectorInput(unknown, { connectorName: "other" }))],
    ["NotFoundException", new sdk.ListTagsForResourceCommand({ resourceArn: UNKNOWN_CONNECTOR })],
    ["ConflictException", new sdk.CreateConnectorCommand(connectorInput(customPluginArn))],
    ["ConflictException", new sdk.CreateCustomPluginCommand(pluginInput())],
    ["ConflictException", new sdk.ResumeConnectorCommand({ connectorArn })],
    ["BadRequestException", new sdk.UpdateConnectorCommand({ connectorArn, currentVersion })],
    ["BadRequestException", new sdk.UpdateConnectorCommand({ connectorArn, capacity: PROVISIONED })],
    [
      "BadRequestException",
      new sdk.UpdateConnectorCommand({ connectorArn, currentVersion: "C", capacity: PROVISIONED }),
    ],
    ["BadRequestException", new sdk.DeleteCustomPluginCommand({ customPluginArn })],
  ]) {
    const error = await refusal(world.msk.send(command));
    assert.equal(error.name, name, `${command.constructor.name}: ${error}`);
    assert.ok(error instanceof sdk[name]);
  }
});
