"""What `manage.py load_initial_data` makes, made once and copied into the tests that begin with it.

Like the migrated database it stands in `var/tests`, under a key of everything that it is made of.
That the command itself works is tested where it lives.
"""

import hashlib
import pickle
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from tests import database

ROOMS = ("foundation", "offices", "procedures")
Rows = list[tuple[Any, ...]] | bytes


def load() -> None:
    """Fill the database of this test with the shipped data; the caller rolls it back."""
    with database.one_at_a_time():
        kept = database.KEPT / f"shipped-{connection.vendor}-{_key()}"
        if kept.exists():
            _insert(pickle.loads(kept.read_bytes()))  # noqa: S301  # written by ourselves
            return
        before = set(_filled())
        call_command("load_initial_data", stdout=StringIO())
        for old in database.KEPT.glob(f"shipped-{connection.vendor}-*"):
            old.unlink()
        kept.write_bytes(pickle.dumps({t: _rows(t) for t in _filled() if t not in before}))


def _key() -> str:
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256(database.key().encode())
    for room in ROOMS:
        for path in sorted(base.joinpath(room).rglob("*.*")):
            if path.suffix in {".py", ".json", ".tsv"}:
                digest.update(f"\n{path.relative_to(base)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def _filled() -> Iterator[str]:
    """Yield the tables that hold rows."""
    for table in connection.introspection.django_table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  # a name of Django
            if cursor.fetchone():
                yield table


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return list(cursor.execute(f"SELECT * FROM {table}"))  # noqa: S608  # a name of Django
        with cursor.copy(f"COPY {table} TO STDOUT") as copy:
            return b"".join(copy)


def _insert(tables: dict[str, Rows]) -> None:
    for table, rows in tables.items():
        with connection.cursor() as cursor:
            if isinstance(rows, bytes):
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            else:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # a name of Django
    for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
        with connection.cursor() as cursor:
            cursor.execute(statement)
