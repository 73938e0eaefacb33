"""What every action shares: who acts, the lock, the check, saving the row with its event."""

from collections.abc import Iterable
from typing import NoReturn

import structlog
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers import notifying
from dossiers.actions import day_totals, outward
from dossiers.actions.effects import Author, Surroundings
from dossiers.due.pauses import ended_pauses
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import Actor, Refusal
from offices.working_time.calendar import YearNotLoaded
from offices.working_time.calendar_rows import load_calendar

log = structlog.get_logger("police_portal.dossiers")

MANAGE, CORRECT = "dossiers.manage_dossier", "dossiers.correct_dossier"


class DossierChanged(ValidationError):
    """Somebody else changed the dossier since the caller saw it; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa thay đổi hồ sơ này. Hãy xem lại hồ sơ rồi thực hiện lại nếu còn cần.",
            code="dossier_changed",
        )


def author_of(user: User) -> Author:
    """Return `user` as the author of a change: a manager if they have the permission."""
    return Author(Actor.MANAGER if user.has_perm(MANAGE) else Actor.OFFICER, user)


def lock(dossier_id: int, by: Author, seen: int | None = None) -> Dossier:
    """Return the dossier with its row locked, though not against rows that refer to it.

    Their writers hold a citizen, whom a notice of this change may have to wait for.
    Call inside a transaction. Raises Dossier.DoesNotExist and DossierChanged.
    """
    rows = Dossier.objects.select_for_update(no_key=True).filter(pk=dossier_id)
    if by.offices is not None:
        rows = rows.in_offices(by.offices)
    elif by.user is not None:
        rows = rows.visible_to_officer(by.user)
    dossier: Dossier = rows.get()
    if seen is not None and seen != dossier.events_count:
        raise DossierChanged
    return dossier


def raise_refusals(found: Iterable[Refusal]) -> None:
    """Raise ValidationError with the refusals by field, if there are any."""
    errors: dict[str, list[ValidationError]] = {}
    for refusal in found:
        errors.setdefault(refusal.name or "__all__", []).append(
            ValidationError(refusal.text, code=refusal.code)
        )
    if errors:
        raise ValidationError(errors)


def refuse_field(name: str, code: str, text: str) -> NoReturn:
    """Raise ValidationError for one field."""
    raise ValidationError({name: [ValidationError(text, code=code)]})


def surroundings_of(dossier: Dossier | None = None) -> Surroundings:
    """Return what a change of `dossier` has to know; during a pause this reads its history."""
    pauses = ended_pauses(dossier) if dossier and dossier.paused_at else ()
    return Surroundings(load_calendar(), timezone.now(), pauses)


def save_with_event(dossier: Dossier, event: DossierEvent) -> DossierEvent:
    """Save the row, count it by day, append the event and tell the citizens."""
    with day_totals.counted([dossier]):
        dossier.save()
        return append_event(dossier, event)


def append_event(dossier: Dossier, event: DossierEvent) -> DossierEvent:
    """Append the event of a row that is saved already, and tell the citizens."""
    event.dossier = dossier
    event.save()
    outward.tell([(dossier, event)])
    notifying.tell(dossier, event)
    log.info(
        "dossier_changed",
        dossier=dossier.pk,
        kind=str(event.kind),
        status=str(dossier.status),
        source=str(event.source),
    )
    return event


def year_missing(error: YearNotLoaded) -> ValidationError:
    """Return the refusal of a change whose due date needs a year that is not loaded."""
    return ValidationError(str(error), code=error.code)


def require_limit(by: Author) -> None:
    """Refuse if an officer gave no limit where the procedure leaves a choice.

    A file that knows neither limit nor date is accepted without one.
    """
    if by.actor in (Actor.OFFICER, Actor.MANAGER):
        refuse_field(
            "limit",
            "limit_missing",
            "Thủ tục có nhiều thời hạn hoặc chưa có thời hạn: hãy ghi thời hạn của hồ sơ này.",
        )
