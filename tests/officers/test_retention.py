"""Retention of logs, officers' sessions and idempotency keys."""

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from model_bakery import baker

from foundation.api.models import IdempotencyKey
from foundation.records import retention
from officers.models import AccessChange
from tests.officers.factories import access_change

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
BY_NAME = {one.name: one for one in retention.classes()}


def dated(model, name, moment, **values):
    """Create a row and date it, as the model itself writes some dates."""
    row = baker.make(model, **values)
    model.objects.filter(pk=row.pk).update(**{name: moment})
    return row.pk


@pytest.mark.parametrize(
    ("name", "model", "column", "days"),
    [
        ("idempotency_keys", IdempotencyKey, "at", 2),
        ("officer_sessions", Session, "expire_date", 0),
        ("failed_sign_ins", AccessAttempt, "attempt_time", 365),
        ("sign_ins", AccessLog, "attempt_time", 365),
    ],
)
def test_rows_are_deleted_after_their_period(name, model, column, days):
    limit = NOW - timedelta(days=days)
    dated(model, column, limit - timedelta(minutes=1))
    young = dated(model, column, limit + timedelta(minutes=1))
    assert BY_NAME[name].apply(NOW) == 1
    assert model.objects.get().pk == young


def test_the_admins_history_is_deleted_after_its_period(settings):
    officer, kind = User.objects.create_user("can.bo"), ContentType.objects.get_for_model(User)
    for days in (1826, 1824):
        dated(LogEntry, "action_time", NOW - timedelta(days=days), user=officer, content_type=kind)
    assert BY_NAME["admin_history"].apply(NOW) == 1
    assert LogEntry.objects.count() == 1


def test_confirmations_are_deleted_only_without_dependent_rows(settings):
    old = NOW - timedelta(days=settings.ACCESS_LOG_DAYS + 1)
    settled = {"outcome": "confirmed", "settled_at": old, "changed_at": old}
    waiting, known = (
        access_change(changed_at=old),
        access_change(**settled, is_password_known=True),
    )
    access_change(**settled)
    assert BY_NAME["account_confirmations"].apply(NOW) == 1
    assert set(AccessChange.objects.all()) == {waiting, known}
