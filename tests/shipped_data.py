"""What `manage.py load_initial_data` makes, made once and copied into the tests that begin with it.

Like the migrated database it stands in `var/tests`, under a key of everything that it is made of.
That the command itself works is tested where it lives.
"""

import hashlib
import pickle
from functools import cache
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from tests import database, kept_rows

ROOMS = ("foundation", "offices", "procedures")


def load() -> None:
    """Fill the database of this test with the shipped data; the caller rolls it back."""
    with database.one_at_a_time():
        kept = database.KEPT / f"shipped-{connection.vendor}-{_key()}"
        if kept.exists():
            rows = _read(kept)
            kept_rows.insert(rows)
            _move_sequences(rows)
            return
        before = set(kept_rows.filled())
        call_command("load_initial_data", stdout=StringIO())
        for old in database.KEPT.glob(f"shipped-{connection.vendor}-*"):
            old.unlink()
        kept.write_bytes(pickle.dumps(kept_rows.read_newly_filled(before)))


@cache  # 0.5 s: nothing that it is made of changes while tests run
def _key() -> str:
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256(database.key().encode())
    for room in ROOMS:
        for path in sorted(base.joinpath(room).rglob("*.*")):
            if path.suffix in {".py", ".json", ".tsv"}:
                digest.update(f"\n{path.relative_to(base)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


@cache
def _read(kept: Path) -> dict[str, kept_rows.Rows]:
    rows: dict[str, kept_rows.Rows] = pickle.loads(kept.read_bytes())  # noqa: S301  # written by ourselves
    return rows


def _move_sequences(rows: dict[str, kept_rows.Rows]) -> None:
    """Let new rows get keys after those of the inserted ones, at once: there are a hundred."""
    filled = [model for model in apps.get_models() if model._meta.db_table in rows]
    if statements := connection.ops.sequence_reset_sql(no_style(), filled):
        with connection.cursor() as cursor:
            cursor.execute(" ".join(statements))
