"""The procedures that citizens read most, for the first screen of the app.

Only whole days before today count, so that all processes return the same order all day.
"""

import threading
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from foundation.processes import forks
from procedures.models import ReadCount

SHOWN = 8
DAYS = 28  # four of each day of the week
# Chosen by hand: what nearly everybody needs of the police some day. Each starts with as many
# readings as if it had been read a few times a day, so that the first real ones do not decide the
# order of a new installation, and many soon do.
AT_FIRST = (
    "cancuoc-cap-doi-lai",
    "tthc-1-004222",  # đăng ký thường trú
    "tthc-1-004194",  # đăng ký tạm trú
    "tthc-1-001456",  # hộ chiếu phổ thông
    "tthc-3-000228",  # định danh mức 2
    "tthc-1-013076",  # sang tên xe
    "tthc-3-000333",  # phiếu lý lịch tư pháp
    "tthc-3-000347",  # đổi giấy phép lái xe
    "tthc-1-010041",  # xác nhận cư trú
    "tthc-2-001159",  # thông báo lưu trú
)
READS_AT_FIRST = 100


def most_read(day: date) -> tuple[str, ...]:
    """Return the ids of procedures by readings in the DAYS days before `day`, in one query."""
    rows = (
        ReadCount.objects.filter(day__gte=day - timedelta(days=DAYS), day__lt=day)
        .order_by()
        .values_list("procedure")
        .annotate(total=Sum("reads"))
    )
    reads = {key: READS_AT_FIRST - place for place, key in enumerate(AT_FIRST)}
    for key, total in rows:
        reads[key] = reads.get(key, 0) + total
    return tuple(sorted(reads, key=lambda key: (-reads[key], key)))


class Popular:
    """The order of one day, in memory. Only the first call in a process queries the database."""

    def __init__(self) -> None:
        forks.begin(self.forget)

    def forget(self) -> None:
        """Drop the order, as in a new process."""
        self._held: tuple[date, tuple[str, ...]] | None = None
        self._lock = threading.Lock()

    def current(self) -> tuple[str, ...]:
        """Return the ids, most read first."""
        held = self._held or self._count()
        return held[1]

    def refresh(self) -> None:
        """Count again on a new day; a job of the watcher.

        If that fails, yesterday's order is kept.
        """
        if self._held is not None and self._held[0] != timezone.localdate():
            self._count()

    def _count(self) -> tuple[date, tuple[str, ...]]:
        today = timezone.localdate()
        with self._lock:  # the other threads wait for one count
            held = self._held
            if held is None or held[0] != today:
                held = self._held = (today, most_read(today))
        return held


popular = Popular()
