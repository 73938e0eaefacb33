"""Fixtures of the foundation's tests."""

import pytest
from django.test import Client

from tests.police_portal import probes


@pytest.fixture
def probe(settings):
    """Return a client of the probes, which meets a mistake of ours as citizens do: as an answer."""
    settings.ROOT_URLCONF = probes.URLCONF
    return Client(raise_request_exception=False, headers={"Accept": "application/json"})
