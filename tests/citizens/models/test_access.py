"""The database keeps the access log for two years, and finds entries by id."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from citizens.models import AccessEntry
from citizens.models.access import MINIMUM_DAYS
from tests.citizens.factories import access_entry
from tests.clock import databases_now

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("subjects", "found"),
    [
        ("12", True),
        ("12 45", True),
        ("3 12 45", True),
        ("3 12", True),
        ("112 120", False),
        ("120 5", False),
        ("5 112", False),
        ("", False),
    ],
)
def test_an_entry_can_be_found_by_id(subjects, found):
    access_entry(subjects=subjects)
    assert AccessEntry.objects.naming(12).exists() is found
    assert AccessEntry.objects.naming(99, 12).exists() is found


def test_finding_by_id_uses_an_index_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("the index is PostgreSQL's")
    with connection.cursor() as cursor:
        # of a few rows every way is cheap
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "access_subjects" in AccessEntry.objects.naming(12).explain()


@pytest.mark.parametrize(
    ("days", "deletable"), [(0, False), (MINIMUM_DAYS - 1, False), (MINIMUM_DAYS + 1, True)]
)
def test_only_old_entries_can_be_deleted(days, deletable):
    access_entry(at=databases_now() - timedelta(days=days))
    if deletable:
        assert AccessEntry.objects.all().expire() == 1
        return
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessEntry.objects.all().expire()
    assert AccessEntry.objects.count() == 1


def test_old_entries_cannot_be_changed():
    access_entry(at=databases_now() - timedelta(days=MINIMUM_DAYS + 100))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE citizens_accessentry SET subjects = '2'")
