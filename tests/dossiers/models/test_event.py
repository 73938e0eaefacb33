"""Events are append-only."""

import pytest
from django.db import connection, transaction

from foundation.records.append_only import AppendOnlyError
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db


def test_events_are_append_only(now):
    event = dossier().events.get()
    event.public_note = "khác"
    with pytest.raises(AppendOnlyError):
        event.save()
    for statement in (
        "UPDATE dossiers_dossierevent SET public_note = 'x'",
        "DELETE FROM dossiers_dossierevent",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
