"""Officers' sessions end in time."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.officers.factories import account

pytestmark = pytest.mark.django_db


HOME = reverse("admin:index")
QUICK = reverse("admin:jsi18n")  # a page that is quickly rendered
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def officer(db):
    """Return an officer."""
    return User.objects.create_superuser("canbo")


@pytest.mark.parametrize(
    ("role", "minutes", "status"),
    [
        ("Cán bộ một cửa", 15, 200),
        ("Cán bộ một cửa", 16, 302),
        ("Quản trị hệ thống", 5, 200),
        ("Quản trị hệ thống", 6, 302),
    ],
)
def test_an_idle_session_ends_an_administrators_sooner(db, settings, role, minutes, status):
    settings.SECOND_FACTOR = False
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        client.force_login(account("ai.do", role))
        client.get(HOME)
        clock.shift(minutes * 60)
        assert client.get(HOME).status_code == status


def test_an_active_session_ends_after_the_working_day(officer, settings):
    settings.SECOND_FACTOR, settings.ADMINISTRATOR_IDLE_MINUTES = False, 30
    settings.OFFICER_IDLE_MINUTES = 30
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        client.force_login(officer)
        statuses = []
        for _ in range(37):
            statuses.append(client.get(QUICK).status_code)
            clock.shift(20 * 60)
    assert statuses == [200] * 37
    with time_machine.travel(NOON.replace(hour=17, minute=20), tick=False):
        assert client.get(HOME).status_code == 302
