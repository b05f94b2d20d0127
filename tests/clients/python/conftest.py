import os

import pytest

from tank import Sandbox


@pytest.fixture
def sandbox(request):
    """A world of the test's own. Its server takes any credential."""
    return Sandbox(os.environ["WAVETANK_URL"], request.node.name)


@pytest.fixture
def strict_sandbox(request):
    """The same on the server that knows the credentials of strict.yaml only."""
    return Sandbox(os.environ["WAVETANK_STRICT_URL"], request.node.name)
