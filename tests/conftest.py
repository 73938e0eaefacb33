"""Fixtures for every test."""

import pytest


@pytest.fixture(autouse=True)
def _fresh_process_memory():
    """Each test starts like a new process: nothing remembered, nothing counted."""
    from django.core.cache import cache

    from police_portal.snapshots import Snapshot
    from procedures.search_counts import counts

    for snapshot in Snapshot.registry.values():
        snapshot.forget()
    cache.clear()
    counts.take()
