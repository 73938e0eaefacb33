"""Transactions that nothing is left of when a part of them fails."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from citizens.models import Citizen
from foundation.database.whole import whole
from tests.citizens.factories import citizen

pytestmark = pytest.mark.django_db(transaction=True)


@whole
def change(who, *, fail=False):
    Citizen.objects.filter(pk=who.pk).update(name="Bình")
    if fail:
        raise LookupError


def test_it_is_a_transaction():
    who = citizen(name="Lan")
    with pytest.raises(LookupError):
        change(who, fail=True)
    who.refresh_from_db()
    assert who.name == "Lan"


def test_inside_another_it_makes_no_savepoint():
    who = citizen()
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        change(who)
    assert not [one["sql"] for one in queries if "SAVEPOINT" in one["sql"]]


def test_what_fails_inside_another_ends_that():
    who = citizen(name="Lan")
    with transaction.atomic():
        with pytest.raises(LookupError):
            change(who, fail=True)
        assert transaction.get_rollback()
        transaction.set_rollback(True)
    who.refresh_from_db()
    assert who.name == "Lan"
