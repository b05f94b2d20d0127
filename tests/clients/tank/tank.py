"""A sandbox of the running server: a world of its own for one test, scripted through the admin API. A plugin of pytest."""

import itertools
import json
import os
import re
import urllib.error
import urllib.request

import pytest

_numbers = itertools.count(1)


class Sandbox:
    def __init__(self, server, name):
        label = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-")
        self.name = f"{next(_numbers)}-{label}"
        self.url = f"{server}/_sandbox/{self.name}"

    def fault(self, operation, header=None, **rule):
        """From now on the rule acts on calls of the operation: `nth=1, error="NotFoundException"` and so on."""
        on = {"operation": operation, "header": header or {}}
        self._admin("POST", "faults", {"on": on, **rule})

    def advance(self, by="200ms"):
        """The clock stands still but for this."""
        self._admin("POST", "clock", {"advance": by})

    def clock(self, mode):
        self._admin("POST", "clock", {"mode": mode})

    def calls(self, operation=None):
        """The statuses of the calls that reached the sandbox, oldest first."""
        entries = self._admin("GET", "journal")["entries"]
        calls = [entry for entry in entries if entry["event"] == "call"]
        return [call["status"] for call in calls if operation in (None, call["operation"])]

    def _admin(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_wavetank/{path}", data, method=method)
        request.add_header("content-type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{method} {path} {body}: {refusal.code} {refusal.read().decode()}") from None
        return json.loads(text) if text else None


@pytest.fixture
def sandbox(request):
    """A world of the test's own. Its server takes any credential."""
    return Sandbox(os.environ["WAVETANK_URL"], request.node.name)


@pytest.fixture
def strict_sandbox(request):
    """The same on the server that knows the credentials of strict.yaml only."""
    return Sandbox(os.environ["WAVETANK_STRICT_URL"], request.node.name)
