"""Who sent a report: the only reader and writer of the sealed rows.

Notices reach the sender through `citizen_of`, which tells nobody. An officer opens a seal with a
reason, and it is written down and told to the office's leaders.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from citizens.access_log import Kind
from citizens.access_log.recording import Action, Where, record
from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows
from foundation.database.prepared import Given, Prepared
from foundation.desk.remembering import remembered
from reports import rights
from reports.checking.completeness import Draft
from reports.models import Identity, Report, ReporterSeal, SealOpening
from reports.querysets import citizen_hash

SEAL = "report_seal"  # under which the log of access names openings


@dataclass(frozen=True)
class Sender:
    """What a seal holds: the citizen's id, and what the sender wrote about themself."""

    citizen: int
    name: str = ""
    address: str = ""
    phone: str = ""
    guardian: str = ""


def seal(report: Report, citizen: Citizen, about: dict[str, Any]) -> None:
    """Seal the sender of a new report. `about` has fields of Sender besides the citizen."""
    content = orjson.dumps({"citizen": citizen.pk, **about}).decode()
    ReporterSeal.objects.create(report=report, citizen_hash=citizen_hash(citizen), content=content)


def seal_draft(report: Report, citizen: Citizen | None, draft: Draft, guardian: str) -> None:
    """Seal the sender of a new report, unless they want to stay unknown.

    Who sends under their name need not write again what they have verified.
    """
    if citizen is None or draft.identity == Identity.ANONYMOUS:
        return
    about = {"name": draft.name, "address": draft.address, "phone": draft.phone}
    if draft.identity == Identity.NAMED:
        about["name"] = str(draft.name or citizen.own_name or citizen.name)
        about["phone"] = str(draft.phone or citizen.phone)
    seal(report, citizen, {**about, "guardian": guardian})


def sender_of(report: Report) -> Sender | None:
    """Return who sent the report; None if anonymous or erased. Never for a page of officers."""
    found = ReporterSeal.objects.filter(report=report).first()
    return Sender(**orjson.loads(found.content)) if found else None


@transaction.atomic
def open_seal(report: Report, officer: User, reason: str) -> Sender | None:
    """Return the sender to an officer who gave a reason; the opening is kept for good.

    It is written down before anything is shown. Raises PermissionDenied.
    """
    if not rights.may_open_seal(report, officer):
        raise PermissionDenied
    SealOpening.objects.create(report=report, officer=officer, reason=reason)
    record(actor=officer, action=Action.SEEN, subject=(SEAL, [report.pk]), where=Where.ADMIN)
    return sender_of(report)


def reports_of(citizen: Citizen) -> Iterable[int]:
    """Return the ids of the reports that the citizen sent under their account."""
    mark = citizen_hash(citizen)
    return remembered(("reports of", mark), lambda: _IDS.rows(mark=mark))


_IDS = Prepared(lambda: Report.objects.of_sender(Given("mark")).values_list("pk", flat=True))


# Where it says that a citizen has reports.
ROWS = (
    OwnRows(ReporterSeal, "citizen_hash", lambda citizen: [citizen_hash(citizen)], sealed=True),
)
KIND = Kind(SEAL, "Danh tính người gửi phản ánh", reports_of, ROWS)
