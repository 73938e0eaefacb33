"""Officers' sessions end in time."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


HOME = reverse("admin:index")
QUICK = reverse("admin:jsi18n")  # a page that is quickly rendered
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def officer(db):
    """Return an officer."""
    return User.objects.create_superuser("canbo")


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_an_idle_session_ends_after_half_an_hour(officer, settings, minutes, status):
    settings.SECOND_FACTOR = False
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        client.force_login(officer)
        client.get(HOME)
        clock.shift(minutes * 60)
        assert client.get(HOME).status_code == status


def test_an_active_session_ends_after_the_working_day(officer, settings):
    settings.SECOND_FACTOR = False
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
