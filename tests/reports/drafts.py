"""Drafts and kinds for tests of pure rules."""

from datetime import UTC, date, datetime

from reports.checking.completeness import Draft
from reports.kinds.snapshot import Asked, Kind
from reports.models import ClockRule
from reports.models.captured import EvidenceFact

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
YESTERDAY = datetime(2026, 11, 22, 2, tzinfo=UTC)
VIDEO = EvidenceFact("video/mp4", own_recording=True)
REQUIRED = ("words", "occurred", "place", "evidence")


def traffic(**values):
    """Return a kind that asks what reports of traffic violations are asked."""
    asked = tuple(Asked(name, "required", f"Hỏi {name}?") for name in REQUIRED)
    usable = ClockRule(stage="usable", length=12, unit="month", valid_from=date(2026, 4, 1))
    defaults = {
        "name": "Vi phạm giao thông",
        "is_open": True,
        "is_crime": False,
        "anonymity": "with_evidence",
        "lawful_way": "Đến công an.",
        "asked": (*asked, Asked("plate", "if_known", "Hỏi plate?")),
        "topics": {"red_light": "Đèn đỏ"},
        "clocks": (usable,),
    }
    return Kind("traffic_violation", **{**defaults, **values})


def draft(**values):
    """Return a draft to which nothing is left to say, unless `values` change it."""
    defaults = {
        "kind": "traffic_violation",
        "words": "Xe con màu trắng vượt đèn đỏ ở ngã tư, suýt đâm người đi bộ.",
        "occurred_from": YESTERDAY,
        "place_words": "Ngã tư Hùng Vương",
        "plates": ("19A-123.45",),
        "evidence": (VIDEO,),
    }
    return Draft(**{**defaults, **values})
