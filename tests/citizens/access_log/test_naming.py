"""Each database finds entries of the access log by id."""

import pytest
from django.db import connection

from citizens.access_log.naming import naming
from citizens.models import AccessEntry
from tests.citizens.factories import access_entry

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
    assert AccessEntry.objects.filter(naming(12)).exists() is found
    assert AccessEntry.objects.filter(naming(99, 12)).exists() is found


def test_finding_by_id_uses_an_index_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("the index is PostgreSQL's")
    with connection.cursor() as cursor:
        # of a few rows every way is cheap
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "access_subjects" in AccessEntry.objects.filter(naming(12)).explain()
