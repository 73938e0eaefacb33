"""What the code of a rating shows to people without Zalo."""

from feedback.ratings import qr
from foundation.api.problems import Problem
from foundation.zalo.landings import Landing
from offices.models import Office


def landing_of_rating(code: str) -> Landing | None:
    """Return the rated office, and how to rate on paper."""
    try:
        visit = qr.read_code(code)
    except Problem:
        return None
    office = Office.objects.get(pk=visit.office_id)
    return Landing(
        f"Đánh giá {office.name}",
        (
            "Mở trong Zalo để đánh giá; không ai biết ông/bà là ai.",
            "Không có Zalo: ghi phiếu góp ý đặt tại quầy.",
        ),
    )
