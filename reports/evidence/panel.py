"""The evidence of a report as its page shows it: what the file says beside what the sender said.

It shows no picture: looking at one is a deliberate act, which stands in the chain of custody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch

from offices.geography.places import Point
from reports import rights
from reports.checking.completeness import Draft
from reports.checking.discrepancies import Differences, differences_of
from reports.evidence.looking import may_look
from reports.evidence.seen_before import Sighting, seen_before
from reports.evidence.verifying import Fault
from reports.models import CustodyEntry, Evidence, Report
from reports.models.captured import Captured, EvidenceFact, unpack
from reports.reporter import own_reports

AS_SAID = Differences()
LINKS = 20  # of each chain, the newest
TEMPLATE = "admin/reports/evidence_panel.html"


@dataclass(frozen=True)
class Shown:
    """One file, as the page shows it."""

    row: Evidence
    name: str
    captured: Captured
    same: Sequence[Sighting]
    near: Sequence[Sighting]
    may_look: bool
    is_picture: bool
    fault: str
    custody: Sequence[CustodyEntry]
    differs: Differences = AS_SAID


def context_of(report: Report, user: User | AnonymousUser) -> dict[str, Any]:
    """Return the evidence of a report as the officer sees it; in eight queries at most."""
    links = CustodyEntry.objects.select_related("officer").order_by("-sequence")
    files = list(
        Evidence.objects.filter(report=report).prefetch_related(
            Prefetch("custody", links[:LINKS], to_attr="newest_links")
        )
    )
    before = seen_before(report, files, user)
    shown = [
        _shown(one, number, before.get(one.pk, []), user)
        for number, one in enumerate(files, start=1)
    ]
    kept = any(one.removed_at is None for one in files)
    return {
        "report": report,
        "files": _compared(report, shown),
        "pictures": sum(one.may_look and one.is_picture for one in shown),
        "may_export": kept and user.has_perm(rights.EXPORT),
    }


def _shown(one: Any, number: int, before: Sequence[Sighting], user: User | AnonymousUser) -> Shown:
    return Shown(
        row=one,
        name=own_reports.name_of_file(one.media_type, number),
        captured=unpack(one.captured),
        same=[sighting for sighting in before if sighting.same],
        near=[sighting for sighting in before if not sighting.same],
        may_look=may_look(user, one) and not one.fault,
        is_picture=not one.media_type.startswith("video/"),
        fault=str(Fault(one.fault).label) if one.fault else "",
        custody=one.newest_links,
    )


def _compared(report: Report, files: Sequence[Shown]) -> list[Shown]:
    """Return the files with how each differs from what the sender said."""
    said = _said(report, files)
    facts = zip(files, said.evidence, strict=True)
    return [replace(one, differs=differences_of(said, fact)) for one, fact in facts]


def _said(report: Report, files: Sequence[Shown]) -> Draft:
    """Return time and place from the sender and from the files."""
    latitude, longitude = report.latitude, report.longitude
    return Draft(
        report.kind_id,
        occurred_from=report.occurred_from,
        occurred_to=report.occurred_to,
        point=None if latitude is None or longitude is None else Point(latitude, longitude),
        evidence=tuple(
            EvidenceFact(one.row.media_type, one.captured.at, one.captured.point) for one in files
        ),
    )
