"""What is wrong with a file or a row, and where, in Vietnamese."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where.

    Row 1 is the first line of the file, 0 the file itself; `column` is a header.
    """

    row: int
    column: str
    text: str
    code: str = "invalid"

    def __str__(self) -> str:
        place = f"Dòng {self.row}" + (f", cột {self.column}" if self.column else "")
        return f"{place}: {self.text}" if self.row else self.text


class FileRefused(Exception):
    """The file cannot be read as a table of dossiers; nothing was changed."""

    def __init__(self, text: str, row: int = 0, column: str = "") -> None:
        self.fault = Fault(row, column, text, "file_refused")
        super().__init__(str(self.fault))


class CellRefused(Exception):
    """One value is not valid for its column. The text repeats nothing personal."""

    def __init__(self, text: str, code: str = "invalid") -> None:
        self.text, self.code = text, code
        super().__init__(text)
