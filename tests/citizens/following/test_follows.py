"""Who is who at which account: each person once, each id once, nothing older undoes the newer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.following import follows
from citizens.following.follows import Seen
from citizens.models import Follow
from tests.citizens.factories import citizen, official_account

pytestmark = pytest.mark.django_db


def test_a_person_has_an_id_at_each_account():
    who = citizen()
    for oa_id in ("1000001", "1000002"):
        follows.learn(who, official_account(oa_id), Seen(f"77{oa_id}", timezone.now()))
    assert set(who.follows.values_list("user_id", flat=True)) == {"771000001", "771000002"}


def test_an_id_that_zalo_gives_to_another_moves():
    account, now = official_account(), timezone.now()
    first, second = citizen(), citizen()
    follows.learn(first, account, Seen("77", now, follows=True))
    follows.learn(second, account, Seen("77", now))
    assert (Follow.objects.get().citizen, Follow.objects.get().is_follower) == (second, False)


def test_an_older_event_changes_nothing():
    who, account, now = citizen(), official_account(), timezone.now()
    follows.learn(who, account, Seen("77", now, follows=False, interacted=True))
    before = now - timedelta(hours=1)
    follows.learn(who, account, Seen("77", before, follows=True, interacted=True))
    row = Follow.objects.get()
    assert (row.is_follower, row.changed_at, row.last_interaction_at) == (False, now, now)
    assert row.unfollowed


def test_what_is_known_is_not_written_again(django_assert_num_queries):
    who, account, now = citizen(), official_account(), timezone.now()
    follows.learn(who, account, Seen("77", now))
    with django_assert_num_queries(4):  # a savepoint around two looks
        follows.learn(who, account, Seen("77", now))
