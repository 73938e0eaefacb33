"""What leaders see of the counter by period: waiting, no-shows, places. Never by officer."""

from collections import Counter, defaultdict
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from officers.first_page.boards import Days, Figure, at_share, daily, percentage
from officers.first_page.periods import DAY
from officers.first_page.scope import Scope
from offices.working_time.calendar import ZONE
from reception.models import QueueNumber, Slot
from reception.workflow import State

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
        formula=at_share("waited", 0.5),
    ),
    Figure(
        "waited_p90", "Chín phần mười chờ không quá",
        "Chín trong mười người chờ không lâu hơn, từ lúc đến tới lúc được mời.", _SOURCE,
        chart="Thời gian chờ", unit=" phút", bars=False, better=-1,
        formula=at_share("waited", 0.9),
    ),
    percentage(
        "range_right", "Ước tính thời gian chờ đúng",
        "Trong những người được báo khi đến sẽ chờ từ bao lâu đến bao lâu, bao nhiêu người "
        "được mời trong khoảng ấy.", _SOURCE, of=("right", "told"), better=1,
    ),
    percentage(
        "no_shows", "Có hẹn mà không đến",
        "Trong các lịch hẹn của những ngày đã qua, không kể hẹn đã huỷ và hẹn đơn vị đóng.",
        _SOURCE, of=("missed", "expected"), better=-1,
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


def _days(scope: Scope, first: date, last: date) -> Days:
    """Return the counters of each day, and how many waited how long, with three queries."""
    found: dict[date, Counter[Any]] = defaultdict(Counter)
    numbers = _within(QueueNumber.objects.filter(day__range=(first, last)), scope)
    ended = numbers.annotate(ended_on=TruncDate("ended_at")).values("day").annotate(**_COUNTS)
    for row in (*ended, *_unused(scope, first, last)):
        found[row.pop("day")].update(row)
    waits = numbers.filter(waited__isnull=False).values_list("day", "waited")
    for day, minutes, count in waits.annotate(Count("pk")):
        found[day]["waited", minutes] += count
    return found


def _within(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    chosen = {} if scope.offices is None else {"queue__office__among": scope.offices}
    return rows.filter(**chosen).order_by()


def _unused(scope: Scope, first: date, last: date) -> QuerySet[Any]:
    begins, ends = (datetime.combine(day, time(), ZONE) for day in (first, last + DAY))
    slots = Slot.objects.filter(begins_at__gte=begins, begins_at__lt=ends, closed=False)
    days = _within(slots, scope).annotate(day=TruncDate("begins_at", tzinfo=ZONE)).values("day")
    unused: QuerySet[Any] = days.annotate(unused=Sum(F("places") - F("taken")))
    return unused


BOARD = daily(9, "Tiếp dân tại quầy", FIGURES, _days)
