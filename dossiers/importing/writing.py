"""Many new rows at once. PostgreSQL takes them by COPY; other databases by Django's bulk_create.

Django prepares and PostgreSQL parses each value of an INSERT by itself: of 100,000 dossiers with their events that was
more than half of the whole time.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models

from citizens.encryption import EncryptedTextField


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model and set their primary keys. For models whose fields do nothing by themselves on saving.

    Raises IntegrityError like any insert; call it inside a transaction.
    """
    if not rows:
        return
    model = type(rows[0])
    if connection.vendor != "postgresql":
        model._meta.default_manager.bulk_create(rows)  # type: ignore[union-attr]  # every model has one
        return
    with connection.wrap_database_errors, connection.cursor() as cursor:  # COPY is not Django's own
        _number(cursor, model, rows)
        fields = model._meta.concrete_fields
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        values = [(field.attname, _preparation(field)) for field in fields]
        with cursor.copy(f"COPY {connection.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([prepare(getattr(row, name)) if prepare else getattr(row, name) for name, prepare in values])


def _number(cursor: Any, model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Take as many numbers of the table's sequence as there are rows."""
    key = str(model._meta.pk.column)
    cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [model._meta.db_table, key, len(rows)])
    for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk = number


def _preparation(field: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value fit for the database, None where it is already: all but JSON and what is encrypted."""
    if isinstance(field, EncryptedTextField | models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None
