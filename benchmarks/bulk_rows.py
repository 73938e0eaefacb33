"""How very many rows are written by SQL: without triggers, and with indexes made afterwards."""

import contextlib
from collections.abc import Collection, Iterator, Sequence

from django.db.backends.utils import CursorWrapper

SETTINGS = """
SET statement_timeout = 0;
SET session_replication_role = replica;
SET maintenance_work_mem = '1GB';
SET synchronous_commit = off
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY (%s::text[]::regclass[]) AND NOT indisunique
"""


@contextlib.contextmanager
def without_indexes(
    cursor: CursorWrapper, tables: Sequence[str], left_out: Collection[str] = ()
) -> Iterator[None]:
    """Build the indexes of `tables` after the rows that the block writes, all but `left_out`.

    PostgreSQL's own clean-up is switched off, because it would disturb the measuring.
    """
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
    cursor.execute(INDEXES, [list(tables)])
    indexes = dict(cursor.fetchall())
    for name in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for name, definition in indexes.items():
        if name not in left_out:
            cursor.execute(definition)
