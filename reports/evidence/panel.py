"""The evidence of a report as its page shows it: what the file says beside what the sender said.

It shows no picture: looking at one is a deliberate act, which stands in the chain of custody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch
from django.template.loader import render_to_string

from offices.places import Point, distance_m
from reports import rights, wording
from reports.evidence.captured import Captured, unpack
from reports.evidence.looking import may_look
from reports.evidence.seen_before import Sighting, seen_before
from reports.evidence.verifying import Fault
from reports.models import CustodyEntry, Evidence, Report

LINKS = 20  # of each chain, the newest
# Clocks and places of phones are never exact: nearer is no difference.
NEAR_TIME, NEAR_METRES = timedelta(minutes=10), 200
HOUR, MINUTE, KILOMETRE = 3600, 60, 1000
TEMPLATE = "admin/reports/evidence_panel.html"


@dataclass(frozen=True)
class Shown:
    """One file, as the page shows it."""

    row: Evidence
    name: str
    captured: Captured
    time_gap: str
    place_gap: str
    same: Sequence[Sighting]
    near: Sequence[Sighting]
    may_look: bool
    is_picture: bool
    fault: str
    custody: Sequence[CustodyEntry]


def evidence_panel(report: Report, user: User | AnonymousUser) -> str:
    """Return the evidence of a report that the officer sees, as HTML; in eight queries at most."""
    return render_to_string(TEMPLATE, context_of(report, user))


def context_of(report: Report, user: User | AnonymousUser) -> dict[str, Any]:
    """Return what the panel shows."""
    links = CustodyEntry.objects.select_related("officer").order_by("-sequence")
    files = list(
        Evidence.objects.filter(report=report).prefetch_related(
            Prefetch("custody", links[:LINKS], to_attr="newest_links")
        )
    )
    before = seen_before(report, files, user)
    shown = [
        _shown(report, one, number, before.get(one.pk, []), user)
        for number, one in enumerate(files, start=1)
    ]
    kept = any(one.removed_at is None for one in files)
    return {
        "report": report,
        "files": shown,
        "may_export": kept and user.has_perm(rights.EXPORT),
        "is_leader": user.has_perm(rights.LEAD),
    }


def _shown(
    report: Report,
    one: Any,
    number: int,
    before: Sequence[Sighting],
    user: User | AnonymousUser,
) -> Shown:
    captured = unpack(one.captured)
    return Shown(
        row=one,
        name=wording.name_of_file(one.media_type, number),
        captured=captured,
        time_gap=time_gap(report, captured),
        place_gap=place_gap(report, captured),
        same=[sighting for sighting in before if sighting.same],
        near=[sighting for sighting in before if not sighting.same],
        may_look=may_look(user, one) and not one.fault,
        is_picture=not one.media_type.startswith("video/"),
        fault=str(Fault(one.fault).label) if one.fault else "",
        custody=one.newest_links,
    )


def time_gap(report: Report, captured: Captured) -> str:
    """Return by how much the file's own time differs from what was said; empty if it does not."""
    start, end = report.occurred_from, report.occurred_to or report.occurred_from
    if captured.at is None or start is None or end is None:
        return ""
    before, behind = start - captured.at, captured.at - end
    gap, word = (before, "sớm hơn") if before > behind else (behind, "muộn hơn")
    return f"{word} lời người gửi {_duration(gap)}" if gap > NEAR_TIME else ""


def _duration(gap: timedelta) -> str:
    """Return a time in words.

    >>> _duration(timedelta(minutes=95)), _duration(timedelta(days=3))
    ('1 giờ 35 phút', '3 ngày')
    """
    if gap.days:
        return f"{gap.days} ngày"
    hours, rest = divmod(int(gap.total_seconds()), HOUR)
    return f"{hours} giờ {rest // MINUTE} phút" if hours else f"{rest // MINUTE} phút"


def place_gap(report: Report, captured: Captured) -> str:
    """Return how far the file's own place is from what was said; empty if it is near."""
    if captured.point is None or report.latitude is None or report.longitude is None:
        return ""
    metres = distance_m(captured.point, Point(report.latitude, report.longitude))
    if metres <= NEAR_METRES:
        return ""
    far = f"{metres} m" if metres < KILOMETRE else f"{metres / KILOMETRE:.1f} km"
    return f"cách nơi người gửi nêu {far}".replace(".", ",")
