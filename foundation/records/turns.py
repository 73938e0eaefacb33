"""Serialise transactions about the same thing if there is no row to lock."""

from django.db import connection


def take_turn(mark: str) -> None:
    """Wait for the other transactions with a turn for `mark`, a keyed hash in hexadecimal.

    The turn ends with the transaction. SQLite has only one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(mark[:15], 16)])
