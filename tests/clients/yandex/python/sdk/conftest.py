import time
import types

import pytest
from yandexcloud import _operation_waiter, _retry_interceptor

from cloud import Kafka, sdk


@pytest.fixture(autouse=True)
def slept(monkeypatch, request):
    """The seconds that the SDK would have slept. Nobody waits for them here: the sandbox's clock moves instead."""
    seconds = []

    def sleep(duration):
        seconds.append(duration)
        if "sandbox" in request.fixturenames:
            request.getfixturevalue("sandbox").advance(f"{int(duration * 1000) + 1}ms")

    for module in (_operation_waiter, _retry_interceptor):
        monkeypatch.setattr(module, "time", types.SimpleNamespace(sleep=sleep, time=time.time))
    return seconds


@pytest.fixture
def kafka(sandbox):
    return Kafka(sdk(sandbox))
