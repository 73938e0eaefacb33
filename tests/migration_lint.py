"""Refuses migrations that would hold up everybody who uses a large table.

    python -m tests.private_postgres python -m tests.migration_lint

asks squawk about the SQL of every migration after the first of its app; the first makes its tables
and blocks nobody. A migration whose tables are all small says so:

    class Migration(migrations.Migration):
        may_block = "offices_office has 161 rows"
"""

import json
import os
import subprocess
import sys
from pathlib import Path

# What squawk says beyond blocking: of names and types, and of time-outs, which our backend sets.
OTHER_RULES = (
    "ban-char-field",
    "ban-drop-column",
    "ban-drop-default",
    "ban-drop-not-null",
    "ban-drop-table",
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
    "prefer-identity",
    "prefer-robust-stmts",
    "prefer-text-field",
    "prefer-timestamp-tz",
    "renaming-column",
    "renaming-table",
    "require-lock-timeout",
    "require-statement-timeout",
)
SQUAWK = Path(sys.executable).with_name("squawk")


def faults_of(sql, *, in_transaction=True):
    """Return a line for each statement of `sql` that would block a table that is large.

    Nobody else can be blocked by what is done to a table made in the same transaction.
    """
    command = [SQUAWK, "--reporter", "json", f"--exclude={','.join(OTHER_RULES)}"]
    command += ["--assume-in-transaction"] if in_transaction else []
    done = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return [f"{fault['rule_name']}: {fault['message']}" for fault in json.loads(done.stdout)]


def is_first(migration):
    """Return True for a migration that makes the tables of its app."""
    if migration.initial is not None:
        return migration.initial
    return all(app != migration.app_label for app, _name in migration.dependencies)


def sql_of(migration, loader):
    """Return what `migration` does on PostgreSQL, without the transaction around it."""
    state = loader.project_state((migration.app_label, migration.name), at_end=False)
    editor = loader.connection.schema_editor(collect_sql=True, atomic=False)
    editor.atomic_migration = migration.atomic
    with editor:
        migration.apply(state, editor, collect_sql=True)
    return "\n".join(editor.collected_sql)


def lint(migration, loader):
    """Return what is wrong with `migration`, a line each, unless it says why it may block."""
    if is_first(migration) or getattr(migration, "may_block", ""):
        return []
    return [
        f"{migration.app_label}.{migration.name}: {fault}"
        for fault in faults_of(sql_of(migration, loader), in_transaction=migration.atomic)
    ]


def main():
    """Print what is wrong with any migration of ours; return 1 if there is something."""
    os.environ.setdefault("DEBUG", "true")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
    import django  # reads the settings

    django.setup()
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from tests.house import is_own

    if connection.vendor != "postgresql":
        print("PostgreSQL is not installed here: migrations are not looked at.")
        return 0
    loader = MigrationLoader(connection, replace_migrations=False)
    own = {app.label for app in apps.get_app_configs() if is_own(app.name)}
    ours = [m for (label, _name), m in loader.disk_migrations.items() if label in own]
    faults = [line for migration in ours for line in lint(migration, loader)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(ours)} migrations, {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
