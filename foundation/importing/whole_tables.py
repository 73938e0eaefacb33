"""A table that is written as a whole, or refused with everything that is wrong with it."""

from collections.abc import Callable
from typing import IO, TypeVar

from django.db import transaction

from foundation.importing import files
from foundation.importing.columns import Layout
from foundation.importing.lines import header_faults
from foundation.importing.tables import Fault, FileRefused, Table

_Outcome = TypeVar("_Outcome")


class TableRefused(Exception):
    """The table has faults; nothing was changed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


def write_whole(
    file: IO[bytes], layout: Layout, write: Callable[[Table], _Outcome], *, apply: bool
) -> _Outcome:
    """Let `write` write a table; without `apply` everything is undone after it is counted.

    Raises TableRefused with every fault, and changes nothing then.
    """
    try:
        table = files.read(file, layout)
        if table.headers.to_explain:
            raise TableRefused(list(header_faults(table, layout)))
        with transaction.atomic():
            outcome = write(table)
            transaction.set_rollback(not apply)
            return outcome
    except FileRefused as refused:  # also of a line, while it is written
        raise TableRefused([refused.fault]) from refused
