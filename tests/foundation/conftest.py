"""A real cache for the tests of counting, started once."""

import time

import pytest

from foundation.scale.cache import engine
from tests import running_cache

PATIENT = 5.0  # seconds: on a busy machine an answer may take longer than WAIT
BACK_LIMIT = 20


@pytest.fixture(scope="session")
def _running():
    if running_cache.SERVER is None:
        pytest.skip("neither valkey-server nor redis-server is installed (Debian: valkey-server)")
    with running_cache.running() as cache:
        yield cache


@pytest.fixture
def cache(_running, settings):
    """Return an empty cache that the service uses."""
    _running.say("FLUSHALL")
    settings.CACHE_URL = _running.url
    yield _running
    engine.forget()


@pytest.fixture
def patient(monkeypatch):
    """Wait long for answers: for tests of the counts, not of timing."""
    monkeypatch.setattr(engine, "WAIT", PATIENT)
    monkeypatch.setattr(engine, "ENOUGH", PATIENT)


@pytest.fixture
def await_fault():
    """Wait until the cache is as expected: with this fault, or None."""

    def wait(name):
        deadline = time.monotonic() + BACK_LIMIT
        while getattr(found := engine.fault(), "name", None) != name:
            assert time.monotonic() < deadline, found
            time.sleep(0.02)

    return wait
