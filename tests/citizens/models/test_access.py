"""The database keeps the access log for two years."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from citizens.models import AccessEntry
from citizens.models.access import MINIMUM_DAYS
from tests.citizens.factories import access_entry
from tests.clock import databases_now

pytestmark = pytest.mark.django_db


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
