"""Statements sent to the database: their parameters, and how many there are."""

import http.client
from collections.abc import Callable, Mapping
from datetime import date

from django.db import connection
from django.test import Client

# The parameters of one statement, by name.
Values = dict[str, str | int | list[str] | list[int] | list[date] | None]


class StatementCounter:
    """Counts its calls and passes them on; for `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        """Count one statement and send it."""
        self.calls += 1
        return execute(*arguments)


def count_statements(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a request inside this process, and return how many statements its answer took."""
    client = Client(headers={"host": "127.0.0.1", **headers})
    counter = StatementCounter()
    with connection.execute_wrapper(counter):
        answer = client.generic(method, path, body, "application/json")
    assert answer.status_code == http.HTTPStatus.OK, (path, answer.status_code)
    return counter.calls
