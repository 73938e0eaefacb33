"""Many processes add to the same counters at once without losses or deadlocks."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from citizens.api import visits
from citizens.models import Citizen, VisitDay
from foundation.records import counters
from tests.citizens.factories import citizen
from tests.dossiers.test_race import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer, and its tests share one connection between threads",
    ),
]
DAYS = [(date(2026, 11, day),) for day in range(1, 21)]
THREADS, TIMES = 4, 10


def test_concurrent_additions_are_all_counted():
    def work(number):
        keys = DAYS if number % 2 else DAYS[::-1]
        for _time in range(TIMES):
            with transaction.atomic():
                counters.add(VisitDay, VisitDay.KEYS, {key: {"visits": 1} for key in keys})

    assert at_once(THREADS, work) == [None] * THREADS
    assert set(VisitDay.objects.values_list("visits", flat=True)) == {THREADS * TIMES}


def test_only_one_of_several_first_requests_of_a_day_counts():
    yesterday = timezone.localdate() - timedelta(days=1)
    row = citizen(last_seen_on=yesterday)
    read = [Citizen.objects.get(pk=row.pk) for _thread in range(THREADS)]
    assert (
        at_once(THREADS, lambda number: visits.count_first_request_of_day(read[number]))
        == [None] * THREADS
    )
    assert VisitDay.objects.values_list("visits", "users").get() == (1, 1)
