"""Sending a report: checked, routed, sealed, with its evidence, its deadline and its receipt."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from foundation.records import screening
from foundation.records.vietnamese import syllables
from reports import by_code, routing
from reports.actions.acting import Allowance, Sender
from reports.actions.moving import record_sent, set_deadline
from reports.checking import completeness
from reports.checking.completeness import Draft
from reports.evidence import attaching
from reports.kinds.snapshot import open_kind
from reports.models import Certainty, Identity, Report, ReportedPlate, Topic, details
from reports.models.details import Details
from reports.reporter import seals

log = structlog.get_logger("police_portal.reports")

MAX_SEARCH_WORDS = 500


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
    identity = Identity(draft.identity) if sender.citizen else Identity.ANONYMOUS
    draft = replace(draft, identity=identity)
    said = _said(draft, enclosed, secret, now)
    sender.stay()
    files = attaching.hold(sender.holders, enclosed.evidence)
    kind = open_kind(draft.kind, draft.loss)
    draft = draft.with_files(files)
    completeness.require_complete(draft, kind, now)
    allowance.use()
    receivers = routing.receivers(kind, draft.topic, draft.where, draft.about_office, now)
    topic = Topic.objects.filter(kind=kind.code, code=draft.topic).first()
    report = Report(**said, **receivers, kind_id=kind.code, topic=topic)
    set_deadline(report, entered_at=now, entered=True)
    by_code.save_with_number(report, now)
    ReportedPlate.keep(report, draft.plates)
    seals.seal_draft(report, sender.citizen, draft, enclosed.guardian)
    attaching.attach(report, files)
    record_sent(report, now)
    log.info("report_sent", report=report.pk)
    return report


def _said(draft: Draft, enclosed: Enclosed, secret: str, now: datetime) -> dict[str, Any]:
    """Return what the sender said, as it is kept.

    Without a seal the guardian is named in the details: they may be asked.
    """
    anonymous = draft.identity == Identity.ANONYMOUS
    guardian = enclosed.guardian if anonymous else ""
    placed = draft.point is not None or bool(draft.place_words)
    return {
        "identity": draft.identity,
        "secret_hash": by_code.secret_hash(secret) if anonymous else "",
        "words": draft.words,
        "search_words": " ".join(syllables(screening.mask(draft.words))[:MAX_SEARCH_WORDS]),
        "details": details.pack(Details(draft.suspect, draft.contacts, draft.loss, guardian)),
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
