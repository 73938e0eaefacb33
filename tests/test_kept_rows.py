"""Rows that are made once are the same in every test."""

from django.db import transaction

from offices.models import Office
from procedures.models import DraftEdit
from tests.kept_rows import made_once
from tests.offices.factories import province
from tests.procedures.factories import make_procedure


def rows():
    return list(Office.objects.values()), list(DraftEdit.objects.values())


def test_rows_made_once_are_inserted_again_and_new_ones_can_be_added(db):
    made = []

    @made_once
    def make():
        made.append(province())
        made.append(make_procedure())

    with transaction.atomic():
        make()
        first = rows()
        transaction.set_rollback(True)
    make()
    assert (rows(), len(made)) == (first, 2)
    assert make_procedure().edits.get().pk > first[1][0]["id"]
