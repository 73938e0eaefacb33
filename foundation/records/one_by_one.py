"""Work on many rows, where a failed row does not stop the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import structlog
from django.core.management.base import CommandError

from foundation.database.away import AWAY

log = structlog.get_logger("foundation.rows")
K = TypeVar("K")
T = TypeVar("T")


class RowsFailed(CommandError):
    """The work on some rows failed; that on the others is done. The job counts as failed."""


class OneByOne:
    """Counts and logs the rows whose work failed; the loop around it continues.

        each = OneByOne("report_not_reminded")
        for pk in keys:
            with each.guard(report=pk):
                remind(pk)  # in a transaction of its own
        each.end()

    Only the class of an error is logged: its text may contain personal values.
    """

    def __init__(self, event: str) -> None:
        self._event = event
        self.failed = 0

    @contextmanager
    def guard(self, **row: object) -> Iterator[None]:
        """Catch the error of one row; `row` identifies it in the log."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # whatever it is, the other rows are not to blame
            self.failed += 1
            log.error(self._event, error=type(error).__name__, **row)  # noqa: TRY400  # a traceback may hold personal values

    def batch(
        self, work: Callable[[list[K]], T], keys: list[K], **kind: object
    ) -> tuple[list[T], list[K]]:
        """Do `work(keys)`, a transaction; if it fails, do it for each key by itself.

        Return the results and the keys that failed. A database that is away is no row's fault:
        that is raised.
        """
        try:
            return [work(keys)], []
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001  # about one of the rows, which is found below
            log.warning("batch_failed", work=self._event, error=type(error).__name__, **kind)
        done, failed = list[T](), list[K]()
        for key in keys:
            before = self.failed
            with self.guard(row=key, **kind):
                done.append(work([key]))
            failed += [key] * (self.failed - before)
        return done, failed

    def end(self) -> None:
        """Raise RowsFailed if any failed."""
        if self.failed:
            raise RowsFailed(f"{self.failed} dòng chưa làm được; xem {self._event} trong nhật ký.")
