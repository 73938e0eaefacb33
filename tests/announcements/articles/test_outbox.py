"""The lease of an article: who holds it, until when, and what is due. Without Zalo."""

from datetime import timedelta

import pytest

from announcements.articles import outbox
from announcements.articles.outbox import Claim
from announcements.articles.outcomes import Outcome
from announcements.models import Article
from announcements.models.article import ArticleWhy as Why
from official_accounts.models import FeatureStop
from tests.announcements.factories import draft
from tests.citizens.factories import official_account
from tests.dossiers.factories import at

pytestmark = pytest.mark.django_db
NOW = at("2026-11-23 09:00")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def queued(offices):
    """Return a function that queues an article on an account of its own."""
    count = iter(range(99))

    def queue(oa_id=None, **values):
        number = next(count)
        account = official_account(oa_id or f"30000{number:02}")
        values = {"version": 1, "next_try_at": NOW, "code": f"ma-{number}", **values}
        return Article.objects.create(announcement=draft(), account=account, **values)

    return queue


def claimed(worker="w1", limit=9, busy=()):
    return [claim.pk for claim in outbox.claim(worker, limit, busy)]


def read(row):
    return Article.objects.get(pk=row.pk)


# --- what is due ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({}, True),
        ({"next_try_at": NOW + SECOND}, False),
        ({"settled": 1}, False),
        ({"settled": 1, "look_again_at": NOW + SECOND}, False),
        ({"settled": 1, "look_again_at": NOW}, True),
        ({"is_stuck": True}, False),
        ({"claimed_by": "w0", "lease_until": NOW + SECOND}, False),
        ({"claimed_by": "w0", "lease_until": NOW}, False),  # until it is swept
    ],
)
def test_what_is_due(queued, values, due):
    row = queued(**values)
    assert claimed() == ([row.pk] if due else [])


@pytest.mark.parametrize(
    ("feature", "there", "until", "due"),
    [
        ("articles", "nothing", None, False),
        ("articles", "nothing", NOW, True),  # over
        ("articles", "nothing", NOW + SECOND, False),
        ("articles", "shown", None, True),  # a used-up quota keeps no withdrawn article standing
        ("article_changes", "shown", None, False),
        ("article_changes", "nothing", None, True),
        ("broadcasts", "nothing", None, True),
    ],
)
def test_a_feature_that_stands_still_holds_back_its_own_articles(
    queued, feature, there, until, due
):
    row = queued(there=there, zalo_id="z1")
    FeatureStop.objects.create(account=row.account, feature=feature, until=until)
    assert claimed() == ([row.pk] if due else [])


def test_an_account_that_is_called_for_waits_until_the_lease_is_over(queued):
    held = queued("3000001", claimed_by="w0", lease_until=NOW + SECOND)
    row = queued("3000001")
    assert claimed() == []
    Article.objects.filter(pk=held.pk).update(lease_until=NOW)
    assert claimed() == [row.pk]


def test_one_of_each_account_and_none_of_a_busy_one(queued):
    first, _second, other = queued("3000001"), queued("3000001"), queued("3000002")
    assert claimed(busy={other.account_id}) == [first.pk]
    assert claimed("w2") == [other.pk]


def test_no_more_than_asked_for_and_what_was_withdrawn_first(queued):
    queued()
    gone = queued(wanted="gone", there="shown", zalo_id="z1")
    assert claimed(limit=0) == []
    assert claimed(limit=1) == [gone.pk]


# --- the lease ------------------------------------------------------------------------------------


def test_a_claim_is_a_lease_of_two_minutes_that_each_result_prolongs(queued, now):
    row = queued()
    (claim,) = outbox.claim("w1", 1, ())
    assert (read(row).claimed_by, read(row).lease_until) == ("w1", NOW + 2 * MINUTE)
    now("2026-11-23 09:01")
    assert outbox.write(claim, {"ticket": "phiếu"})
    assert (read(row).ticket, read(row).lease_until) == ("phiếu", NOW + 3 * MINUTE)


