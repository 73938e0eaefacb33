"""Notices of versions that named the citizens of confidential ones."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from citizens.models import Delivery, Notice, WebhookEvent
from citizens.notices.unnaming import LATELY, NAMED
from tests.citizens.factories import delivery, notice

pytestmark = pytest.mark.django_db
migration = import_module("citizens.migrations.0006_notices_name_nobody")
LIST = "/api/v1/me/notices/"


def named(who, **values):
    return notice(who, **{"event": "report_decided", "kind": "reports", **values})


def migrate():
    migration.unname_all(apps, None)


def test_the_migration_takes_the_names_and_the_list_stays(as_lan, lan, as_hung, monkeypatch):
    monkeypatch.setattr(migration, "BLOCK", 2)
    for number in range(5):
        named(lan, title=f"Kín {number}", read_at=timezone.now() if number else None)
    kept = notice(lan, title="Thường")
    migrate()
    assert list(Notice.objects.filter(citizen__isnull=False)) == [kept]
    shown = as_lan.get(LIST).json()
    assert [one["title"] for one in shown["results"]] == [
        "Thường",
        *(f"Kín {number}" for number in (4, 3, 2, 1, 0)),
    ]
    assert shown["unread"] == 2
    assert as_hung.get(LIST).json()["count"] == 0


def test_the_moment_of_reading_goes(lan):
    created = timezone.now() - timedelta(days=1)
    row = named(lan, created_at=created, read_at=timezone.now())
    migrate()
    row.refresh_from_db()
    assert row.read_at == created


def test_of_messages_only_what_may_be_sent_again_stays(lan):
    left = {}
    for state, why in (
        ("sent", ""),
        ("delivered", ""),
        ("skipped", "muted"),
        ("failed", "person"),
        ("waiting", ""),
        ("claimed", ""),
        ("failed", "unknown"),
        ("given_up", "exhausted"),
    ):
        left[state, why] = delivery(named(lan), state=state, why=why)
    other = delivery(notice(lan), state="sent")
    migrate()
    kept = {("waiting", ""), ("claimed", ""), ("failed", "unknown"), ("given_up", "exhausted")}
    assert set(Delivery.objects.all()) == {other, *(left[one] for one in kept)}


def test_receipts_lose_their_citizen(lan):
    for number, kind in enumerate(("user_received_message", "user_seen_message", "follow")):
        WebhookEvent.objects.create(
            source="oa",
            kind=kind,
            identity=str(number),
            citizen=lan,
            sent_at=timezone.now(),
            processed_at=timezone.now(),
        )
    migrate()
    assert WebhookEvent.objects.get(citizen=lan).kind == "follow"


def test_what_a_process_of_the_version_before_wrote_is_found_at_night(lan):
    old, new = named(lan, created_at=timezone.now() - LATELY), named(lan)
    kept = notice(lan)
    assert NAMED.apply(timezone.now()) == 1
    assert set(Notice.objects.filter(citizen=lan)) == {old, kept}
    assert Notice.objects.get(pk=new.pk).is_confidential
