"""Work on many rows, of which one that fails keeps no other waiting."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.core.management.base import CommandError

log = structlog.get_logger("foundation.rows")


class RowsFailed(CommandError):
    """The work on some rows failed; that on the others is done. A timer's run counts as failed."""


class OneByOne:
    """Counts and logs the rows whose work failed; the loop around it goes on.

        each = OneByOne("report_not_reminded")
        for pk in keys:
            with each.guard(report=pk):
                remind(pk)  # in a transaction of its own
        each.end()

    Only the name of an error is logged: its text may hold personal values.
    """

    def __init__(self, event: str) -> None:
        self._event = event
        self.failed = 0

    @contextmanager
    def guard(self, **row: object) -> Iterator[None]:
        """Catch what goes wrong with one row; `row` names it in the log."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # whatever it is, the other rows are not to blame
            self.failed += 1
            log.error(self._event, error=type(error).__name__, **row)  # noqa: TRY400  # a traceback may hold personal values

    def end(self) -> None:
        """Raise RowsFailed if any failed."""
        if self.failed:
            raise RowsFailed(f"{self.failed} dòng chưa làm được; xem {self._event} trong nhật ký.")
