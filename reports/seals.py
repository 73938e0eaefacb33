"""Who sent a report: the only reader and writer of the sealed rows.

Notices reach the sender through `citizen_of`, which tells nobody. An officer opens a seal with a
reason, and it is written down and told to the office's leaders.
"""

from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from citizens.models import Citizen
from reports.models import Report, ReporterSeal, SealOpening
from reports.querysets import citizen_hash


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


def sender_of(report: Report) -> Sender | None:
    """Return who sent the report; None if anonymous or erased. Never for a page of officers."""
    found = ReporterSeal.objects.filter(report=report).first()
    return Sender(**orjson.loads(found.content)) if found else None


@transaction.atomic
def open_seal(report: Report, officer: User, reason: str) -> Sender | None:
    """Return the sender to an officer who gave a reason; the opening is kept for good."""
    SealOpening.objects.create(report=report, officer=officer, reason=reason)
    return sender_of(report)
