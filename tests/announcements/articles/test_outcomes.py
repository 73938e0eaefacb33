"""When a failed call for an article is tried again, and who has to act."""

from datetime import UTC, datetime, timedelta

import pytest

from announcements.articles.outcomes import Outcome, forgets_ticket, outcome_of
from announcements.articles.steps import Step
from announcements.models.article import ArticleWhy as Why
from official_accounts.models import Feature
from zalo_client.errors import (
    MessageRefused,
    RateLimited,
    Reason,
    TokenExpired,
    TryLater,
    ZaloError,
    ZaloUnavailable,
)

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
REFUSED = MessageRefused(Reason.MESSAGE, -201)


def step(name="update", **values):
    return Step(name, Feature.ARTICLES, lambda *_given: None, lambda *_given: {}, **values)


def after(error, *, attempts=1, jitter=0.0, of=None):
    return outcome_of(of or step(), error, attempts, NOW, jitter)


def seconds(number):
    return NOW + timedelta(seconds=number)


def test_what_zalo_still_works_on_is_asked_for_again_and_is_no_failure():
    error = ZaloError(Reason.UNKNOWN, -214)
    assert after(error) == Outcome(Why.PROCESSING, seconds(5), counts=False)


def test_a_token_that_expired_is_renewed_meanwhile_and_is_no_failure():
    error = TokenExpired(Reason.TOKEN)
    assert after(error) == Outcome(Why.TOKEN, seconds(120), counts=False)


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [(0, 10), (1, 10), (2, 30), (3, 60), (4, 300), (5, 900), (6, 3600), (7, 3600), (99, 3600)],
)
def test_the_pauses_grow_and_the_last_goes_on_for_ever(attempts, pause):
    error = ZaloUnavailable(Reason.TIMEOUT)
    assert after(error, attempts=attempts) == Outcome(Why.FAULT, seconds(pause))


@pytest.mark.parametrize(("jitter", "pause"), [(0.0, 60), (0.5, 67.5), (1.0, 75)])
def test_what_failed_together_parts_ways(jitter, pause):
    outcome = after(ZaloUnavailable(Reason.TIMEOUT), attempts=3, jitter=jitter)
    assert outcome.until == seconds(pause)


@pytest.mark.parametrize(
    ("reason", "lost", "why"),
    [
        (Reason.TIMEOUT, {"look_again_at": NOW}, Why.LOST),
        (Reason.TIMEOUT, {}, Why.FAULT),  # nothing that could have been done twice
        (Reason.CONNECT, {"look_again_at": NOW}, Why.FAULT),  # Zalo was not reached
    ],
)
def test_an_answer_is_lost_where_zalo_may_have_acted(reason, lost, why):
    assert after(ZaloUnavailable(reason), of=step(lost=lost)) == Outcome(why, seconds(10))


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (TryLater(Reason.BUSY), 10),
        (RateLimited(Reason.RATE), 60),
        (TryLater(Reason.BREAKER, retry_after=11), 11),
        (TryLater(Reason.BREAKER, retry_after=0), 10),
    ],
)
def test_patience_that_zalo_asks_for_is_kept_where_it_is_longer(error, pause):
    assert after(error) == Outcome(Why.FAULT, seconds(pause))


def test_a_refused_ticket_leads_to_a_look():
    assert after(REFUSED, of=step("verify")) == Outcome(Why.LOST, seconds(10))


@pytest.mark.parametrize(
    ("name", "error"),
    [("update", REFUSED), ("create", REFUSED), ("verify", RuntimeError()), ("update", KeyError())],
)
def test_what_zalo_refuses_and_what_we_do_not_understand_wait_for_a_person(name, error):
    outcome = after(error, attempts=2, of=step(name))
    assert outcome == Outcome(Why.REFUSED, seconds(30), stuck=True)


@pytest.mark.parametrize(
    ("name", "error", "forgets"),
    [
        ("verify", REFUSED, True),
        ("update", REFUSED, False),
        ("verify", ZaloError(Reason.UNKNOWN, -214), False),  # still in the making
        ("verify", ZaloError(Reason.UNKNOWN), False),  # no number: nothing was said of the ticket
        ("verify", ZaloUnavailable(Reason.STATUS, -1), False),
        ("verify", RuntimeError(), False),
    ],
)
def test_only_a_ticket_that_zalo_does_not_know_is_forgotten(name, error, forgets):
    assert forgets_ticket(step(name), error) is forgets
