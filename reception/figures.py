"""What leaders see of the counter by period: waiting, no-shows, places. Never by officer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from officers.first_page.boards import Board, Figure, Values
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from offices.working_time.calendar import ZONE
from reception.models import QueueNumber, Slot
from reception.workflow import State

MEDIAN, MOST = 0.5, 0.9
_SOURCE = "Số thứ tự và khung giờ của các quầy."
_CAME = Q(state__in=(State.DONE, State.CALLED, State.WAITING, State.LEFT, State.ABSENT))
_COUNTS = {
    "missed": Count("pk", filter=Q(state=State.NO_SHOW)),
    "expected": Count("pk", filter=Q(slot__isnull=False) & (_CAME | Q(state=State.NO_SHOW))),
    "left_waiting": Count(
        "pk", filter=Q(state=State.LEFT, called_at=None) & Q(ended_on__gt=F("day"))
    ),
    "told": Count("pk", filter=Q(waited__isnull=False, told_most__isnull=False)),
    "right": Count("pk", filter=Q(waited__gte=F("told_least"), waited__lte=F("told_most"))),
}
FIGURES = (
    Figure(
        "waited_median", "Chờ ở giữa",
        "Một nửa số người chờ không lâu hơn, từ lúc đến tới lúc được mời.", _SOURCE,
        chart="Thời gian chờ", unit=" phút", bars=False, better=-1,
    ),
    Figure(
        "waited_p90", "Chín phần mười chờ không quá",
        "Chín trong mười người chờ không lâu hơn, từ lúc đến tới lúc được mời.", _SOURCE,
        chart="Thời gian chờ", unit=" phút", bars=False, better=-1,
    ),
    Figure(
        "range_right", "Ước tính thời gian chờ đúng",
        "Trong những người được báo khi đến sẽ chờ từ bao lâu đến bao lâu, bao nhiêu người "
        "được mời trong khoảng ấy.", _SOURCE, unit=" %", decimals=1, bars=False, top=100,
        better=1,
    ),
    Figure(
        "no_shows", "Có hẹn mà không đến",
        "Trong các lịch hẹn của những ngày đã qua, không kể hẹn đã huỷ và hẹn đơn vị đóng.",
        _SOURCE, unit=" %", decimals=1, bars=False, top=100, better=-1,
    ),
    Figure(
        "left_waiting", "Còn chờ khi hết giờ",
        "Số lượt vẫn chờ khi ngày kết thúc, không ai mời.", _SOURCE, better=-1,
    ),
    Figure(
        "unused", "Chỗ còn trống",
        "Trong các khung giờ đã qua và có người đặt: số chỗ không ai giữ.", _SOURCE,
    ),
)  # fmt: skip


def values(scope: Scope, periods: Sequence[Period]) -> Values:
    """Return each figure for each period, with three queries for any number of them."""
    first, last = periods[0].first, periods[-1].last
    numbers = _within(QueueNumber.objects.filter(day__gte=first, day__lte=last), scope)
    waits = numbers.filter(waited__isnull=False).values_list("day", "waited")
    waited = list(waits.annotate(Count("pk")))
    counted = numbers.annotate(ended_on=TruncDate("ended_at")).values("day").annotate(**_COUNTS)
    counts, unused = list(counted), _unused(scope, periods)
    found = [_figures(one, waited, counts, unused) for one in periods]
    return {figure.name: [one[figure.name] for one in found] for figure in FIGURES}


def _within(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    chosen = {} if scope.offices is None else {"queue__office__among": scope.offices}
    return rows.filter(**chosen).order_by()


def _unused(scope: Scope, periods: Sequence[Period]) -> list[Mapping[str, Any]]:
    begins = datetime.combine(periods[0].first, time(), ZONE)
    ends = datetime.combine(periods[-1].last + timedelta(days=1), time(), ZONE)
    slots = Slot.objects.filter(begins_at__gte=begins, begins_at__lt=ends, closed=False)
    days = _within(slots, scope).annotate(day=TruncDate("begins_at", tzinfo=ZONE)).values("day")
    return list(days.annotate(unused=Sum(F("places") - F("taken"))))


def _figures(
    period: Period,
    waited: Sequence[tuple[Any, ...]],
    counts: Sequence[Mapping[str, Any]],
    unused: Sequence[Mapping[str, Any]],
) -> Mapping[str, float | None]:
    waits: Counter[int] = Counter()
    for day, minutes, count in waited:
        if period.first <= day <= period.last:
            waits[minutes] += count
    sums: Counter[str] = Counter()
    for row in (*counts, *unused):
        if period.first <= row["day"] <= period.last:
            sums.update({name: value for name, value in row.items() if name != "day"})
    return {
        "waited_median": at_share(waits, MEDIAN),
        "waited_p90": at_share(waits, MOST),
        "range_right": _percent(sums["right"], sums["told"]),
        "no_shows": _percent(sums["missed"], sums["expected"]),
        "left_waiting": sums["left_waiting"],
        "unused": sums["unused"],
    }


def at_share(counted: Mapping[int, int], share: float) -> int | None:
    """Return the value that this share of all does not exceed; None of nothing.

    >>> at_share({5: 3, 8: 1, 40: 1}, 0.5), at_share({5: 3, 8: 1, 40: 1}, 0.9), at_share({}, 0.5)
    (5, 40, None)
    """
    whole, reached = sum(counted.values()), 0
    for value, count in sorted(counted.items()):
        reached += count
        if reached >= share * whole:
            return value
    return None


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


BOARD = Board(9, "Tiếp dân tại quầy", FIGURES, values)
