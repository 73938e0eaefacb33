"""Events that Zalo had to send again and again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import WebhookEvent
from citizens.notices import alarms as shown
from citizens.webhooks import alarms

pytestmark = pytest.mark.django_db


def event(repeats, received_at):
    WebhookEvent.objects.create(
        source="oa",
        identity=str(repeats),
        sent_at=received_at,
        received_at=received_at,
        processed_at=received_at,
        repeats=repeats,
    )


def test_many_repeats_raise_a_warning_for_a_day():
    now = timezone.now()
    event(2, now)
    assert alarms.warnings(now) == []
    event(3, now)
    (warning,) = alarms.warnings(now)
    assert "tắt webhook" in warning
    assert shown.warnings(now) == [warning]
    assert alarms.warnings(now + timedelta(days=1, seconds=1)) == []
