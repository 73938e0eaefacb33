"""A partition for each day: made ahead, dropped whole, never in anybody's way."""

from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from citizens.models import LookupTry
from citizens.models.lookup_try import DAYS
from foundation.database import partitions
from tests.citizens.factories import lookup_try

# Long ago, so that no migration has made it.
DAY = date(2020, 3, 1)
NOON = datetime.fromisoformat("2020-03-01T12:00+07:00")
NEXT_NIGHT = datetime.fromisoformat("2020-03-02T02:00+07:00")
ADDRESS = ("dbname", "host", "port", "user", "password")
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no partitions"
)


def parts():
    """Return the name of the partition of each row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM citizens_lookuptry ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_day_goes_from_midnight_to_midnight_in_vietnam():
    assert DAYS.day_of(datetime.fromisoformat("2020-02-29T17:30+00:00")).isoformat() == (
        "2020-03-01T00:00:00+07:00"
    )


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL has partitions")
@pytest.mark.django_db
def test_sqlite_makes_and_drops_nothing():
    lookup_try(at=NOON)
    assert (DAYS.make_days(DAY), DAYS.drop_days(NEXT_NIGHT)) == (0, 0)
    assert LookupTry.objects.count() == 1


@on_postgresql
@pytest.mark.django_db
def test_a_row_of_a_day_that_nobody_made_is_kept_all_the_same():
    lookup_try(at=NOON)
    assert parts() == ["citizens_lookuptry_default"]


@on_postgresql
@pytest.mark.django_db
def test_days_are_made_ahead_once():
    assert DAYS.make_days(DAY) == partitions.DAYS_AHEAD + 1
    assert DAYS.make_days(DAY + timedelta(days=1)) == 1
    lookup_try(at=NOON)
    assert parts() == ["citizens_lookuptry_20200301"]


@on_postgresql
@pytest.mark.django_db
def test_a_day_with_rows_in_the_default_partition_is_left_out_and_others_are_made():
    lookup_try(at=NOON)
    assert DAYS.make_days(DAY) == partitions.DAYS_AHEAD


@on_postgresql
@pytest.mark.django_db
def test_only_days_that_are_over_are_dropped():
    DAYS.make_days(DAY)
    for hours in (0, 11, 12, 30):
        lookup_try(at=NOON + timedelta(hours=hours))
    assert DAYS.drop_days(NEXT_NIGHT) == 2
    assert parts() == ["citizens_lookuptry_20200302", "citizens_lookuptry_20200302"]
    assert DAYS.drop_days(NEXT_NIGHT) == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_day_that_somebody_reads_stays_until_the_next_time(monkeypatch):
    monkeypatch.setattr(partitions, "LOCK_MILLISECONDS", 20)
    DAYS.make_days(DAY)
    lookup_try(at=NOON)
    given = connection.get_connection_params()
    with psycopg.connect(**{key: given[key] for key in ADDRESS if key in given}) as reader:
        reader.execute("SELECT count(*) FROM citizens_lookuptry")
        assert DAYS.drop_days(NEXT_NIGHT) == 0
        assert LookupTry.objects.count() == 1
    assert DAYS.drop_days(NEXT_NIGHT + timedelta(days=partitions.DAYS_AHEAD)) == 1


@on_postgresql
@pytest.mark.django_db
def test_the_operation_of_a_migration_goes_both_ways():
    operation = partitions.partition_by_day("citizens_lookuptry")
    with connection.schema_editor() as editor:
        operation.reverse_code(None, editor)
        assert lookup_try(at=NOON).pk == 1
        assert parts() == ["citizens_lookuptry"]
        operation.code(None, editor)
    lookup_try(at=NOON)
    assert parts() == ["citizens_lookuptry_default"]
