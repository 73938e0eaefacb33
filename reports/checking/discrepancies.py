"""Where a report and its evidence differ. Pure.

Only a flag for officers: clocks of cameras are wrong, and files are copied.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from offices.geography.places import distance_m
from offices.working_time.calendar import ZONE
from reports.checking.completeness import Draft
from reports.models.captured import EvidenceFact

FAR_TIME = timedelta(hours=2)
FAR_PLACE_M = 2_000


@dataclass(frozen=True)
class Differences:
    """How time and place of a file differ from what was said, in words; else empty."""

    time: str = ""
    place: str = ""


def differences_of(draft: Draft, fact: EvidenceFact) -> Differences:
    """Return how a file differs from the report."""
    return Differences(_of_time(draft, fact), _of_place(draft, fact))


def _of_time(draft: Draft, fact: EvidenceFact) -> str:
    gap = _gap(draft, fact.captured_at) if fact.captured_at else timedelta()
    if fact.captured_at is not None and gap > FAR_TIME:
        taken = fact.captured_at.astimezone(ZONE)
        return f"lúc {taken:%H:%M ngày %d/%m/%Y}, lệch {_in_words(gap)} so với thời gian khai"
    return ""


def _of_place(draft: Draft, fact: EvidenceFact) -> str:
    if draft.point is not None and fact.captured_point is not None:
        metres = distance_m(draft.point, fact.captured_point)
        if metres > FAR_PLACE_M:
            return f"ở nơi cách địa điểm khai {round(metres / 1000)} km"
    return ""


def _gap(draft: Draft, taken: datetime) -> timedelta:
    """Return how long before or after the stated time the file was taken."""
    begin = draft.occurred_from
    if begin is None:
        return timedelta()
    end = draft.occurred_to or begin
    return max(begin - taken, taken - end, timedelta())


def _in_words(gap: timedelta) -> str:
    hours = round(gap.total_seconds() / 3600)
    return f"{hours} giờ" if hours < 48 else f"{gap.days} ngày"  # noqa: PLR2004  # two days
