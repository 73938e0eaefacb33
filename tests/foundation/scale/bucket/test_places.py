"""Waits for a bucket are limited in time, and never affect everybody."""

import threading

import pytest

from foundation.files.away import StorageAway
from foundation.scale.bucket import places
from foundation.scale.bucket.places import Places


@pytest.fixture
def hanging(monkeypatch):
    """Return places of which the only one is in use for the whole test."""
    monkeypatch.setattr(places, "PATIENCE_SECONDS", 0.05)
    one, end = Places(1, seconds=0.05), threading.Event()
    with pytest.raises(StorageAway, match="late"):
        one.run(end.wait)
    yield one
    end.set()


def test_after_a_timeout_all_calls_are_refused_at_once(hanging):
    with pytest.raises(StorageAway, match="rests"):
        hanging.run(int)


def test_then_one_call_tries_again(hanging, monkeypatch):
    monkeypatch.setattr(hanging, "_rests_until", 0.0)
    with pytest.raises(StorageAway, match="busy"):
        hanging.run(int)


def test_errors_of_a_call_are_raised():
    with pytest.raises(ZeroDivisionError):
        Places(1, seconds=1).run(lambda: 1 // 0)
