"""Rows of many keys, found by one parameter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.database.among import _array
from offices.models import Office, OpeningHours
from tests.for_each import for_each
from tests.offices import factories

pytestmark = pytest.mark.django_db
NONE, ONE, TWO = frozenset(), frozenset({"ca-xa-a"}), frozenset({"ca-xa-a", "ca-xa-b"})


@pytest.fixture
def offices():
    for key in ("ca-xa-a", "ca-xa-b", "ca-xa-c"):
        factories.hours(factories.office(key), weekdays=(1,), periods=[("07:30", "11:30")])


@for_each("keys", [NONE, ONE, TWO, TWO | {"khong-co"}])
def test_rows_are_found_by_their_key_and_by_a_foreign_key(offices, keys):
    found = Office.objects.filter(pk__among=keys).values_list("pk", flat=True)
    assert set(found) == keys - {"khong-co"}
    hours = OpeningHours.objects.filter(office__among=keys).values_list("office", flat=True)
    assert set(hours) == keys - {"khong-co"}
    below = Office.objects.exclude(parent__among=keys | {"tinh"}).values_list("pk", flat=True)
    assert list(below) == ["tinh"]


def test_no_keys_cost_no_query(offices):
    with CaptureQueriesContext(connection) as queries:
        assert not Office.objects.filter(pk__among=NONE)
    assert len(queries) == 0


@for_each("key", ['"', "\\", "a,b", "{}", "", "NULL", "'", "Đà Nẵng", "%s"])
def test_no_key_is_taken_for_others(offices, key):
    found = Office.objects.filter(pk__among=[key, "ca-xa-a"])
    assert [row.pk for row in found] == ["ca-xa-a"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an array is PostgreSQL's")
def test_keys_are_one_parameter_and_come_back_as_they_were(offices):
    keys = frozenset(['"', "\\", "a,b", "{}", "", "NULL", "'", "Đà Nẵng", *TWO])
    _sql, values = Office.objects.filter(pk__among=keys).order_by().query.sql_with_params()
    assert len(values) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(%s::text[])", [_array(keys)])
        assert {key for (key,) in cursor.fetchall()} == keys
