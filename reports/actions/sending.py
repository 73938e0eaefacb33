"""Sending a report: checked, routed, sealed, with its evidence, its deadline and its receipt."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from citizens.models import Citizen
from foundation.api.problems import FieldError, Problem, pointer
from foundation.records import screening
from foundation.records.vietnamese import syllables
from offices.finding.selection import NoOffice
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from reports import routing
from reports.actions import daily_counts
from reports.actions.acting import Sender
from reports.actions.moving import record_event, set_deadline
from reports.by_code import numbers
from reports.checking import completeness
from reports.checking.accepting import kind_of_draft
from reports.checking.completeness import Draft
from reports.checking.plates import read_plate
from reports.evidence import attaching
from reports.kinds.published import Kind
from reports.models import Certainty, Identity, Report, ReportedPlate, Topic, details
from reports.models.details import Details
from reports.querysets import plate_hash
from reports.reporter import seals
from reports.reporter.daily_limits import Allowance
from reports.workflow import Move

log = structlog.get_logger("police_portal.reports")

MAX_SEARCH_WORDS = 500
TRIES = 5  # to find a number that is free


@dataclass(frozen=True)
class Enclosed:
    """What comes with a draft: ids of uploaded files, and whom to ask about a minor."""

    evidence: tuple[UUID, ...] = ()
    guardian: str = field(default="", repr=False)


@transaction.atomic
def send(
    sender: Sender, draft: Draft, enclosed: Enclosed, allowance: Allowance, secret: str
) -> Report:
    """Put a report into the queue of the office that is competent for it.

    Without a session, or if the sender wants it so, nothing leads from the report to a person: it
    is read again with its number and `secret`. The report is not refused for being one of many of
    its sender unless that is a flood. Raises Problem `report_incomplete`, `kind_closed`,
    `reports_too_many`, `invalid_request`, `session_ended`.
    """
    now = timezone.now()
    sender.stay()
    files = attaching.hold(sender.holders, enclosed.evidence)
    draft = attaching.with_facts(replace(draft, identity=_identity(sender, draft)), files)
    kind = kind_of_draft(draft)
    completeness.require_complete(completeness.check(draft, kind, now))
    allowance.use()
    report = Report(
        **_columns(draft, kind, now),
        **_routed(draft, kind, now),
        **_kept_details(draft, enclosed),
        secret_hash=numbers.secret_hash(secret) if draft.identity == Identity.ANONYMOUS else "",
    )
    set_deadline(report, entered_at=now, entered=True)
    _save_with_number(report, now)
    _save_plates(report, draft.plates)
    _seal(report, sender.citizen, draft, enclosed)
    attaching.attach(report, files)
    record_event(report, Move.SEND)
    daily_counts.count_move(report, Move.SEND, now)
    log.info("report_sent", report=report.pk)
    return report


def _identity(sender: Sender, draft: Draft) -> Identity:
    return Identity(draft.identity) if sender.citizen else Identity.ANONYMOUS


def _columns(draft: Draft, kind: Kind, now: datetime) -> dict[str, Any]:
    """Return what the sender said, as it is kept."""
    placed = draft.point is not None or bool(draft.place_words)
    return {
        "kind_id": kind.code,
        "topic": Topic.objects.filter(kind=kind.code, code=draft.topic).first(),
        "identity": draft.identity,
        "words": draft.words,
        "search_words": " ".join(syllables(screening.mask(draft.words))[:MAX_SEARCH_WORDS]),
        "language": draft.language,
        "occurred_from": draft.occurred_from,
        "occurred_to": draft.occurred_to,
        "place_words": draft.place_words,
        "place_certainty": draft.place_certainty if placed else Certainty.UNKNOWN,
        "latitude": draft.point.latitude if draft.point else None,
        "longitude": draft.point.longitude if draft.point else None,
        "first_received_at": now,
        "changed_at": now,
        "events_count": 1,
    }


def _routed(draft: Draft, kind: Kind, now: datetime) -> dict[str, Any]:
    """Return which office receives the report, and which one it is about."""
    offices = directory.current()
    if draft.about_office and draft.about_office not in offices.offices:
        error = FieldError(pointer("body", "about_office"), "unknown", "Không có đơn vị này.")
        raise Problem("invalid_request", errors=[error])
    where = routing.Where(draft.point, draft.place_words)
    try:
        found = routing.choose_office(
            kind, draft.topic, where, offices, now.astimezone(ZONE).date()
        )
    except NoOffice:  # nobody could read it
        raise Problem("kind_closed", kind.lawful_way) from None
    return {"office_id": found.office_id, "about_office_id": draft.about_office or None}


def _kept_details(draft: Draft, enclosed: Enclosed) -> dict[str, str]:
    """Return the details. Without a seal the guardian is named there: they may be asked."""
    anonymous = draft.identity == Identity.ANONYMOUS
    guardian = enclosed.guardian if anonymous else ""
    return {"details": details.pack(Details(draft.suspect, draft.contacts, draft.loss, guardian))}


def _save_with_number(report: Report, now: datetime) -> None:
    """Save a report under a number that is free."""
    for _try in range(TRIES):
        report.number = numbers.new_number(now)
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError:
            if not Report.objects.filter(number=report.number).exists():
                raise
        else:
            return
    raise Problem("unavailable", retry_after=1)


def _save_plates(report: Report, plates: Iterable[str]) -> None:
    shown = {read_plate(one).normal: read_plate(one).shown for one in plates}
    ReportedPlate.objects.bulk_create(
        ReportedPlate(report=report, plate=plate, plate_hash=plate_hash(plate))
        for plate in shown.values()
    )


def _seal(report: Report, citizen: Citizen | None, draft: Draft, enclosed: Enclosed) -> None:
    """Seal the sender, unless they want to stay unknown.

    Who sends under their name need not write again what they have verified.
    """
    if citizen is None or draft.identity == Identity.ANONYMOUS:
        return
    about = {"name": draft.name, "address": draft.address, "phone": draft.phone}
    if draft.identity == Identity.NAMED:
        about["name"] = str(draft.name or citizen.own_name or citizen.name)
        about["phone"] = str(draft.phone or citizen.phone)
    seals.seal(report, citizen, {**about, "guardian": enclosed.guardian})
