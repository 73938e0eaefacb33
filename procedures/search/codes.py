"""National codes: whoever has the number of a procedure wants exactly that one."""

import re
from collections.abc import Iterable

# 1.001456, 1001456, 1 001456, TTHC-1-001456; not seven digits out of a longer number.
_NATIONAL = re.compile(r"(?<!\d)([1-9])[.\-_\s]*(\d{3})[.\s]?(\d{3})(?!\d)")


class Codes:
    """Which procedures (by position) bear which national code, today or formerly."""

    def __init__(self, codes: Iterable[tuple[int, str]]) -> None:
        self._bearers: dict[str, list[int]] = {}
        for number, code in codes:
            for plain in national_codes(code):
                self._bearers.setdefault(plain, []).append(number)

    def bearers(self, query: str) -> list[int]:
        """Return the procedures whose codes stand in `query`, in the order of the query."""
        found = [number for plain in national_codes(query) for number in self._bearers.get(plain, ())]
        return list(dict.fromkeys(found))


def national_codes(text: str) -> list[str]:
    """Return the national codes in `text` as seven digits.

    >>> national_codes("thủ tục 1.001456 và 2 000200")
    ['1001456', '2000200']
    """
    return ["".join(parts) for parts in _NATIONAL.findall(text)]
