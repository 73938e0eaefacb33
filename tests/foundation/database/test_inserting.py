"""Rows that may be there already."""

import pytest

from citizens.models import Notice
from foundation.api.models import IdempotencyKey
from foundation.database.inserting import insert_new, insert_or_get
from tests.citizens.factories import citizen

pytestmark = pytest.mark.django_db


def notices(who, *changes):
    return [Notice(citizen=who, change=change, event="e", kind="k") for change in changes]


def test_it_returns_what_was_new_with_its_ids():
    who = citizen()
    (first,) = insert_new(notices(who, "a"), "key")
    found = insert_new(notices(who, "b", "a", "c"), "key")
    assert [one.change for one in found] == ["b", "c"]
    stored = Notice.objects.values_list("pk", "key", "change").order_by("pk")
    assert [*stored] == [(one.pk, one.key, one.change) for one in (first, *found)]


@pytest.mark.parametrize("changes", [(), ("a",)], ids=["nothing", "one that is there"])
def test_nothing_new_is_nothing(changes):
    who = citizen()
    insert_new(notices(who, "a"), "key")
    assert insert_new(notices(who, *changes), "key") == []


def test_of_two_the_first_is_returned_to_both(django_assert_num_queries):
    def row(**values):
        return IdempotencyKey(caller="c", operation="o", key="k", body_hash="b", **values)

    with django_assert_num_queries(1):
        first, new = insert_or_get(row(result="1"), "caller", "operation", "key")
    found, again = insert_or_get(row(result="2"), "caller", "operation", "key")
    assert (found, found.result, new, again) == (first, "1", True, False)
    first.result = "3"
    first.save(update_fields=["result"])
    assert IdempotencyKey.objects.get().result == "3"


def test_a_row_that_goes_before_it_is_read_is_inserted_after_all(monkeypatch):
    tries = []

    def met_one_that_goes(rows, key):
        tries.append(key)
        return insert_new(rows, key) if len(tries) > 1 else []

    monkeypatch.setattr("foundation.database.inserting.insert_new", met_one_that_goes)
    row = IdempotencyKey(caller="c", operation="o", key="k", body_hash="b")
    assert insert_or_get(row, "caller", "operation", "key") == (row, True)
