"""Queries whose SQL is made once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, router, transaction
from django.db.models import F, Q

from citizens.models import Citizen, Notice
from foundation.database.prepared import Given, Prepared
from tests.citizens.factories import citizen

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 23, 2, tzinfo=UTC)
BY_KEY = Prepared(lambda: Citizen.objects.filter(pk=Given("pk")))


def test_a_row_is_that_of_the_query():
    who, other = citizen(name="Lan"), citizen()
    assert BY_KEY.first(pk=who.pk) == who != other
    found = BY_KEY.first(pk=who.pk)
    assert found.__dict__.keys() == Citizen.objects.get(pk=who.pk).__dict__.keys()
    assert (found.name, found.phone, found._state.adding) == ("Lan", who.phone, False)
    found.name = "Bình"
    found.save(update_fields=["name"])
    assert BY_KEY.first(pk=who.pk).name == "Bình"


def test_nothing_is_none():
    assert BY_KEY.first(pk=0) is None


def test_each_run_is_one_query(django_assert_num_queries):
    who = citizen()
    BY_KEY.first(pk=who.pk)
    with django_assert_num_queries(1):
        BY_KEY.first(pk=who.pk)


def test_moments_days_and_texts_are_given_as_the_database_takes_them():
    who = citizen()
    Notice.objects.create(
        citizen=who,
        change="a",
        event="e",
        kind="k",
        created_at=MOMENT,
    )
    since = Prepared(
        lambda: Notice.objects.filter(
            Q(event=Given("event")) & Q(created_at__gt=Given("since")), citizen=Given("who")
        ).values_list("change", "created_at")
    )
    asked = {"event": "e", "who": who.pk}
    (row,) = since.rows(since=MOMENT - timedelta(hours=1), **asked)
    assert row == ("a", MOMENT)
    assert since.rows(since=MOMENT + timedelta(hours=1), **asked) == []
    seen = Prepared(lambda: Citizen.objects.filter(last_seen_on=Given("day")))
    Citizen.objects.filter(pk=who.pk).update(last_seen_on=date(2026, 1, 5))
    assert seen.rows(day=date(2026, 1, 5)) == [who]


def test_rows_that_belong_to_it_come_along(django_assert_num_queries):
    who = citizen(name="Lan")
    Notice.objects.create(citizen=who, change="a", event="e", kind="k")
    rows = Prepared(
        lambda: Notice.objects.select_related("citizen", "office").filter(change=Given("change"))
    )
    with django_assert_num_queries(1):
        found = rows.first(change="a")
        assert (found.citizen, found.citizen.name, found.office) == (who, "Lan", None)


def test_what_is_not_given_is_an_error():
    with pytest.raises(KeyError, match="pk"):
        BY_KEY.rows()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite locks no rows")
@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_only():
    locked = Prepared(lambda: Citizen.objects.select_for_update().filter(pk=Given("pk")))
    who = citizen()
    with transaction.atomic():
        assert locked.first(pk=who.pk) == who
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        locked.first(pk=who.pk)


def test_what_was_annotated_comes_along():
    who = citizen(name="Lan")
    rows = Prepared(
        lambda: Citizen.objects.annotate(called=F("name")).only("id").filter(pk=Given("pk"))[:1]
    )
    assert rows.first(pk=who.pk).called == "Lan"


def test_rows_are_held_at_the_primary(monkeypatch):
    held = Prepared(lambda: Citizen.objects.filter(pk=Given("pk")), hold=True)
    monkeypatch.setattr(router, "db_for_read", lambda *_args, **_hints: "replica")
    who = citizen()
    assert held.first(pk=who.pk) == who
    assert held._made.keys() == {"default"}
