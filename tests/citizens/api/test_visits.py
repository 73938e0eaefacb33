"""Counters of visits and users by day, week, month and year."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citizens.api import visits
from citizens.models import Citizen, VisitDay
from offices.working_time.calendar import ZONE
from tests.citizens.factories import bearer, citizen, client_of

ME = "/api/v1/me/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def move_clock(time_machine):
    """Return a function that moves the clock: «2026-11-23 09:00» in Vietnam."""
    return lambda text: time_machine.move_to(
        datetime.fromisoformat(text).replace(tzinfo=ZONE), tick=False
    )


def counters_of(day):
    """Return the counters of a day: visits, users of the day, week, month and year, new users."""
    rows = VisitDay.objects.filter(day=day)
    return rows.values_list(
        "visits", "users", "week_users", "month_users", "year_users", "new_users"
    ).first()


@pytest.mark.parametrize(
    ("before", "day", "firsts"),
    [
        (None, "2026-11-25", (1, 1, 1, 1, 1)),
        ("2026-11-25", "2026-11-25", (0, 0, 0, 0, 0)),
        ("2026-11-24", "2026-11-25", (1, 0, 0, 0, 0)),
        ("2026-11-22", "2026-11-23", (1, 1, 0, 0, 0)),  # Sunday, Monday
        ("2026-11-30", "2026-12-01", (1, 0, 1, 0, 0)),  # the same week
        ("2025-12-31", "2026-01-01", (1, 0, 1, 1, 0)),
        # a clock that went back counts nobody twice
        (
            "2026-11-26",
            "2026-11-25",
            (0, 0, 0, 0, 0),
        ),
    ],
)
def test_a_visit_is_classified_by_the_previous_one(before, day, firsts):
    before = before and date.fromisoformat(before)
    found = visits.counts_of_visit(before, date.fromisoformat(day))
    assert tuple(found.values()) == (1, *firsts)


def test_each_login_counts_a_visit_and_the_first_a_user(log_in, zalo, move_clock):
    user = zalo.world.add_user()
    move_clock("2026-11-23 09:00")
    log_in(user)
    log_in(user)
    log_in(zalo.world.add_user())
    move_clock("2026-11-24 09:00")
    log_in(user)
    assert counters_of("2026-11-23") == (3, 2, 2, 2, 2, 2)
    assert counters_of("2026-11-24") == (1, 1, 0, 0, 0, 0)


def test_days_follow_vietnamese_time(log_in, zalo, move_clock):
    move_clock("2026-11-24 00:30")  # still Monday in UTC
    log_in(zalo.world.add_user())
    assert [str(day) for day in VisitDay.objects.values_list("day", flat=True)] == ["2026-11-24"]


def test_a_refused_login_counts_no_visit(log_in, zalo, move_clock):
    move_clock("2026-11-23 09:00")
    user = zalo.world.add_user()
    log_in(user)
    Citizen.objects.update(blocked_at=timezone.now())
    assert log_in(user).status_code == 403
    assert counters_of("2026-11-23")[0] == 1


def test_a_session_after_midnight_counts_one_new_visit(log_in, zalo, move_clock):
    move_clock("2026-11-23 20:00")
    client = bearer(log_in(zalo.world.add_user()).json()["token"])
    client.get(ME)
    assert counters_of("2026-11-23")[0] == 1
    move_clock("2026-11-24 06:00")
    client.get(ME)
    client.get(ME)
    assert counters_of("2026-11-24") == (1, 1, 0, 0, 0, 0)
    assert str(Citizen.objects.get().last_seen_on) == "2026-11-24"


def test_concurrent_first_requests_count_one_visit(move_clock):
    move_clock("2026-11-23 20:00")
    row = citizen()
    also = Citizen.objects.get(pk=row.pk)  # what the other request read before the first one wrote
    move_clock("2026-11-24 06:00")
    visits.count_first_request_of_day(row)
    visits.count_first_request_of_day(also)
    assert counters_of("2026-11-24")[0] == 1


def test_counting_costs_no_extra_query():
    client = client_of(citizen())
    client.get(ME)
    with CaptureQueriesContext(connection) as asked:
        client.get(ME)
    assert len(asked) == 1


def test_counters_hold_nothing_personal():
    """A day's row holds only numbers, and a citizen's row one date."""
    assert {field.get_internal_type() for field in VisitDay._meta.get_fields()} == {
        "DateField",
        "IntegerField",
    }
