"""Fixtures of the tests of Official Accounts."""

import pytest

from foundation.zalo import configuration, process
from tests.citizens.factories import oa_token, official_account
from tests.offices.factories import office, province
from zalo_client.limits import Places
from zalo_client.oa import OaClient

COMMUNE = "2222222222222222222"


@pytest.fixture
def client_of_zalo(zalo):
    """Return a client of the simulated Zalo."""
    client = OaClient(configuration.current(), Places(8))
    yield client
    client.close()


@pytest.fixture
def hamlet(db):
    """Return the office of a commune."""
    return office("ca-xa-thu", kind="commune", name="Công an xã Thử", parent=province())


@pytest.fixture
def commune(zalo, hamlet):
    """Return the commune's own account, connected and known to the simulator."""
    zalo.world.add_account(COMMUNE, name="Công an xã Thử")
    oa_token(zalo.world.oa_pair(COMMUNE), oa_id=COMMUNE)
    account = official_account(COMMUNE, office=hamlet, webhook_secret="simulator-commune-secret")
    yield account
    process.forget()
