"""An office apologises and promises a later day (NĐ 61/2018 Đ19k9)."""

from datetime import date, datetime

from django.db import transaction

from dossiers import workflow
from dossiers.actions import effects
from dossiers.actions.effects import Author, Surroundings
from dossiers.actions.writing import lock, raise_refusals, save_with_event, surroundings_of
from dossiers.due import clock
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import RUNNING, Refusal
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded


@transaction.atomic
def extend(
    dossier_id: int, last_day: date, apology: str, by: Author, *, seen: int | None = None
) -> DossierEvent:
    """Apologise and promise `last_day`: once, at the latest the day before the due date."""
    dossier = lock(dossier_id, by, seen)
    around = surroundings_of(dossier)
    raise_refusals(extension_refusals(dossier, last_day, apology, around))
    return save_with_event(dossier, effects.extend(dossier, last_day, apology, by, around))


def extension_refusals(
    dossier: Dossier, last_day: date, apology: str, around: Surroundings
) -> list[Refusal]:
    """Return what forbids the extension; the caller holds the row's lock."""
    if (impossible := extension_obstacle(dossier, around.now)) is not None:
        return [impossible]
    found = []
    if not apology.strip() or len(apology) > workflow.MAX_NOTE_LENGTH:
        found.append(
            Refusal(
                "apology_missing",
                f"Hãy ghi lời xin lỗi và lý do, tối đa {workflow.MAX_NOTE_LENGTH} ký tự.",
                "apology",
            )
        )
    return found + _wrong_day(dossier, last_day, around.calendar)


def extension_obstacle(dossier: Dossier, now: datetime) -> Refusal | None:
    """Return why no later day can be promised at all, or None."""
    if dossier.extended_at:
        return Refusal("already_extended", "Hồ sơ đã được hẹn lại một lần, không hẹn lại nữa.")
    if dossier.status not in RUNNING or dossier.due_at is None:
        return Refusal(
            "clock_not_running", "Chỉ hẹn lại được khi hồ sơ đang giải quyết và có ngày hẹn trả."
        )
    if clock.local_day(now) >= clock.local_day(dossier.due_at):
        return Refusal(
            "too_late_to_extend", "Phải xin lỗi và hẹn lại chậm nhất một ngày trước ngày hẹn trả."
        )
    return None


def _wrong_day(dossier: Dossier, last_day: date, calendar: WorkingCalendar) -> list[Refusal]:
    due_day = clock.local_day(dossier.due_at) if dossier.due_at else last_day
    if not due_day < last_day <= due_day + clock.DAY * 366:
        return [
            Refusal(
                "not_later", "Ngày hẹn mới phải sau ngày hẹn cũ, không quá một năm.", "last_day"
            )
        ]
    try:
        worked = calendar.is_working_day(last_day)
    except YearNotLoaded as error:
        return [Refusal(error.code, str(error), "last_day")]
    return [] if worked else [Refusal("day_off", "Ngày hẹn mới là ngày nghỉ.", "last_day")]
