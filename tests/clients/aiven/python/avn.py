"""`avn` as a person or a script calls it: a process each time, read by its exit code, stdout and stderr."""

import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request

TOKEN = "TOK"
HTTP = "io.aiven.kafka.connect.http.HttpSinkConnector"
SINK = {
    "name": "sink",
    "connector.class": HTTP,
    "topics": "iot_measurements",
    "http.url": "http://127.0.0.1:9000/in",
    "http.authorization.type": "none",
    "key.converter": "org.apache.kafka.connect.storage.StringConverter",
    "value.converter": "org.apache.kafka.connect.storage.StringConverter",
}


class Avn:
    def __init__(self, sandbox, home, project="demo", token=TOKEN):
        self.sandbox = sandbox
        self.options = [] if project is None else ["--project", project]
        self.home = home
        self.environment = {**os.environ, "AIVEN_WEB_URL": sandbox.url, "AIVEN_CONFIG_DIR": str(home)}
        if token is not None:
            self.environment["AIVEN_AUTH_TOKEN"] = token

    def __call__(self, *words, exits_with=0, typed="", **environment):
        """The finished process; it must have ended with the code. The first word is a whole command: `service get`."""
        verbs, rest = words[0].split(), words[1:]
        # `--project` belongs to the commands below, not to `avn` itself.
        options = self.options if verbs[0] == "service" else []
        command = [sys.executable, "-m", "aiven.client", *verbs, *options, *rest]
        environment = {**self.environment, **environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, input=typed, timeout=60)
        assert done.returncode == exits_with, (done.returncode, done.stdout, done.stderr)
        return done

    def connector(self, verb, *words, service="demo-kafka", **more):
        return self(f"service connector {verb}", service, *words, **more)

    def told(self, path, body=None, service="demo-kafka"):
        """What the API itself answers, for what `avn` is not asked about: quicker than by `avn`."""
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.sandbox.url}/v1/project/demo/service/{service}{path}"
        request = urllib.request.Request(url, data, {"authorization": f"aivenv1 {TOKEN}"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)

    def configs(self):
        """The configurations of all connectors."""
        return [it["config"] for it in self.told("/connectors")["connectors"]]

    def status(self, name="sink"):
        return self.told(f"/connectors/{urllib.parse.quote(name, safe='')}/status")["status"]

    def made(self, **config):
        """A connector that somebody else created, and that runs."""
        self.told("/connectors", {**SINK, **config})
        self.sandbox.advance("10s")
