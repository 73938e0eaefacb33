"""Counts what is sent to the database."""

from collections.abc import Callable


class StatementCounter:
    """Counts its calls and passes them on: a wrapper for `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        """Count one statement and send it."""
        self.calls += 1
        return execute(*arguments)
