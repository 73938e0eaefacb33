"""The only writers of offices, fields and the calendar.

Each change bumps the revision in its transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.publishing.models import bump_revision
from offices.geography import places
from offices.models import (
    CalendarDay,
    Field,
    Office,
    OpeningException,
    OpeningHours,
    OpeningRule,
)
from offices.validators import refuse_overlap
from offices.working_time.public_holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    SOURCE,
    PublicDay,
    public_days,
)

REVISION = "offices"
OWN_WORD = "Đơn vị tự ghi"
CALENDAR_REVISION = "calendar"

_listeners: list[Callable[[], None]] = []
# Asks a second person about a move: the office, its new `kind` and `parent`, and who moves it.
_Asker = Callable[[Office, Mapping[str, Any], User], None]
_askers: list[_Asker] = []


def on_calendar_change(listener: Callable[[], None]) -> None:
    """Call `listener` in the transaction of every change of the calendar; for AppConfig.ready."""
    _listeners.append(listener)


def before_move(asker: _Asker) -> None:
    """Let `asker` hold moves in the tree until somebody else confirms them; for AppConfig.ready."""
    _askers.append(asker)


def hold_move(office: Office, officer: User) -> bool:
    """Undo the move of `office`, not yet saved, and ask a second person to confirm it.

    Officers of a post above an office reach its rows, so its place in the tree decides about
    rights. Returns True if there was a move.
    """
    held = Office.objects.select_for_update().get(pk=office.pk)
    if held.parent_id == office.parent_id:
        return False
    wanted = {"kind": office.kind, "parent": office.parent_id}
    office.kind, office.parent_id = held.kind, held.parent_id
    for ask in _askers:
        ask(office, wanted, officer)
    return True


@transaction.atomic
def move_office(office: Office, kind: str, parent: str | None) -> None:
    """Move `office` in the tree and publish it. Raises ValidationError for a circle.

    The whole tree is locked: two moves at once could form a circle that neither forms alone.
    """
    tree = {row.pk: row for row in Office.objects.select_for_update()}
    if office.pk not in tree or parent not in (None, *tree):
        raise ValidationError("Không còn đơn vị này.", code="no_office")
    moved = tree[office.pk]
    moved.kind, moved.parent_id = kind, parent
    moved.clean()
    moved.save(update_fields=["kind", "parent"])
    publish([moved.pk])


@transaction.atomic
def publish_calendar() -> None:
    """Notify web processes and listeners of a change of days off, in its transaction."""
    publish()
    bump_revision(CALENDAR_REVISION)
    for listener in _listeners:
        listener()


def publish(offices: Iterable[str] = ()) -> int:
    """Notify web processes of changed `offices` (ids), fields or days, in the same transaction.

    Only these offices are read again.
    """
    number = bump_revision(REVISION)
    Office.objects.filter(pk__in=list(offices)).update(published_in=number)
    return number


def fill_in(row: object) -> None:
    """Set computed columns before `row` is saved."""
    if isinstance(row, Office):
        row.search_text = places.search_text([row.name, *row.former_names])
    elif isinstance(row, OpeningRule):
        row.has_times = bool(row.read().hours)
    elif isinstance(row, CalendarDay):
        row.filled = False


def save_office(
    office: Office,
    fields: Iterable[str],
    hours: Iterable[OpeningHours],
    exceptions: Iterable[OpeningException],
) -> None:
    """Write `office` with its fields and opening hours. The caller publishes."""
    fill_in(office)
    office.save()
    office.fields.set(Field.objects.filter(pk__in=list(fields)))
    OpeningHours.objects.filter(office=office).delete()
    OpeningException.objects.filter(office=office).delete()
    OpeningHours.objects.bulk_create(hours)
    OpeningException.objects.bulk_create(exceptions)


def note_correction(office: Office, *, moved: bool) -> None:
    """Record a correction by the office itself; `moved` if it gave a point."""
    office.source, office.as_of = OWN_WORD, timezone.localdate()
    if moved:
        office.point_approximate = False


def set_contacts(office: Office, values: Mapping[str, Any]) -> None:
    """Write the given of `address`, `phones`, `point` and `hours`. The caller locks and publishes.

    `hours` are weekday, opening and closing of each period.
    """
    office.address = values.get("address", office.address)
    office.phones = values.get("phones", office.phones)
    if "point" in values:
        office.latitude, office.longitude = values["point"]
        office.point_approximate = False
    office.save()
    if "hours" in values:
        _replace_hours(office, values["hours"])


def _replace_hours(office: Office, rows: Iterable[tuple[int, time, time]]) -> None:
    OpeningHours.objects.filter(office=office).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(office=office, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in rows
    )


@transaction.atomic
def set_week(
    office: Office,
    weekdays: Iterable[int],
    periods: Sequence[tuple[time, time]],
    mornings: Iterable[int] = (),
) -> None:
    """Give `office` the same opening hours on `weekdays` and none on the others; and publish.

    On the days `mornings` it has the first of the periods only. Raises ValidationError for periods
    that overlap or end before they begin.
    """
    whole = set(weekdays)
    rows = [(day, opens, closes) for day in sorted(whole) for opens, closes in periods]
    rows += [(day, *periods[0]) for day in sorted(set(mornings) - whole)]
    refuse_overlap(rows)
    Office.objects.select_for_update().get(pk=office.pk)  # else two officers write both weeks
    _replace_hours(office, rows)
    publish([office.pk])


@transaction.atomic
def create_shared_weeks(rows: Iterable[OpeningRule]) -> int:
    """Write the weeks of kinds that have none yet, and publish. Returns how many were new."""
    known = set(OpeningRule.objects.values_list("kind", flat=True))
    new = [row for row in rows if row.kind not in known]
    for row in new:
        fill_in(row)
        row.save()
    if new:
        publish()
    return len(new)


def end_office(office: Office, last_day: date, imported_fingerprint: str) -> None:
    """End `office`: its source no longer lists it. The caller publishes."""
    office.valid_to = last_day
    office.imported_fingerprint = imported_fingerprint
    office.save(update_fields=["valid_to", "imported_fingerprint"])


def save_field(field: Field) -> None:
    """Write `field`. The caller publishes."""
    field.save()


@dataclass(frozen=True, slots=True)
class Filled:
    """How many days were added, changed, removed and kept when a year was filled."""

    year: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return (
            f"Năm {self.year}: thêm {self.added}, sửa {self.changed}, bỏ {self.removed}, giữ "
            f"{self.kept} ngày do cán bộ ghi."
        )


@transaction.atomic
def fill_calendar(year: int) -> Filled:
    """Fill the calendar of `year` from the `holidays` library; days written by officers are kept.

    Raises ValidationError for a year that the library does not cover.
    """
    if year not in range(FIRST_YEAR, LAST_YEAR + 1):
        raise ValidationError(
            f"Chỉ điền được lịch từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.", code="year_out_of_range"
        )
    wanted = {day.date: day for day in public_days(year)}
    rows = {
        row.date: row for row in CalendarDay.objects.select_for_update().filter(date__year=year)
    }
    stale = [row for day, row in rows.items() if row.filled and day not in wanted]
    changed = [
        row
        for day, row in rows.items()
        if row.filled and day in wanted and _update(row, wanted[day])
    ]
    added = [_new_row(day) for moment, day in wanted.items() if moment not in rows]
    CalendarDay.objects.filter(pk__in=[row.pk for row in stale]).delete()
    CalendarDay.objects.bulk_update(changed, ["kind", "holiday", "name"])
    CalendarDay.objects.bulk_create(added, ignore_conflicts=True)
    if stale or changed or added:
        publish_calendar()
    return Filled(
        year, len(added), len(changed), len(stale), sum(not row.filled for row in rows.values())
    )


def _new_row(day: PublicDay) -> CalendarDay:
    return CalendarDay(
        date=day.date, kind=day.kind, holiday=day.holiday, name=day.name, source=SOURCE, filled=True
    )


def _update(row: CalendarDay, day: PublicDay) -> bool:
    """Set `row` to `day`; return True if anything changed."""
    before = (row.kind, row.holiday, row.name)
    row.kind, row.holiday, row.name = day.kind, day.holiday, day.name
    return before != (day.kind, day.holiday, day.name)


def years_of_service(today: date) -> list[int]:
    """Return the years into which the due date of a dossier accepted `today` may fall."""
    return [today.year, today.year + 1]
