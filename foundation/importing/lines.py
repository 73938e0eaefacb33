"""Lines of a table: cells are read, and everything that is wrong is gathered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from foundation.importing import cells
from foundation.importing.columns import Layout
from foundation.importing.tables import Cell, CellRefused, Fault, Table, is_blank


def header_faults(table: Table, layout: Layout) -> Iterator[Fault]:
    """Yield what is wrong with the headers."""
    headers = table.headers
    known = ", ".join(column.header for column in layout.columns)
    for column in headers.missing:
        yield Fault(0, "", f"Thiếu cột «{column.header}».", "missing_column")
    for column in headers.repeated:
        yield Fault(0, "", f"Cột «{column.header}» có hai lần.", "repeated_column")
    for name in headers.unknown:
        guess = layout.guess(name)
        hint = f"có phải «{guess}» không?" if guess else f"các cột: {known}."
        yield Fault(0, "", f"Không có cột «{name}»; {hint}", "unknown_column")


class Line:
    """One line of a table."""

    def __init__(
        self, number: int, values: Mapping[str | None, Cell], name: Callable[[str], str]
    ) -> None:
        self.number, self.values, self._name = number, values, name
        self.faults: list[Fault] = []

    def cell(self, key: str, read: Callable[[Cell], Any]) -> Any:
        """Return what a cell says; None if it is empty or refused."""
        value = self.values.get(key)
        try:
            return None if is_blank(value) else read(value)
        except (CellRefused, ValidationError) as error:
            self.refuse(key, error)
        return None

    def text(self, key: str) -> str:
        """Return a cell as text, "" if it is empty or refused."""
        return self.cell(key, cells.text) or ""

    def refuse(self, key: str, error: CellRefused | ValidationError) -> None:
        """Note what is wrong with a cell, or with the line if `key` is empty."""
        said = error.text if isinstance(error, CellRefused) else error.messages[0]
        name = self._name(key) if key else ""
        self.faults.append(Fault(self.number, name, said, str(error.code or "invalid")))


_Line = TypeVar("_Line", bound=Line)


def lines_of(table: Table, kind: type[_Line]) -> Iterator[_Line]:
    """Yield the lines of a table whose headers are right."""
    headers = table.headers
    for number, line in table.lines:
        yield kind(number, dict(zip(headers.keys, line, strict=False)), headers.name)
