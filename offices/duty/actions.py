"""The only writers of beats, their officers and shifts. Overlaps are refused under a lock.

SQLite has no exclusion constraint, so whoever writes holds the row of the office: of two at once
the second learns what the first wrote. Everything here stands in a transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from offices.duty.names import aliases, fold_name
from offices.duty.roster import midnight
from offices.models import Beat, BeatDuty, DutyShift, Office, Officer

LONGEST = timedelta(hours=48)
WEEK = timedelta(days=7)
Row = Beat | BeatDuty | DutyShift


def hold(office: str) -> None:
    """Let nobody else write what this office has until the transaction ends."""
    list(Office.objects.filter(pk=office).select_for_update(no_key=True).values_list("pk"))


def _refuse_stranger(name: str, officer: Officer | None, office: str, at: datetime) -> None:
    """Refuse somebody who has no post in this office on this day."""
    if officer is None:
        return
    day = timezone.localdate(at)
    if officer.office_id != office or not officer.is_held_on(day):
        words = f"{officer} không công tác ở đơn vị này ngày {day:%d/%m/%Y}."
        raise ValidationError({name: ValidationError(words, code="other_office")})


def check_beat(beat: Beat) -> None:
    """Set what is computed, and refuse a name that the office already has."""
    beat.folded = fold_name(beat.name)[:100]
    names = aliases([beat.name, *beat.former_names, *beat.streets])
    beat.search_text = " | ".join(sorted(names))
    hold(beat.office_id)
    same = Beat.objects.filter(office=beat.office_id, folded=beat.folded).exclude(pk=beat.pk)
    if same.exists():
        words = f"Đơn vị đã có «{beat.name}»: trùng tên thì thêm nơi cũ trong ngoặc."
        raise ValidationError({"name": ValidationError(words, code="name_twice")})


def check_duty(duty: BeatDuty) -> None:
    """Refuse an officer of another office, and two at once for the same beat."""
    hold(duty.beat.office_id)
    others = BeatDuty.objects.filter(beat=duty.beat).exclude(pk=duty.pk).select_related("officer")
    check_duties(duty.beat.office_id, [duty], others)


def check_duties(office: str, changed: Iterable[BeatDuty], others: Iterable[BeatDuty]) -> None:
    """Refuse the same of several duties of one beat. The caller holds the office."""
    known = list(others)
    for duty in changed:
        _refuse_stranger("officer", duty.officer, office, midnight(duty.first_day))
        clash = next((one for one in known if _are_both(duty, one)), None)
        if clash:
            words = f"Trùng thời gian với {clash}: ghi ngày cuối cho người trước."
            raise ValidationError({"first_day": ValidationError(words, code="overlap")})
        known.append(duty)


def _are_both(one: BeatDuty, other: BeatDuty) -> bool:
    """Return True if both look after the beat on the same day, neither for the other."""
    last, others_last = one.last_day or date.max, other.last_day or date.max
    meet = one.first_day <= others_last and other.first_day <= last
    return meet and one.stand_in == other.stand_in


def check_shift(shift: DutyShift) -> None:
    """Refuse an officer of another office, a shift that overlaps another, and one too long."""
    hold(shift.office_id)
    _refuse_stranger("officer", shift.officer, shift.office_id, shift.begins_at)
    _refuse_stranger("deputy", shift.deputy, shift.office_id, shift.begins_at)
    if shift.deputy_id == shift.officer_id:
        raise ValidationError({"deputy": ValidationError("Trực phó phải là người khác.", "same")})
    if shift.ends_at - shift.begins_at > LONGEST:
        words = "Một ca dài nhất 48 giờ: tách thành nhiều ca."
        raise ValidationError({"ends_at": ValidationError(words, code="too_long")})
    clash = _clashing(shift).first()
    if clash:
        words = f"Trùng giờ với ca {clash} ({clash.hours})."
        raise ValidationError({"begins_at": ValidationError(words, code="overlap")})


def _clashing(shift: DutyShift) -> "QuerySet[Any]":
    same = DutyShift.objects.filter(office=shift.office_id, function=shift.function)
    found = same.between(shift.begins_at, shift.ends_at).exclude(pk=shift.pk)
    return found.select_related("officer")


def check(row: Row) -> None:
    """Refuse in words what may not be written, under the lock. Raises ValidationError."""
    if isinstance(row, Beat):
        check_beat(row)
    elif isinstance(row, BeatDuty):
        check_duty(row)
    else:
        check_shift(row)


@transaction.atomic
def save(row: Row) -> None:
    """Write a row. Raises ValidationError with the words for each field."""
    row.clean_fields(exclude={"folded", "search_text"})
    row.validate_constraints(exclude={"folded"})
    check(row)
    row.save()


@dataclass
class Copied:
    """How many shifts of a week were copied to the next, and why others were not."""

    number: int = 0
    left: list[str] = field(default_factory=list)


def copy_week(office: Office, monday: datetime) -> Copied:
    """Repeat the shifts of the week before `monday` in the week that begins there."""
    hold(office.pk)
    outcome = Copied()
    before = DutyShift.objects.filter(
        office=office, begins_at__gte=monday - WEEK, begins_at__lt=monday
    ).select_related("officer", "deputy")
    for shift in before.order_by("begins_at", "pk"):
        again = DutyShift(
            office=office, function=shift.function, officer=shift.officer, deputy=shift.deputy,
            begins_at=shift.begins_at + WEEK, ends_at=shift.ends_at + WEEK,
        )  # fmt: skip
        try:
            save(again)
        except ValidationError as refused:
            outcome.left.append(f"{again}: {refused.messages[0]}")
        else:
            outcome.number += 1
    return outcome
