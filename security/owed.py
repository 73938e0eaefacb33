"""Which notices an incident owes, to whom and by when. Pure.

NĐ 331/2026/NĐ-CP Đ31 k2 d: of a serious incident a first notice within 24 hours and a report within
72, and the first at once where national security, public order or the whole service is concerned.
Luật 91/2025/QH15: a breach of personal data within 72 hours. Zalo's data terms: within
ZALO_BREACH_HOURS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from security.workflow import Move

FIRST_HOURS, REPORT_HOURS, PERSONAL_DATA_HOURS = 24, 72, 72


@dataclass(frozen=True)
class Facts:
    """What decides which notices an incident owes. `zalo_hours` is ZALO_BREACH_HOURS."""

    noticed_at: datetime
    is_serious: bool
    at_once: bool
    personal_data: bool
    zalo_data: bool
    zalo_hours: int


@dataclass(frozen=True)
class Notice:
    """A notice: its receiver, and the law that asks for it."""

    move: Move
    receiver: str
    law: str


NOTICES: Mapping[Move, Notice] = {
    one.move: one
    for one in (
        Notice(
            Move.FIRST,
            "Cơ quan chuyên trách an ninh mạng của Bộ Công an",
            "Nghị định 331/2026/NĐ-CP, Điều 31 khoản 2 điểm d",
        ),
        Notice(
            Move.REPORT,
            "Cơ quan chuyên trách an ninh mạng của Bộ Công an",
            "Nghị định 331/2026/NĐ-CP, Điều 31 khoản 2 điểm d",
        ),
        Notice(
            Move.PERSONAL_DATA,
            "Cơ quan chuyên trách bảo vệ dữ liệu cá nhân của Bộ Công an",
            "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15",
        ),
        Notice(Move.ZALO, "Zalo", "Điều khoản dữ liệu của Zalo"),
    )
}


def due_times(facts: Facts) -> dict[Move, datetime]:
    """Return each notice that an incident with these facts owes, with the moment it is due."""
    hours: dict[Move, int] = {}
    if facts.is_serious or facts.at_once:
        hours[Move.FIRST] = 0 if facts.at_once else FIRST_HOURS
        hours[Move.REPORT] = REPORT_HOURS
    if facts.personal_data:
        hours[Move.PERSONAL_DATA] = PERSONAL_DATA_HOURS
    if facts.zalo_data:
        hours[Move.ZALO] = facts.zalo_hours
    return {move: facts.noticed_at + timedelta(hours=most) for move, most in hours.items()}
