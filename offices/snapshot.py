"""Offices, fields, places and the calendar as every web process holds them in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from offices.calendar import WorkingCalendar
from offices.calendar_rows import load_calendar
from offices.hours import Period, Schedule
from offices.models import Field, Office, Officer
from offices.places import PlaceIndex, Point, bare_name
from offices.serializers import (
    AdministrativeFieldSerializer,
    OpeningExceptionSerializer,
    PublicOfficerSerializer,
    StaticCardSerializer,
    StaticDetailSerializer,
)


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
    """An office: its rendered card and page, and what filters and opening hours need."""

    id: str
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
    card: Mapping[str, Any]
    exceptions: tuple[tuple[date, Mapping[str, Any]], ...]
    officers: tuple[Dated, ...]

    @property
    def reference(self) -> dict[str, str]:
        """How pages of other offices name it."""
        return {name: self.card[name] for name in ("id", "name", "kind", "kind_name")}


class Directory:
    """Everything about offices as it was at one moment."""

    def __init__(
        self, offices: Iterable[Listed], fields: list[dict[str, Any]], calendar: WorkingCalendar
    ) -> None:
        self.offices = {office.id: office for office in offices}
        self.fields = fields
        self.field_names: dict[str, str] = {field["code"]: field["name"] for field in fields}
        self.fields_of_some_communes = {f["code"] for f in fields if f["only_some_communes"]}
        self.calendar = calendar
        self.children: dict[str | None, list[Listed]] = defaultdict(list)
        self.places = PlaceIndex()
        for office in self.offices.values():
            self.children[office.parent].append(office)
            _index_place(self.places, office)
        self._moment: tuple[datetime | None, Memory] = (None, Memory())

    @property
    def root(self) -> Listed | None:
        """The police of the province, above all other offices."""
        return next(iter(self.children[None]), None)

    def memory(self, moment: datetime) -> Memory:
        """Return the memory of answers for this minute: offices open and close on whole minutes."""
        minute = moment.replace(second=0, microsecond=0)
        held = self._moment
        if held[0] != minute:
            held = self._moment = (minute, Memory())
        return held[1]

    def current_successor(self, office: Listed, day: date) -> Listed | None:
        """Return the office that works on `day` in place of `office`, else the last successor."""
        passed = {office.id}
        found = None
        while (step := (found or office).successor) is not None and step not in passed:
            passed.add(step)
            found = self.offices[step]
            if found.holds(day):
                break
        return found

    def ancestors(self, office: Listed) -> list[Listed]:
        """Return the offices above `office`, the highest first."""
        above: list[Listed] = []
        parent = office.parent
        while parent is not None and self.offices[parent] not in above:
            above.append(self.offices[parent])
            parent = above[-1].parent
        return above[::-1]


def _index_place(places: PlaceIndex, office: Listed) -> None:
    if office.kind in (Office.Kind.PROVINCE, Office.Kind.COMMUNE):
        places.add(office.id, bare_name(office.card["name"]), former=False)
    if office.kind == Office.Kind.RECEPTION_POINT and office.area:
        places.add(office.id, office.area, former=True)
    for name in office.card["former_names"]:
        places.add(office.id, name, former=True)


def build_directory(_revision: int, _previous: Directory | None) -> Directory:
    """Read everything in one transaction, and render it."""
    with transaction.atomic():
        fields = list(Field.objects.all())
        published = Prefetch("officers", Officer.objects.published(), to_attr="published_officers")
        offices = list(Office.objects.prefetch_related("fields", "hours", "exceptions", published))
        calendar = load_calendar()
    for_communes = tuple(field.code for field in fields if field.served_by_communes)
    offices.sort(
        key=lambda office: (
            list(Office.Kind).index(Office.Kind(office.kind)),
            office.search_text,
            office.pk,
        )
    )
    return Directory(
        [_listed(office, for_communes) for office in offices],
        [AdministrativeFieldSerializer(field).data for field in fields],
        calendar,
    )


def _listed(office: Any, for_communes: tuple[str, ...]) -> Listed:
    own = tuple(field.pk for field in office.fields.all())
    assumed = not own and office.kind == Office.Kind.COMMUNE
    return Listed(
        valid_from=office.valid_from,
        valid_to=office.valid_to,
        document=StaticDetailSerializer(office).data,
        id=office.pk,
        kind=office.kind,
        level=office.level.value,
        area=office.area,
        parent=office.parent_id,
        successor=office.successor_id,
        point=office.point,
        fields=for_communes if assumed else own,
        fields_assumed=assumed,
        receives_visitors=office.receives_visitors,
        schedule=_schedule(office),
        card=StaticCardSerializer(office).data,
        exceptions=tuple(
            (row.date, OpeningExceptionSerializer(row).data) for row in office.exceptions.all()
        ),
        officers=tuple(
            Dated(row.valid_from, row.valid_to, PublicOfficerSerializer(row).data)
            for row in office.published_officers
        ),
    )


def _schedule(office: Office) -> Schedule:
    weekly: dict[int, tuple[Period, ...]] = defaultdict(tuple)
    for row in office.hours.all():
        weekly[row.weekday] += ((row.opens, row.closes),)
    by_date: dict[date, tuple[Period, ...]] = defaultdict(tuple)
    for exception in office.exceptions.all():
        by_date[exception.date] += (
            ((exception.opens, exception.closes),) if exception.opens and exception.closes else ()
        )
    return Schedule(dict(weekly), dict(by_date))


directory: Snapshot[Directory] = Snapshot("offices", build_directory)
