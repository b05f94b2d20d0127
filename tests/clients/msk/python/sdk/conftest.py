import types

import botocore.endpoint
import pytest

from boto import World, client


@pytest.fixture(autouse=True)
def slept(monkeypatch):
    """The seconds that botocore would have slept between two attempts. Nobody waits for them here."""
    seconds = []
    monkeypatch.setattr(botocore.endpoint, "time", types.SimpleNamespace(sleep=seconds.append))
    return seconds


@pytest.fixture
def msk(sandbox):
    return client(sandbox.url)


@pytest.fixture
def world(msk, sandbox):
    return World(msk, sandbox)
