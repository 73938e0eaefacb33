"""Transactions that nothing is left of when a part of them fails."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import connection, transaction

F = TypeVar("F", bound=Callable[..., Any])


def whole(function: F) -> F:
    """Run a function in a transaction, without a savepoint inside another one.

    For what nobody who has a transaction goes on without: whoever catches an error of it has to end
    theirs. A savepoint costs two round trips. The transaction that a test rolls back is no other.
    """

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        around = [one for one in connection.atomic_blocks if not _is_a_tests(one)]
        with transaction.atomic(savepoint=not around):
            return function(*args, **kwargs)

    return cast("F", run)


def _is_a_tests(one: Any) -> bool:
    return bool(one._from_testcase)  # noqa: SLF001  # Django's `durable` asks it, too
