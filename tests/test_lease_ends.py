"""A lease ends; one that ends later than any lease can was taken by a clock in the future."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from announcements.articles import broadcast_outbox
from announcements.articles import outbox as articles
from announcements.models import Article, Broadcast
from citizens.models import Delivery
from citizens.notices import outbox
from foundation.records import leases, timers
from foundation.records.models import TimerRun
from official_accounts import tokens
from tests.announcements.factories import approver_of, draft
from tests.citizens.factories import delivery, notice, oa_token, official_account
from tests.offices.factories import province

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=4 * 365)
MINUTE = timedelta(minutes=1)


def article(**values):
    account = official_account()
    return Article.objects.create(
        announcement=draft(), account=account, version=1, code="ma", **values
    )


def notice_is_taken_back(until):
    row = delivery(notice(), state="claimed", claimed_by="dead", lease_until=until)
    return outbox.sweep() == 1 and Delivery.objects.get(pk=row.pk).state == "waiting"


def article_is_taken_back(until):
    row = article(claimed_by="dead", lease_until=until)
    return articles.sweep() == 1 and Article.objects.get(pk=row.pk).claimed_by == ""


def broadcast_is_set_aside(until):
    asked, confirmed = approver_of(province()), approver_of(province())
    people = {"asked_by": asked, "confirmed_by": confirmed, "confirmed_at": timezone.now()}
    held = {"state": "sending", "claimed_by": "dead", "lease_until": until}
    Broadcast.objects.create(article=article(), version=1, **people, **held)
    return broadcast_outbox.sweep() == 1 and Broadcast.objects.get().state == "unknown"


def timer_is_free(until):
    timers.know_after_migrations()
    until = Now() + (until - timezone.now())  # it goes by the clock of the database
    TimerRun.objects.filter(command="process_webhooks").update(held_until=until)
    with leases.turn("process_webhooks") as is_ours:
        return is_ours


def pair_is_renewed(until):
    return tokens.take_turn(oa_token(("a", "b"), refreshing_until=until).account.oa_id) is not None


def resting_pair_is_renewed(until):
    return tokens.take_turn(oa_token(("a", "b"), next_refresh_at=until).account.oa_id) is not None


LEASES = {
    "citizens.Delivery.lease_until": (notice_is_taken_back, outbox.LEASE),
    "announcements.Article.lease_until": (article_is_taken_back, articles.LEASE),
    "announcements.Broadcast.lease_until": (broadcast_is_set_aside, broadcast_outbox.LEASE),
    "records.TimerRun.held_until": (timer_is_free, leases.LEASE),
    "official_accounts.OaToken.refreshing_until": (pair_is_renewed, tokens.LEASE),
    "official_accounts.OaToken.next_refresh_at": (
        resting_pair_is_renewed,
        tokens.PAUSE_AFTER_REFUSAL,
    ),
}


@pytest.mark.parametrize("column", LEASES)
def test_one_that_a_clock_in_the_future_took_is_void(column):
    is_free, _lease = LEASES[column]
    assert is_free(timezone.now() + YEARS)


@pytest.mark.parametrize("column", LEASES)
def test_one_that_has_ended_is_free(column):
    is_free, _lease = LEASES[column]
    assert is_free(timezone.now() - MINUTE)


@pytest.mark.parametrize("column", LEASES)
def test_one_that_a_machine_with_a_clock_half_a_minute_ahead_took_holds(column):
    is_free, lease = LEASES[column]
    assert not is_free(timezone.now() + lease + MINUTE / 2)


def test_every_lease_is_tried():
    """A new column that says until when a process holds a row belongs into the table above."""
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
        and field.name in {"lease_until", "held_until", "refreshing_until", "claimed_until"}
    }
    assert named == set(LEASES) - {"official_accounts.OaToken.next_refresh_at"}
