"""How a translation moves from one origin to the next: one table for pages, actions and import.

| move | from | to | who |
|---|---|---|---|
| draft | – | machine | a file, imported |
| review | –, machine, reviewed, stale | reviewed | a translator; somebody else publishes |
| adopt | any | official | an editor, with the page of the Ministry |
| age | any | stale | code, when the Vietnamese words change (`staleness.py`) |
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from procedures.choices import Origin

# Where the Ministry publishes in other languages: its portals and those of its Immigration
# Department.
MINISTRY = ("bocongan.gov.vn", "mps.gov.vn", "xuatnhapcanh.gov.vn")
ONLY_OFFICIAL = "Câu này là bản chính thức; chỉ thay bằng bản chính thức khác."
NEEDS_MINISTRY = "Bản chính thức cần địa chỉ trang của Bộ Công an hoặc Cục Quản lý xuất nhập cảnh."


@dataclass(frozen=True, slots=True)
class Move:
    """What an officer does with translations, and the permission for it."""

    code: str
    label: str
    to: Origin
    permission: str
    needs_ministry: bool = False
    # The origins it may start from; stale translations may start from any.
    origins: frozenset[str] = frozenset(Origin.values)

    def refusal(self, origin: str, *, stale: bool, source_url: str) -> str:
        """Return in Vietnamese why the move is refused; empty if it is allowed.

        `origin` is empty for a text that was never translated.
        """
        if self.needs_ministry and not is_of_ministry(source_url):
            return NEEDS_MINISTRY
        return "" if stale or not origin or origin in self.origins else ONLY_OFFICIAL


REVIEW = Move(
    "review",
    "Đã soát",
    Origin.REVIEWED,
    "procedures.change_translation",
    origins=frozenset({Origin.MACHINE, Origin.REVIEWED}),
)
ADOPT = Move(
    "adopt",
    "Bản chính thức",
    Origin.OFFICIAL,
    "procedures.adopt_translation",
    needs_ministry=True,
)
MOVES: Iterable[Move] = (REVIEW, ADOPT)


def is_of_ministry(url: str) -> bool:
    """Return True if `url` is a page of the Ministry of Public Security."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:  # such as an unclosed bracket
        return False
    return parts.scheme == "https" and any(
        host == name or host.endswith(f".{name}") for name in MINISTRY
    )
