"""Snapshots of data that say something else each day, such as today's fee."""

import time
from typing import Protocol, Self, TypeVar

from foundation.publishing.days import Day
from foundation.publishing.snapshots import Snapshot


class Daily(Protocol):
    """Data that holds for one day."""

    @property
    def day(self) -> Day:
        """The day for which it holds."""

    def on(self, day: Day) -> Self:
        """Return the same data as it is on `day`; it asks nobody."""


T = TypeVar("T", bound=Daily)


class DailySnapshot(Snapshot[T]):
    """A snapshot held for a revision and a day: the first request of a day makes it that day's."""

    def current(self) -> T:
        """Return today's data. The look at the clock costs a tenth of a microsecond."""
        value = super().current()
        if value.day.begins <= time.time() < value.day.ends:
            return value
        return self._turn_over()

    def _turn_over(self) -> T:
        with self._lock:  # the other threads wait for one
            today, own = Day.today(), self._own()
            if own is not None and own.value.day != today:
                own.value = own.value.on(today)
            if self._value is not None and self._value.day != today:
                self._value = self._value.on(today)
        return super().current()
