"""Fixtures of the Zalo client's tests."""

import pytest

from foundation.zalo import process


@pytest.fixture
def client(zalo):
    """Return this process's client, which calls the simulator."""
    return process.graph_client()


@pytest.fixture
def oa(zalo):
    """Return this process's client of the Official Account."""
    return process.oa_client()


@pytest.fixture
def quick(settings):
    """Make waits short, so that a hanging Zalo costs a test only a moment."""
    settings.ZALO_CONNECT_SECONDS, settings.ZALO_READ_SECONDS, settings.ZALO_TOTAL_SECONDS = (
        0.3,
        0.3,
        0.6,
    )


@pytest.fixture
def citizen(zalo):
    """Return a person in Zalo with a phone."""
    return zalo.world.add_user(name="Nguyễn Thị Lan", phone="84912345678")


@pytest.fixture
def token(zalo, citizen):
    """Return that person's access token."""
    return zalo.world.token_for(citizen)
