"""`avn` in a home of its own, for each test."""

import pytest

from avn import Avn


@pytest.fixture
def avn(sandbox, tmp_path):
    return Avn(sandbox, tmp_path)


@pytest.fixture
def strict_avn(strict_sandbox, tmp_path):
    return Avn(strict_sandbox, tmp_path, project="p1", token="OWNERTOKEN")
