"""The tests' database, made from the migrations once and copied for each run and worker.

The copy stands in `var/tests` under a key of everything that migrations are made of, so it cannot
be stale: a change of a migration, of code that one imports, of the settings or of the packages
makes a new one.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from foundation.scale.database import pooling
from tests import private_postgres

KEPT = Path(settings.BASE_DIR, "var", "tests")
# The database of the first worker on a private server, for the others to copy.
READY = "ready_for_tests"

COMMENT = re.compile(r"#.*")
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|.*)|import[ \t]+(.*))", re.MULTILINE
)
NAME = re.compile(r"[A-Za-z_][\w.]*")


def set_up(wrapper: BaseDatabaseWrapper = connection) -> str:
    """Give the tests a migrated database and return the name of the one that it replaces."""
    name = wrapper.settings_dict["NAME"]
    with one_at_a_time():
        if _is_ready(wrapper):
            wrapper.settings_dict["TEST"]["TEMPLATE"] = READY
            _create(wrapper)
            return name
        kept = KEPT / f"{wrapper.vendor}-{key()}"
        if kept.exists():
            _create(wrapper)
            load(wrapper, kept)
            # Groups and permissions come from code, not from a migration, so they are made each
            # time.
            emit_post_migrate_signal(verbosity=0, interactive=False, db=wrapper.alias)
        else:
            wrapper.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            _keep(wrapper, kept)
        if private_postgres.is_private():
            _copy_as_ready(wrapper)
    return name


def _is_ready(wrapper: BaseDatabaseWrapper) -> bool:
    if not private_postgres.is_private():
        return False
    with wrapper._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [READY])
        return cursor.fetchone() is not None


def _copy_as_ready(wrapper: BaseDatabaseWrapper) -> None:
    """Copy the database of this worker, which must not be connected to it meanwhile."""
    made = wrapper.ops.quote_name(wrapper.settings_dict["NAME"])
    wrapper.close()
    with wrapper._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {READY} TEMPLATE {made}")


def go_through_pooler(wrapper: BaseDatabaseWrapper = connection) -> None:
    """Let all tests ask the database as web processes do: through the pooler, if there is one.

    The database was made without it: what pg_dump writes sets the state of its session.
    """
    described = wrapper.settings_dict
    if pooling.KEY in described:
        name = described["NAME"]
        wrapper.close()
        _directly[wrapper.alias] = dict(described)
        pooling.go_through_pooler(described)
        settings.DATABASES[wrapper.alias]["NAME"] = described["NAME"] = name


def drop(before: str, wrapper: BaseDatabaseWrapper = connection) -> None:
    """Drop this worker's database, ending who is still connected, and lead to that of `before`."""
    if wrapper.vendor != "postgresql":
        wrapper.creation.destroy_test_db(before, verbosity=0)
        return
    wrapper.close()
    wrapper.settings_dict.update(_directly.pop(wrapper.alias, {}))
    made = wrapper.ops.quote_name(wrapper.settings_dict["NAME"])
    with wrapper._nodb_cursor() as cursor:
        # Of threads and of the pooler some connections end a moment later than their work.
        cursor.execute(f"DROP DATABASE {made} WITH (FORCE)")
    settings.DATABASES[wrapper.alias]["NAME"] = wrapper.settings_dict["NAME"] = before


_directly: dict[str, dict[str, Any]] = {}


def _create(wrapper: BaseDatabaseWrapper) -> None:
    """Make an empty test database as Django does, and point the settings at it."""
    name = wrapper.creation._get_test_db_name()
    wrapper.creation._create_test_db(verbosity=0, autoclobber=True)
    wrapper.close()
    settings.DATABASES[wrapper.alias]["NAME"] = wrapper.settings_dict["NAME"] = name
    wrapper.ensure_connection()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker make the copy while the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- the key -------------------------------------------------------------------------------------


def key() -> str:
    """Return a digest of everything that decides what the migrations make."""
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256(f"{sys.version} {private_postgres.binaries()}".encode())
    for path in [base / "requirements.txt", *sorted(_made_of(base))]:
        digest.update(f"\n{path.relative_to(base)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def _made_of(base: Path) -> set[Path]:
    """Return our files that migrations depend on: they, the settings, and what these import."""
    found: set[Path] = set()
    waiting = [*_files_of(os.environ["DJANGO_SETTINGS_MODULE"], base), Path(__file__)]
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.is_relative_to(base) and "site-packages" not in folder.parts:
            waiting += folder.glob("migrations/*.py")
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += (file for module in _imports(path) for file in _files_of(module, base))
    return found


def _imports(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a file may import, at any place.

    What only looks like an import does no harm. Parsing would take half a second in each worker.
    """
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    for module, names, alone in IMPORT.findall(text):
        if alone:
            yield from NAME.findall(alone)
        else:
            yield from (f"{module}.{name}" for name in NAME.findall(names))


def _files_of(module: str, base: Path) -> Iterator[Path]:
    """Yield our files that run when `module` is imported: its own and those of its packages."""
    parts = module.split(".")
    for depth in range(1, len(parts) + 1):
        place = base.joinpath(*parts[:depth])
        yield from (
            file for file in (place / "__init__.py", place.with_suffix(".py")) if file.is_file()
        )


# --- the copy ------------------------------------------------------------------------------------


def _keep(wrapper: BaseDatabaseWrapper, kept: Path) -> None:
    """Write the database to a file and remove the files of older migrations."""
    for old in KEPT.glob(f"{wrapper.vendor}-*"):
        old.unlink()
    half = KEPT / f"half-{kept.name}"
    if wrapper.vendor == "sqlite":
        half.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(half)) as file:
            wrapper.connection.backup(file)
        half.rename(kept)
    # Where pg_dump is missing or too old for the server, each worker migrates for itself.
    elif _postgres(wrapper, "pg_dump", "--no-owner", f"--file={half}"):
        half.rename(kept)


def load(wrapper: BaseDatabaseWrapper, kept: Path) -> None:
    """Fill an empty database from the file."""
    if wrapper.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(kept)) as file:
            file.backup(wrapper.connection)
        return
    options = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1")
    assert _postgres(wrapper, "psql", *options, f"--file={kept}"), f"{kept} cannot be loaded"


def _postgres(wrapper: BaseDatabaseWrapper, program: str, *arguments: str) -> bool:
    """Run a program of PostgreSQL on the test database and return True if it succeeds."""
    folder = private_postgres.binaries()
    if folder is None:
        return False
    (_psql, *where), env = DatabaseClient.settings_to_cmd_args_env(wrapper.settings_dict, [])
    done = subprocess.run(
        [str(folder / program), *arguments, *where],
        env={**os.environ, **(env or {})},
        check=False,
        stdout=subprocess.DEVNULL,
    )
    return done.returncode == 0
