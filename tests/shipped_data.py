"""What `manage.py load_initial_data` makes, made once and copied into the tests that begin with it.

Like the migrated database it stands in `var/tests`, under a key of everything that it is made of,
so what the command's own test finds there is what the command makes now.
"""

import hashlib
import pickle
from collections.abc import Callable
from functools import cache, partial
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from tests import database, kept_rows

ROOMS = ("foundation", "offices", "procedures")


def load() -> str:
    """Fill the database of this test with the shipped data; the caller rolls it back.

    Return what the command printed.
    """
    with database.one_at_a_time():
        kept = database.KEPT / f"shipped-{connection.vendor}-{_key()}"
        if kept.exists():
            told, rows = _read(kept)
            kept_rows.insert(rows)
            _move_sequences(rows)
            return told
        before, out = set(kept_rows.filled()), StringIO()
        call_command("load_initial_data", stdout=out)
        for old in database.KEPT.glob(f"shipped-{connection.vendor}-*"):
            old.unlink()
        made = out.getvalue(), kept_rows.read_newly_filled(before)
        kept.write_bytes(pickle.dumps(made))
        return made[0]


@cache
def offices_of(province: str) -> Callable[[], None]:
    """Return what fills a database without offices with those of a province, made once."""
    return kept_rows.made_once(
        partial(call_command, "import_offices", province=province, apply=True, stdout=StringIO())
    )


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
def _read(kept: Path) -> tuple[str, dict[str, kept_rows.Rows]]:
    made: tuple[str, dict[str, kept_rows.Rows]] = pickle.loads(kept.read_bytes())  # noqa: S301  # written by ourselves
    return made


def _move_sequences(rows: dict[str, kept_rows.Rows]) -> None:
    """Let new rows get keys after those of the inserted ones, at once: there are a hundred."""
    filled = [model for model in apps.get_models() if model._meta.db_table in rows]
    if statements := connection.ops.sequence_reset_sql(no_style(), filled):
        with connection.cursor() as cursor:
            cursor.execute(" ".join(statements))
