"""Statements sent to the database: their parameters, and how many there are."""

from collections.abc import Callable
from datetime import date

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
