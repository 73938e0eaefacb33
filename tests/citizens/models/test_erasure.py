"""The record of an erasure."""

import pytest
from django.db import connection, transaction

from citizens.models import Erasure
from foundation.records.append_only import AppendOnlyError

ME = "/api/v1/me/"


def test_the_erasure_record_is_append_only(as_lan, lan):
    as_lan.delete(ME)
    row = Erasure.objects.get()
    assert (row.citizen_id, row.cause) == (lan.pk, "own_wish")
    with pytest.raises(AppendOnlyError):
        row.save()
    for statement in (
        "UPDATE citizens_erasure SET cause = 'unseen'",
        "DELETE FROM citizens_erasure",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