@pytest.mark.parametrize(("later", "lapsed"), [(119, 0), (120, 1), (121, 1)])
def test_a_lease_lapses_after_two_minutes(queued, time_machine, later, lapsed):
    row = queued()
    outbox.claim("w1", 1, ())
    time_machine.move_to(NOW + later * SECOND, tick=False)
    assert outbox.sweep() == lapsed
    assert read(row).claimed_by == ("" if lapsed else "w1")


@pytest.mark.parametrize(
    ("values", "looks"),
    [
        ({"there": "creating"}, True),  # the answer to a call that made it may be lost
        ({"there": "creating", "ticket": "phiếu"}, False),
        ({"there": "nothing"}, False),
    ],
)
def test_after_a_lapsed_making_doubles_are_looked_for(queued, values, looks):
    row = queued(claimed_by="w0", lease_until=NOW, **values)
    outbox.sweep()
    assert read(row).look_again_at == (NOW + 15 * MINUTE if looks else None)


@pytest.mark.parametrize("name", ["write", "settle", "put_off", "pause", "release"])
def test_who_lost_the_lease_changes_nothing(queued, name):
    row = queued(claimed_by="w2", lease_until=NOW + MINUTE)
    stale = Claim(Article, row.pk, "w1", row.lease_until, account=row.account_id)
    outcome = Outcome(Why.FAULT, NOW + MINUTE)
    more = {
        "write": [{"ticket": "phiếu"}],
        "settle": [1],
        "put_off": [1, outcome, -1, {"ticket": "phiếu"}],
        "pause": [1, NOW + MINUTE, {"ticket": "phiếu"}],
        "release": [],
    }[name]
    before = Article.objects.filter(pk=row.pk).values().get()
    assert not getattr(outbox, name)(stale, *more)
    assert Article.objects.filter(pk=row.pk).values().get() == before


# --- how it ends ----------------------------------------------------------------------------------


@pytest.fixture
def held(queued):
    """Return an article that failed twice and is held, and its claim."""
    row = queued(attempts=2, why="fault", error_number=-1, revision=3)
    (claim,) = outbox.claim("w1", 1, ())
    return row, claim


def told(row):
    """Return how an article stands for whoever looks for what is due."""
    row = read(row)
    return row.claimed_by, row.lease_until, row.next_try_at, row.attempts, row.is_stuck


def test_what_is_settled_forgets_its_failures(held):
    row, claim = held
    outbox.settle(claim, 3)
    assert told(row) == ("", None, NOW, 0, False)
    assert (read(row).settled, read(row).why, read(row).error_number) == (3, "", None)


@pytest.mark.parametrize(("counts", "attempts"), [(True, 3), (False, 2)])
@pytest.mark.parametrize("stuck", [True, False])
def test_what_failed_waits(held, counts, attempts, stuck):
    row, claim = held
    outcome = Outcome(Why.LOST, NOW + MINUTE, counts=counts, stuck=stuck)
    outbox.put_off(claim, 3, outcome, -216, {"ticket": "phiếu"})
    assert told(row) == ("", None, NOW + MINUTE, attempts, stuck)
    assert (read(row).why, read(row).error_number, read(row).ticket) == ("lost", -216, "phiếu")


def test_what_failed_while_something_else_was_asked_for_is_due_at_once(held):
    row, claim = held
    outbox.put_off(claim, 2, Outcome(Why.REFUSED, NOW + MINUTE, stuck=True), -201, {})
    assert told(row) == ("", None, NOW, 2, False)
    assert (read(row).why, read(row).error_number) == ("refused", -201)


@pytest.mark.parametrize(("revision", "next_try_at"), [(3, NOW + MINUTE), (2, NOW)])
def test_a_pause_is_no_failure(held, revision, next_try_at):
    row, claim = held
    outbox.pause(claim, revision, NOW + MINUTE, {"ticket": ""})
    assert told(row) == ("", None, next_try_at, 2, False)


def test_what_was_not_tried_is_given_back(held):
    row, claim = held
    outbox.release(claim)
    assert told(row) == ("", None, NOW, 2, False)
