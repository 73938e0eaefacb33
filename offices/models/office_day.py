"""The base of tables that count an office's work by day; trends are read from them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Sum

from foundation.records import counters
from foundation.records.keys import foreign_key
from offices.models.office import Office


class OfficeDayQuerySet(models.QuerySet[Any]):
    """Sums of the counters, by day or by office."""

    def by_day(
        self, first: date, last: date, offices: Iterable[str] | None
    ) -> Mapping[date, Mapping[str, int]]:
        """Return the sums of all counters for each day from `first` to `last` that has a row.

        `offices` None means all. Costs one query over days times offices rows.
        """
        return {row.pop("day"): row for row in self._summed(first, last, offices, "day")}

    def by_office(
        self, first: date, last: date, offices: Iterable[str] | None
    ) -> Mapping[str, Mapping[str, int]]:
        """Return the sums of all counters from `first` to `last` for each office.

        `offices` None means all.
        """
        return {
            row.pop("office_id"): row for row in self._summed(first, last, offices, "office_id")
        }

    def _summed(
        self, first: date, last: date, offices: Iterable[str] | None, by: str
    ) -> Iterator[dict[str, Any]]:
        rows = self.filter(day__range=(first, last))
        if offices is not None:
            rows = rows.filter(office__among=frozenset(offices))
        names = counters.columns_of(self.model, self.model.KEYS)
        for row in (
            rows.order_by().values(by).annotate(**{f"n_{name}": Sum(name) for name in names})
        ):
            yield {by: row[by], **{name: row[f"n_{name}"] for name in names}}


class OfficeDay(models.Model):
    """Counters of one office and one day in Vietnam, updated together with what they count."""

    KEYS: ClassVar[tuple[str, ...]] = ("office_id", "day")

    day = models.DateField("ngày", help_text="Ngày theo giờ Việt Nam.")
    office = foreign_key(
        Office, "đơn vị", "Đơn vị có số liệu này.", db_index=False
    )  # the unique constraint begins with it

    objects = OfficeDayQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["-day", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day"],
                name="%(class)s_once",
                violation_error_message="Đơn vị đã có số liệu của ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day:%d/%m/%Y}"
