"""Where a report and its evidence differ. Pure.

Only a flag for officers: clocks of cameras are wrong, and files are copied.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from offices.geography.places import distance_m
from offices.working_time.calendar import ZONE
from reports.checking.completeness import Draft
from reports.models.captured import EvidenceFact

FAR_TIME = timedelta(hours=2)
FAR_PLACE_M = 2_000


def discrepancies(draft: Draft) -> list[str]:
    """Return the differences in words for officers, file by file, counted from one."""
    return [
        f"Tệp {number}: {difference}"
        for number, fact in enumerate(draft.evidence, start=1)
        for difference in _differences(draft, fact)
    ]


def _differences(draft: Draft, fact: EvidenceFact) -> Iterator[str]:
    gap = _gap(draft, fact.captured_at) if fact.captured_at else timedelta()
    if fact.captured_at is not None and gap > FAR_TIME:
        taken = fact.captured_at.astimezone(ZONE)
        yield f"ghi lúc {taken:%H:%M ngày %d/%m/%Y}, lệch {_in_words(gap)} so với thời gian khai."
    if draft.point is not None and fact.captured_point is not None:
        metres = distance_m(draft.point, fact.captured_point)
        if metres > FAR_PLACE_M:
            yield f"ghi ở nơi cách địa điểm khai {round(metres / 1000)} km."


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
