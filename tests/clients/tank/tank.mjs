// A sandbox of the running server: a world of its own for one test, scripted through the admin API.

import assert from "node:assert/strict";
import { basename } from "node:path";

let number = 0;

export class Sandbox {
  constructor(name, server = process.env.WAVETANK_URL) {
    const label = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 30);
    const file = basename(process.argv[1], ".test.mjs"); // Each file is a process of its own.
    this.name = `${file}-${++number}-${label}`.replace(/-+$/, "");
    this.url = `${server}/_sandbox/${this.name}`;
  }

  /** From now on the rule acts on calls of the operation: `{ nth: 1, error: "NotFoundException" }` and so on. */
  fault(operation, { header = {}, ...rule }) {
    return this.#admin("POST", "faults", { on: { operation, header }, ...rule });
  }

  /** The clock stands still but for this. */
  advance(by = "200ms") {
    return this.#admin("POST", "clock", { advance: by });
  }

  /** The statuses of the operation's calls that reached the sandbox, oldest first. */
  async calls(operation) {
    const { entries } = await this.#admin("GET", `journal?operation=${operation}`);
    return entries.map((call) => call.status);
  }

  async #admin(method, path, body) {
    const answer = await fetch(`${this.url}/_wavetank/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }
}
