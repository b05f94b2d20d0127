// The SDK as the tests use it: clients, valid input, and the waiting that users write themselves.

import assert from "node:assert/strict";
import {
  CreateConnectorCommand,
  CreateCustomPluginCommand,
  DescribeConnectorCommand,
  DescribeConnectorOperationCommand,
  DescribeCustomPluginCommand,
  DescribeWorkerConfigurationCommand,
  KafkaConnectClient,
  NotFoundException,
} from "@aws-sdk/client-kafkaconnect";

export const UNKNOWN_CONNECTOR =
  "arn:aws:kafkaconnect:us-east-1:123456789012:connector/none/0a1b2c3d-1111-2222-3333-444455556666-2";
export const AUTO_SCALING = { autoScaling: { minWorkerCount: 1, maxWorkerCount: 2, mcuCount: 1 } };
export const PROVISIONED = { provisionedCapacity: { mcuCount: 2, workerCount: 3 } };
const POLLS_MAX = 40;

export const client = (sandbox, options) =>
  new KafkaConnectClient({
    endpoint: sandbox.url,
    requestHandler: { requestTimeout: 30_000, throwOnRequestTimeout: true },
    ...options,
  });

export const pluginInput = (changes) => ({
  name: "plugin",
  contentType: "JAR",
  location: { s3Location: { bucketArn: "arn:aws:s3:::plugins", fileKey: "plugin.jar" } },
  ...changes,
});

export const workersInput = (changes) => ({
  name: "workers",
  propertiesFileContent: Buffer.from("key.converter=a\nvalue.converter=é\n").toString("base64"),
  ...changes,
});

export const connectorInput = (customPluginArn, changes) => ({
  connectorName: "orders",
  capacity: AUTO_SCALING,
  connectorConfiguration: { "connector.class": "com.example.OrdersSink", "tasks.max": "1" },
  kafkaCluster: {
    apacheKafkaCluster: { bootstrapServers: "b-1:9098", vpc: { subnets: ["subnet-1"], securityGroups: ["sg-1"] } },
  },
  kafkaClusterClientAuthentication: { authenticationType: "IAM" },
  kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
  kafkaConnectVersion: "3.7.x",
  plugins: [{ customPlugin: { customPluginArn, revision: 1 } }],
  serviceExecutionRoleArn: "arn:aws:iam::123456789012:role/connect",
  ...changes,
});

/** Asks for the state until it is the wanted one, or one that no longer changes. Returns the states seen, in order. */
async function wait(sandbox, state, wanted) {
  const seen = [];
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const now = await state().catch((error) => {
      if (error instanceof NotFoundException) return "gone";
      throw error;
    });
    if (seen.at(-1) !== now) seen.push(now);
    if (now === wanted || now.endsWith("FAILED")) return seen;
    await sandbox.advance();
  }
  throw new Error(`still not ${wanted}: ${seen}`);
}

/** Short ways to resources in the state that a test starts from, and to the states they go through. */
export class World {
  constructor(sandbox, msk = client(sandbox)) {
    this.sandbox = sandbox;
    this.msk = msk;
  }

  async plugin() {
    const { customPluginArn } = await this.msk.send(new CreateCustomPluginCommand(pluginInput()));
    assert.equal((await this.pluginStates(customPluginArn, "ACTIVE")).at(-1), "ACTIVE");
    return customPluginArn;
  }

  /** A running connector, as DescribeConnector shows it. */
  async connector(changes) {
    const input = connectorInput(await this.plugin(), changes);
    const { connectorArn } = await this.msk.send(new CreateConnectorCommand(input));
    assert.equal((await this.connectorStates(connectorArn, "RUNNING")).at(-1), "RUNNING");
    return this.msk.send(new DescribeConnectorCommand({ connectorArn }));
  }

  pluginStates(customPluginArn, wanted) {
    const state = async () =>
      (await this.msk.send(new DescribeCustomPluginCommand({ customPluginArn }))).customPluginState;
    return wait(this.sandbox, state, wanted);
  }

  workersStates(workerConfigurationArn, wanted) {
    const state = async () =>
      (await this.msk.send(new DescribeWorkerConfigurationCommand({ workerConfigurationArn })))
        .workerConfigurationState;
    return wait(this.sandbox, state, wanted);
  }

  connectorStates(connectorArn, wanted) {
    const state = async () => (await this.msk.send(new DescribeConnectorCommand({ connectorArn }))).connectorState;
    return wait(this.sandbox, state, wanted);
  }

  operationStates(connectorOperationArn, wanted) {
    const state = async () =>
      (await this.msk.send(new DescribeConnectorOperationCommand({ connectorOperationArn }))).connectorOperationState;
    return wait(this.sandbox, state, wanted);
  }
}

/** The error that the call must end in. */
export async function refusal(call) {
  const [result] = await Promise.allSettled([call]);
  assert.equal(result.status, "rejected", "the call must fail");
  return result.reason;
}
