"""Several threads that begin the same work in one moment."""

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

# Threads see each other's rows, so nothing may be in a transaction that is rolled back.
RACE = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer, and its tests share one connection between threads",
    ),
]
# With the fixture, which takes `in_a_file`, threads race on SQLite, too.
RACE_ON_BOTH = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("raceable")]


@contextlib.contextmanager
def in_a_file(path):
    """Let the block work on a copy of the test database in a file, where each thread connects.

    As in the trial: SQLite's writers take turns. Of PostgreSQL nothing has to be changed.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    former, name = connections["default"], connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = str(path)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = former
        connections.settings["default"]["NAME"] = name


def at_once(number, work):
    """Run `work(i)` in `number` threads that start together.

    Return what each returned or raised.
    """
    barrier = Barrier(number)

    def run(i):
        try:
            barrier.wait()
            return work(i)
        except Exception as error:  # noqa: BLE001  # the test inspects it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(run, range(number)))


def wait_for_another():
    """Wait until another session waits for what this transaction holds."""
    for _try in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")
