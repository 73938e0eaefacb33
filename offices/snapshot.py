"""Offices, fields, places and the calendar as every web process holds them in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache, partial

from django.db import transaction
from django.db.models import Q, QuerySet

from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from offices.calendar import WorkingCalendar
from offices.calendar_rows import load_calendar
from offices.listed import Listed, read_offices
from offices.models import Field, Office
from offices.places import PlaceIndex
from offices.selected import ANY, Criteria, Selected
from offices.serializers import AdministrativeFieldSerializer

# Selections kept by a directory. One of 17,000 offices takes 0.5 MB with all that it is asked for;
# what citizens can choose has more than 800, of which most are a few offices or hardly asked for.
SELECTIONS = 32


class Directory:
    """Everything about offices as it was at one moment."""

    def __init__(
        self,
        revision: int,
        offices: Iterable[Listed],
        fields: list[Field],
        calendar: WorkingCalendar,
    ) -> None:
        self.revision = revision
        ordered = sorted(offices, key=lambda office: office.order)
        self.offices = {office.id: office for office in ordered}
        self.fields = [AdministrativeFieldSerializer(field).data for field in fields]
        self.field_names: dict[str, str] = {field["code"]: field["name"] for field in self.fields}
        self.fields_of_some_communes = {f["code"] for f in self.fields if f["only_some_communes"]}
        self.fields_of_communes = fields_of_communes(fields)
        self.calendar = calendar
        self.children: dict[str | None, list[Listed]] = defaultdict(list)
        for office in ordered:
            self.children[office.parent].append(office)
        self.places = PlaceIndex(entry for office in ordered for entry in office.names)
        self._moment: tuple[datetime | None, Memory] = (None, Memory())
        # Of a function and not of a method: it would hold the directory in a circle, so that one
        # that was replaced would stay in memory.
        self._select = lru_cache(SELECTIONS)(partial(_select, ordered, calendar))

    @property
    def root(self) -> Listed | None:
        """The police of the province, above all other offices."""
        return next(iter(self.children[None]), None)

    @cached_property
    def by_account(self) -> dict[str, Listed]:
        """Offices by the Official Account that their page names; the first of several."""
        named = [(o.document["contact"]["openChat"], o) for o in self.offices.values()]
        return {chat["id"]: office for chat, office in reversed(named) if chat}

    @cached_property
    def phone_numbers(self) -> frozenset[str]:
        """The telephones of all offices, digits only."""
        return frozenset(
            "".join(filter(str.isdigit, phone["openPhone"]["phoneNumber"]))
            for office in self.offices.values()
            for phone in office.document["contact"]["phones"]
        )

    def memory(self, moment: datetime) -> Memory:
        """Return the memory of the answers of this minute."""
        minute = _minute(moment)
        held = self._moment
        if held[0] != minute:
            held = self._moment = (minute, Memory())
        return held[1]

    def select(
        self, day: date, criteria: Criteria = ANY, open_at: datetime | None = None
    ) -> Selected:
        """Return the offices in force on `day` that meet `criteria`, in the order of lists.

        With `open_at` only those that surely receive citizens at that moment. Selected once for a
        day or minute, so `criteria` must be codes that exist, not what somebody typed.
        """
        return self._select(day, criteria, open_at and _minute(open_at))

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


def _minute(moment: datetime) -> datetime:
    """Return the minute of `moment`: offices open and close on whole minutes."""
    return moment.replace(second=0, microsecond=0)


def _select(
    offices: Sequence[Listed],
    calendar: WorkingCalendar,
    day: date,
    criteria: Criteria,
    minute: datetime | None,
) -> Selected:
    found = (office for office in offices if office.holds(day) and criteria.fits(office))
    if minute is not None:
        found = (office for office in found if office.schedule.is_open(minute, calendar))
    return Selected(found)


def fields_of_communes(fields: Iterable[Field]) -> tuple[str, ...]:
    """Return the fields that every commune serves that has not said which it serves."""
    return tuple(field.code for field in fields if field.served_by_communes)


def build_directory(revision: int, previous: Directory | None) -> Directory:
    """Read what changed since `previous` in one transaction, and render that."""
    with transaction.atomic():
        fields = list(Field.objects.all())
        kept, changed = _compare(revision, previous, fields_of_communes(fields))
        read = read_offices(changed, fields_of_communes(fields))
        offices = {**kept, **{office.id: office for office in read}}
        return Directory(revision, offices.values(), fields, load_calendar())


def _compare(
    revision: int, previous: Directory | None, for_communes: tuple[str, ...]
) -> "tuple[dict[str, Listed], QuerySet[Office]]":
    """Return the offices that `previous` holds and need no reading, and those to be read.

    A restored database may have an older revision than what is held: then everything is read.
    """
    every = Office.objects.all()
    if (
        previous is None
        or previous.revision > revision
        or previous.fields_of_communes != for_communes
    ):
        return {}, every
    ids = set(every.order_by().values_list("pk", flat=True))
    kept = {key: office for key, office in previous.offices.items() if key in ids}
    return kept, every.filter(Q(published_in__gt=previous.revision) | Q(pk__in=ids - kept.keys()))


directory: Snapshot[Directory] = Snapshot("offices", build_directory)
