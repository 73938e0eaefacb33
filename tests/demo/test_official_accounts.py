"""The demo's communes have the accounts that the simulator has."""

from demo.official_accounts import COMMUNES
from zalo_client.simulator.__main__ import ACCOUNTS, add_accounts
from zalo_client.simulator.world import World


def test_the_simulator_has_the_same_accounts_and_tokens():
    world = World()
    add_accounts(world)
    assert [one.oa_id for one in COMMUNES] == list(ACCOUNTS)
    for one in COMMUNES:
        assert world.owner_of(one.access_token) == world.owner_of(one.refresh_token) == one.oa_id
        assert one.refresh_token in world.oa_refresh_tokens
