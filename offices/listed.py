"""An office as every web process holds it: rendered once, for as long as its rows do not change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet

from offices.hours import Period, Schedule
from offices.models import Office, Officer, OpeningHours
from offices.places import Match, Point, Words, bare_name, entries
from offices.serializers import (
    OpeningExceptionSerializer,
    OpeningHoursSerializer,
    PublicOfficerSerializer,
    StaticCardSerializer,
    StaticDetailSerializer,
)

_KINDS = list(Office.Kind)
_Week = tuple[tuple[int, time, time], ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A rendered document, with the days on which it holds."""

    valid_from: date | None
    valid_to: date | None
    document: Mapping[str, Any]

    def holds(self, day: date) -> bool:
        """Return True if it holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Listed(Dated):
    """An office: its rendered page, and what filters, places and opening hours need."""

    id: str
    order: tuple[int, str, str]
    kind: str
    level: str
    area: str
    parent: str | None
    successor: str | None
    point: Point | None
    fields: tuple[str, ...]
    fields_assumed: bool
    receives_visitors: bool
    schedule: Schedule
    names: tuple[tuple[Words, Match], ...]
    exceptions: tuple[tuple[date, Mapping[str, Any]], ...]
    officers: tuple[Dated, ...]

    @property
    def card(self) -> dict[str, Any]:
        """What a list says of it at any time."""
        return {name: self.document[name] for name in StaticCardSerializer.Meta.fields}

    @property
    def reference(self) -> dict[str, str]:
        """How pages of other offices name it."""
        return {name: self.document[name] for name in ("id", "name", "kind", "kind_name")}


def read_offices(offices: "QuerySet[Office]", for_communes: tuple[str, ...]) -> Iterator[Listed]:
    """Yield `offices` rendered; communes that have said nothing serve the fields `for_communes`.

    Costs five queries. Opening hours are read as values: seven rows of an office would take longer
    than everything else about it.
    """
    published = Prefetch("officers", Officer.objects.published(), to_attr="published_officers")
    weeks: dict[str, list[tuple[int, time, time]]] = defaultdict(list)
    hours = OpeningHours.objects.filter(office__in=offices.order_by())
    for office_id, day, opens, closes in hours.values_list(
        "office_id", "weekday", "opens", "closes"
    ):
        weeks[office_id].append((day, opens, closes))
    for office in offices.prefetch_related("fields", "exceptions", published):
        yield _listed(office, tuple(weeks.get(office.pk, ())), for_communes)


def _listed(office: Any, week: _Week, for_communes: tuple[str, ...]) -> Listed:
    own = tuple(field.pk for field in office.fields.all())
    assumed = not own and office.kind == Office.Kind.COMMUNE
    return Listed(
        valid_from=office.valid_from,
        valid_to=office.valid_to,
        document={**_page().to_representation(office), "hours": _hours(week)},
        id=office.pk,
        order=(_KINDS.index(office.kind), office.search_text, office.pk),
        kind=office.kind,
        level=office.level.value,
        area=office.area,
        parent=office.parent_id,
        successor=office.successor_id,
        point=office.point,
        fields=for_communes if assumed else own,
        fields_assumed=assumed,
        receives_visitors=office.receives_visitors,
        schedule=_schedule(office, week),
        names=tuple(
            entry
            for name, former in _names(office)
            for entry in entries(office.pk, name, former=former)
        ),
        exceptions=tuple(
            (row.date, OpeningExceptionSerializer(row).data) for row in office.exceptions.all()
        ),
        officers=tuple(
            Dated(row.valid_from, row.valid_to, PublicOfficerSerializer(row).data)
            for row in office.published_officers
        ),
    )


@cache
def _page() -> StaticDetailSerializer:
    """Return one serializer for all offices: making it takes ten times as long as using it."""
    page = StaticDetailSerializer()
    page.fields.pop("hours")
    return page


@lru_cache(maxsize=4096)
def _hours(week: _Week) -> list[dict[str, Any]]:
    """Return the rendered periods of a week. Most offices have the same, and share them."""
    rows = [OpeningHours(weekday=day, opens=opens, closes=closes) for day, opens, closes in week]
    return [dict(row) for row in OpeningHoursSerializer(rows, many=True).data]


@lru_cache(maxsize=4096)
def _weekly(week: _Week) -> Mapping[int, tuple[Period, ...]]:
    weekly: dict[int, tuple[Period, ...]] = defaultdict(tuple)
    for weekday, opens, closes in week:
        weekly[weekday] += ((opens, closes),)
    return dict(weekly)


def _schedule(office: Office, week: _Week) -> Schedule:
    by_date: dict[date, tuple[Period, ...]] = defaultdict(tuple)
    for exception in office.exceptions.all():
        by_date[exception.date] += (
            ((exception.opens, exception.closes),) if exception.opens and exception.closes else ()
        )
    return Schedule(_weekly(week), dict(by_date))


def _names(office: Office) -> Iterator[tuple[str, bool]]:
    """Yield the names of places that lead to the office, and if each is a former one."""
    if office.kind in (Office.Kind.PROVINCE, Office.Kind.COMMUNE):
        yield bare_name(office.name), False
    if office.kind == Office.Kind.RECEPTION_POINT and office.area:
        yield office.area, True
    for name in office.former_names:
        yield name, True
