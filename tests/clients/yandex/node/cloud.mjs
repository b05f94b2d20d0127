// The SDK as the tests use it: sessions of a sandbox, requests, and short ways to a connector in a certain state.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Session, waitForOperation } from "@yandex-cloud/nodejs-sdk";
import { connector, connectorService } from "@yandex-cloud/nodejs-sdk/mdb-kafka-v1";
import { Sandbox } from "./tank.mjs";

// What a newcomer finds.
export const CLUSTER = "c9qexamplecluster001";

const endpoint = (server) => `localhost:${new URL(process.env[`${server}_TLS_URL`]).port}`;

/** A world of the test's own and a client of it; the session's metadata name the sandbox in every call. */
export class World {
  constructor(t, { server = "WAVETANK", iamToken = "t1.any.token" } = {}) {
    this.sandbox = new Sandbox(t.name, process.env[`${server}_URL`]);
    this.session = new Session({
      iamToken,
      pollInterval: 20,
      ssl: { rootCerts: readFileSync(process.env[`${server}_CA`]) },
      headers: { "x-wavetank-sandbox": this.sandbox.name },
    });
    this.endpoint = endpoint(server);
    this.connectors = this.client(connectorService.ConnectorServiceClient);
  }

  /** The SDK knows only the addresses of production, so each client is told where to go. */
  client(service) {
    return this.session.client(service, this.endpoint);
  }

  list(changes) {
    return this.connectors.list(
      connectorService.ListConnectorsRequest.fromPartial({ clusterId: CLUSTER, ...changes }),
    );
  }

  connector(connectorName = "mirror") {
    return this.connectors.get(connectorService.GetConnectorRequest.fromPartial({ clusterId: CLUSTER, connectorName }));
  }

  started(spec = mirror()) {
    const request = { clusterId: CLUSTER, connectorSpec: spec };
    return this.connectors.create(connectorService.CreateConnectorRequest.fromPartial(request));
  }

  /** The operation, once it is done: that takes no longer than the world's clock says. */
  async waited(operation) {
    await this.sandbox.advance("2m");
    return waitForOperation(operation, this.session, 5000, this.endpoint);
  }

  async created(spec) {
    const operation = await this.waited(await this.started(spec));
    return connector.Connector.decode(operation.response.value);
  }
}

export const mirror = (changes) => ({
  name: "mirror",
  tasksMax: 3,
  properties: { "sync.topics.config.enabled": "true" },
  connectorConfigMirrormaker: {
    topics: "data.*",
    replicationFactor: 1,
    sourceCluster: {
      alias: "source",
      externalCluster: { bootstrapServers: "broker-1:9091", saslUsername: "reader", saslPassword: "tell-nobody" },
    },
    targetCluster: { alias: "target", thisCluster: {} },
  },
  ...changes,
});

/** The error that the call must end in. */
export async function refusal(call) {
  const [result] = await Promise.allSettled([call]);
  assert.equal(result.status, "rejected", "the call must fail");
  return result.reason;
}

/** The name of its code, which this SDK has in the text only: `/service/Method CODE: words`. */
export const code = (error) => error.message.match(/^\S+ ([A-Z_]+): /)?.[1];
