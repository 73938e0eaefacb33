"""Offices, fields, places and the calendar in the memory of each web process."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache, partial

from django.db import transaction
from django.db.models import Q, QuerySet

from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot
from offices.api.serializers import AdministrativeFieldSerializer
from offices.finding.selected import ANY, Criteria, Selected
from offices.geography.former import former_districts
from offices.geography.places import PlaceIndex
from offices.geography.provinces import province_of_office
from offices.listed import Listed, SharedWeeks, read_offices, read_shared_weeks
from offices.models import Field, Office
from offices.working_time.calendar import WorkingCalendar
from offices.working_time.calendar_rows import load_calendar

# Selections kept by a directory. One of 17,000 offices takes 0.5 MB with its lookups; of the more
# than 800 that citizens can choose, most contain few offices or are hardly used.
SELECTIONS = 32


class Directory:
    """All offices as of one revision."""

    def __init__(
        self,
        revision: int,
        offices: Iterable[Listed],
        fields: list[Field],
        calendar: WorkingCalendar,
        shared_weeks: SharedWeeks | None = None,
    ) -> None:
        self.revision = revision
        self.shared_weeks = shared_weeks or {}
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
        self.places = PlaceIndex(
            (entry for office in ordered for entry in office.names), self._districts()
        )
        self._moment: tuple[datetime | None, Memory] = (None, Memory())
        # A function, not a method: a method would refer to the directory in a circle and keep a
        # replaced one in memory.
        self._select = lru_cache(SELECTIONS)(partial(_select, ordered, calendar))

    def _districts(self) -> dict[str, list[str]]:
        """Return the offices in each former district of the province."""
        province = province_of_office(self.root.id) if self.root else None
        found = former_districts(province) if province else {}
        return {
            name: [office for office in offices if office in self.offices]
            for name, offices in found.items()
        }

    @property
    def root(self) -> Listed | None:
        """The province's police, the top office."""
        return next(iter(self.children[None]), None)

    @cached_property
    def by_account(self) -> dict[str, Listed]:
        """Offices by the Official Account on their page; the first of several."""
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
        """Return the memory of this minute's answers."""
        minute = _minute(moment)
        held = self._moment
        if held[0] != minute:
            held = self._moment = (minute, Memory())
        return held[1]

    def select(
        self, day: date, criteria: Criteria = ANY, open_at: datetime | None = None
    ) -> Selected:
        """Return the offices in force on `day` that meet `criteria`, in the order of lists.

        With `open_at` only those known to be open at that moment. Results are kept for the day or
        minute, so `criteria` must be existing codes, not free text.
        """
        return self._select(day, criteria, open_at and _minute(open_at))

    def current_successor(self, office: Listed, day: date) -> Listed | None:
        """Return the office that replaces `office` on `day`, else the last successor."""
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
    """Return the fields that communes serve by default."""
    return tuple(field.code for field in fields if field.served_by_communes)


def build_directory(revision: int, previous: Directory | None) -> Directory:
    """Read the changes since `previous` in one transaction, and render them."""
    with transaction.atomic():
        fields = list(Field.objects.all())
        shared = read_shared_weeks()
        if previous and previous.shared_weeks != shared:
            previous = None  # every office may show other hours
        kept, changed = _compare(revision, previous, fields_of_communes(fields))
        read = read_offices(changed, fields_of_communes(fields), shared)
        offices = {**kept, **{office.id: office for office in read}}
        return Directory(revision, offices.values(), fields, load_calendar(), shared)


def _compare(
    revision: int, previous: Directory | None, for_communes: tuple[str, ...]
) -> "tuple[dict[str, Listed], QuerySet[Office]]":
    """Return the offices of `previous` that are still current, and a queryset of those to read.

    A restored database may have an older revision than the memory: then everything is read.
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
