"""Makes the databases to measure on: the shipped one, and copies of it."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.private_postgres import binaries


def load_shipped() -> None:
    """Fill the empty database with what the project ships."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_initial_data", verbosity=0)


@contextlib.contextmanager
def copy_of(url: str, name: str) -> Iterator[str]:
    """Give the address of a copy of the database at `url`, which is dropped when the block ends.

    Nobody may be connected to the original while the copy is made.
    """
    server, _slash, original = url.rpartition("/")
    on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield f"{server}/{name}"
    finally:
        on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def dump(url: str, file: Path) -> None:
    """Write the database as pg_dump sees it at this moment, whoever uses it."""
    _run("pg_dump", "--format=custom", "--file", file, url)


@contextlib.contextmanager
def restored(file: Path, url: str) -> Iterator[None]:
    """Restore a dump into a new database at `url`, which is dropped when the block ends."""
    name = url.rpartition("/")[2]
    on_the_server(f'CREATE DATABASE "{name}"')
    try:
        _run("pg_restore", "--exit-on-error", "--dbname", url, file)
        yield
    finally:
        on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(program: str, *words: str | Path) -> None:
    folder = binaries()
    assert folder is not None, "a server runs, so there are binaries"
    subprocess.run([folder / program, *words], check=True)


def on_the_server(statement: str) -> None:
    """Carry out a statement that concerns whole databases; this process is connected to none."""
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  # Django's way to no database
        cursor.execute(statement)


@contextlib.contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Let this process work in the database at `url` while the block runs."""
    original = connection.settings_dict["NAME"]
    _turn_to(url.rpartition("/")[2])
    try:
        yield
    finally:
        _turn_to(original)


def _turn_to(name: str) -> None:
    from procedures.publishing.snapshot import (
        catalogue,  # it needs the settings, which are set up later
    )

    connection.close()
    connection.settings_dict["NAME"] = name
    catalogue.forget()
