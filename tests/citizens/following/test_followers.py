"""Who follows an account is learnt when it is connected, in bounded steps."""

import pytest

from citizens.following import followers
from citizens.models import Follow
from official_accounts.calling import AccountCaller
from tests.citizens.factories import citizen
from tests.official_accounts.conftest import client_of_zalo, commune, hamlet  # noqa: F401  # fixtures
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(commune, client_of_zalo):  # noqa: F811  # the fixtures
    commune.followers_offset = 0
    commune.save()
    return AccountCaller(commune, client_of_zalo)


def followed_by(zalo, account, number):
    people = [zalo.world.add_user() for _one in range(number)]
    zalo.world.accounts[account.oa_id].followers = people
    return people


def test_citizens_among_the_followers_are_learnt_and_nobody_else(caller, zalo):
    lan, _stranger = followed_by(zalo, caller.account, 2)
    who = citizen(zalo_user_id=lan.id)
    assert followers.learn(caller) == 1
    row = Follow.objects.get()
    assert (row.citizen, row.account, row.is_follower) == (who, caller.account, True)
    assert row.user_id == lan.id_at(caller.account.oa_id, zalo.world.oa_id)
    assert caller.account.followers_offset is None


def test_a_run_is_bounded_and_the_next_goes_on(caller, zalo):
    followed_by(zalo, caller.account, 120)
    followers.learn(caller, most_calls=1)
    assert caller.account.followers_offset == 50
    followers.learn(caller)
    assert (caller.account.followers_offset, caller.account.followers) == (None, 120)


def test_what_cannot_be_read_is_tried_again_from_the_same_place(caller, zalo):
    followed_by(zalo, caller.account, 3)
    zalo.plan("followers", Fault.status(502))
    assert followers.learn(caller) == 0
    assert caller.account.followers_offset == 0
