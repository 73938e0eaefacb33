"""An office in the memory of each web process: rendered once per change of its rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from offices.api.serializers import (
    OpeningExceptionSerializer,
    OpeningHoursSerializer,
    PublicOfficerSerializer,
    StaticCardSerializer,
    StaticDetailSerializer,
)
from offices.geography.places import Match, Point, entries
from offices.geography.readings import Words, bare_name
from offices.models import Office, Officer, OpeningException, OpeningHours, OpeningRule
from offices.working_time.hours import Period, Schedule
from offices.working_time.weeks import Part, Week

_KINDS = list(Office.Kind)
T = TypeVar("T")
_Week = tuple[tuple[int, time, time], ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A rendered document with its period."""

    valid_from: date | None
    valid_to: date | None
    document: Mapping[str, Any]

    def holds(self, day: date) -> bool:
        """Return True if it applies on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Listed(Dated):
    """An office: its rendered page, and the data for filters, places and opening hours."""

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
        """The part of a list entry that does not depend on time."""
        return {name: self.document[name] for name in StaticCardSerializer.Meta.fields}

    @property
    def reference(self) -> dict[str, str]:
        """The reference to it on pages of other offices."""
        return {name: self.document[name] for name in ("id", "name", "kind", "kind_name")}


@dataclass(frozen=True, slots=True)
class SharedWeek:
    """The week of a kind of office, or of the province; `level` says which."""

    level: str
    week: Week
    note: str


SharedWeeks = Mapping[str, SharedWeek]  # by kind; "" is the province
_NO_WEEK = SharedWeek("", Week(), "")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of offices, by their ids. Most have only hours."""

    fields: Mapping[str, list[str]]
    weeks: Mapping[str, list[tuple[int, time, time]]]
    exceptions: Mapping[str, list[OpeningException]]
    officers: Mapping[str, list[Officer]]


def read_shared_weeks() -> SharedWeeks:
    """Return the weeks of offices that have none of their own. Costs one query.

    A week that this version does not understand is left out: the other offices are shown.
    """
    found = {}
    for row in OpeningRule.objects.all():
        with suppress(ValidationError):
            level = "kind" if row.kind else "province"
            found[row.kind] = SharedWeek(level, row.read(), row.note)
    return found


def read_offices(
    offices: "QuerySet[Office]", for_communes: tuple[str, ...], shared: SharedWeeks
) -> Iterator[Listed]:
    """Yield `offices` rendered; communes that did not report their fields get `for_communes`.

    Costs five queries. A prefetch over 17,000 offices takes half as long as everything else: it
    builds a row for each opening hour, and a manager for each office and missing part.
    """
    parts = _read_parts(offices.order_by())
    for office in offices:
        yield _listed(office, parts, for_communes, shared)


def _read_parts(offices: "QuerySet[Office]") -> _Parts:
    served = Office.fields.through.objects.filter(office__in=offices)
    served = served.order_by("field__order", "field__code")
    hours = OpeningHours.objects.filter(office__in=offices)
    exceptions = OpeningException.objects.filter(office__in=offices)
    officers = Officer.objects.published().filter(office__in=offices)
    return _Parts(
        fields=_grouped(served.values_list("office_id", "field_id")),
        weeks=_grouped(
            (office, (day, opens, closes))
            for office, day, opens, closes in hours.values_list(
                "office_id", "weekday", "opens", "closes"
            )
        ),
        exceptions=_grouped((row.office_id, row) for row in exceptions),
        officers=_grouped((row.office_id, row) for row in officers),
    )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for office, part in pairs:
        found[office].append(part)
    return dict(found)


def _week_of(office: Office, parts: _Parts, shared: SharedWeeks) -> SharedWeek:
    own = tuple(parts.weeks.get(office.pk, ()))
    if own:
        return SharedWeek("office", Week(own), "")
    return shared.get(office.kind) or shared.get("") or _NO_WEEK


def _listed(
    office: Office, parts: _Parts, for_communes: tuple[str, ...], shared: SharedWeeks
) -> Listed:
    own = tuple(parts.fields.get(office.pk, ()))
    said = _week_of(office, parts, shared)
    exceptions = parts.exceptions.get(office.pk, ())
    assumed = not own and office.kind == Office.Kind.COMMUNE
    return Listed(
        valid_from=office.valid_from,
        valid_to=office.valid_to,
        document={
            **_page().to_representation(office),
            "hours": _hours(said.week.hours),
            "days": _days(said.week.days),
            "hours_level": said.level,
            "hours_note": said.note,
        },
        id=office.pk,
        order=(_KINDS.index(Office.Kind(office.kind)), office.search_text, office.pk),
        kind=office.kind,
        level=office.level.value,
        area=office.area,
        parent=office.parent_id,
        successor=office.successor_id,
        point=office.point,
        fields=for_communes if assumed else own,
        fields_assumed=assumed,
        receives_visitors=office.receives_visitors,
        schedule=_schedule(said.week, exceptions),
        names=tuple(
            entry
            for name, former in _names(office)
            for entry in entries(office.pk, name, former=former)
        ),
        exceptions=tuple((row.date, OpeningExceptionSerializer(row).data) for row in exceptions),
        officers=tuple(
            Dated(row.valid_from, row.valid_to, PublicOfficerSerializer(row).data)
            for row in parts.officers.get(office.pk, ())
        ),
    )


@cache
def _page() -> StaticDetailSerializer:
    """Return the shared serializer of offices: building it takes ten times as long as using it."""
    page = StaticDetailSerializer()
    for name in ("hours", "days", "hours_level", "hours_note"):
        page.fields.pop(name)
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


def _days(days: tuple[tuple[int, str], ...]) -> list[dict[str, Any]]:
    return [
        {
            "weekday": day,
            "weekday_name": str(OpeningHours.Weekday(day).label),
            "part": part,
            "part_name": str(Part(part).label),
        }
        for day, part in days
    ]


def _schedule(week: Week, exceptions: Iterable[OpeningException]) -> Schedule:
    by_date: dict[date, tuple[Period, ...]] = defaultdict(tuple)
    for exception in exceptions:
        by_date[exception.date] += (
            ((exception.opens, exception.closes),) if exception.opens and exception.closes else ()
        )
    untimed = frozenset(day for day, _part in week.days)
    return Schedule(_weekly(week.hours), dict(by_date), untimed)


def _names(office: Office) -> Iterator[tuple[str, bool]]:
    """Yield the place names of the office, and whether each is a former one."""
    if office.kind in (Office.Kind.PROVINCE, Office.Kind.COMMUNE):
        yield bare_name(office.name), False
    if office.kind == Office.Kind.RECEPTION_POINT and office.area:
        yield office.area, True
    for name in office.former_names:
        yield name, True
