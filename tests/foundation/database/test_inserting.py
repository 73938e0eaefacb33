"""Rows that may be there already."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.expressions import DatabaseDefault
from django.db.models.functions import Upper
from django.utils import timezone

from citizens.models import Citizen, Notice
from feedback.models import Poster
from foundation.api.models import IdempotencyKey
from foundation.database.inserting import insert, insert_new, insert_or_get, update
from tests.citizens.factories import citizen
from tests.feedback.factories import poster

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


def test_a_single_row_is_inserted_as_save_does(django_assert_num_queries):
    who = citizen()
    for number in range(2):  # the statement is made, then used again
        notice = notices(who, f"{number}")[0]
        with django_assert_num_queries(1):
            insert(notice)
        assert not notice._state.adding
        assert Notice.objects.get(pk=notice.pk).change == f"{number}"


def test_a_row_gets_the_id_that_its_relative_has_got_meanwhile():
    who = Citizen(app_id="a", zalo_user_id="z")
    (notice,) = notices(who, "a")
    who.save()
    insert(notice)
    assert Notice.objects.get().citizen == who


def test_a_default_of_the_database_is_left_to_it():
    (given,) = notices(citizen(), "a")
    insert(given)
    (left,) = notices(citizen(), "b")
    left.citizen_hash = DatabaseDefault(Value(""))
    insert(left)
    assert set(Notice.objects.values_list("citizen_hash", flat=True)) == {""}


def test_what_the_database_refuses_ends_the_transaction():
    (notice,) = notices(citizen(), "a")
    insert(notice)
    again = notices(notice.citizen, "b")[0]
    again.key = notice.key
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(again)
    assert Notice.objects.count() == 1


def test_some_fields_are_written_as_save_does(django_assert_num_queries):
    (notice,) = insert_new(notices(citizen(), "a"), "key")
    for title in ("Một", "Hai"):  # the statement is made, then used again
        notice.title, notice.text = title, "not written"
        with django_assert_num_queries(1):
            update(notice, ["title", "citizen_id"])
        stored = Notice.objects.get()
        assert (stored.title, stored.text, stored.citizen) == (title, "", notice.citizen)


def test_a_field_that_is_named_twice_is_written_once():
    (notice,) = insert_new(notices(citizen(), "a"), "key")
    notice.title = "Một"
    update(notice, ["title", "title"])
    assert Notice.objects.get().title == "Một"


def test_a_row_is_found_by_a_key_of_any_kind():
    made = poster()
    made.revoked_at = timezone.now()
    update(made, ["revoked_at"])
    assert Poster.objects.get().revoked_at == made.revoked_at


def test_an_expression_is_left_to_the_database():
    (notice,) = insert_new(notices(citizen(), "a"), "key")
    notice.title = Upper(Value("ab"))
    update(notice, ["title"])
    assert Notice.objects.get().title == "AB"


def test_a_row_that_is_gone_is_not_written():
    (notice,) = insert_new(notices(citizen(), "a"), "key")
    Notice.objects.all().delete()
    with pytest.raises(ObjectDoesNotExist, match="gone"), transaction.atomic():
        update(notice, ["title"])
