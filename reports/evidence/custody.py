"""Who had a piece of evidence: the only writer of its chain of custody.

The chain begins when a file becomes evidence of a report: what nobody sends is deleted without a
trace. Each entry is bound to the one before by a MAC with a key that the database does not have.
It holds the facts of the file and its report as they were then, so an export signs what was
received, not what somebody wrote into the rows. Entries of before 0.10 hold no facts.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from foundation.media import custody as chains
from foundation.media.custody import Content, End, custody_key
from reports.evidence import register
from reports.evidence.custody_ends import keep_end
from reports.models import CustodyEntry, Evidence, Report

Act = CustodyEntry.Act
MAX_NOTE = 300
# A report moves on to another kind and office by moves of its own.
MOVING = frozenset({"kind", "office"})
Facts = Mapping[str, object]


def name_of(evidence: Evidence) -> str:
    """Return the name of a chain, by which none of its entries fits into another."""
    return f"evidence-{evidence.pk}"


def content_of(entry: CustodyEntry) -> Content:
    """Return what the MAC of an entry covers besides its place."""
    content: dict[str, object] = {
        "act": str(entry.act),
        "officer": entry.officer_id,
        "note": entry.note,
        "sha256": entry.sha256,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    if entry.says is None:  # as 0.9 wrote it
        return content
    return content | {"format": 2, "says": entry.says}


def end_at(evidence: Evidence, count: int, last_mac: str) -> End:
    """Return the sealed end of a chain of `count` entries."""
    return chains.end_of(custody_key(), name_of(evidence), count, last_mac)


@transaction.atomic
def append(
    evidence: Evidence,
    act: CustodyEntry.Act,
    officer: User | None = None,
    note: str = "",
    at: datetime | None = None,
) -> CustodyEntry:
    """Append an entry; others of the same evidence wait until this transaction ends.

    `note` names no sender. Call it before what it tells of is shown or leaves.
    """
    rows = Evidence.objects.select_for_update(of=("self",)).select_related("report")
    locked = rows.defer("key", "captured").get(pk=evidence.pk)
    last = CustodyEntry.objects.filter(evidence=locked).order_by("-sequence").first()
    if last is None:
        register.add(locked.pk)
    entry = CustodyEntry(
        evidence=locked,
        sequence=last.sequence + 1 if last else 1,
        act=act,
        officer=officer,
        note=note[:MAX_NOTE],
        sha256=locked.sha256,
        at=at or timezone.now(),
        says=facts_of(locked),
    )
    before = last.mac if last else ""
    entry.mac = chains.link(
        custody_key(), name_of(locked), before, entry.sequence, content_of(entry)
    )
    entry.save()
    _keep_end(entry)
    return entry


def note_hand_over(report: Report, officer: User, body: str) -> None:
    """Note that the case to which the evidence of a report belongs went to another body."""
    for one in Evidence.objects.filter(report=report, removed_at__isnull=True).order_by("pk"):
        append(one, Act.HANDED_OVER, officer, body)


def _keep_end(entry: CustodyEntry) -> None:
    end = end_at(entry.evidence, entry.sequence, entry.mac)
    if entry.sequence == 1:
        keep_end(entry.evidence_id, end)
        return

    def keep() -> None:
        keep_end(entry.evidence_id, end)

    # An end that cannot be written lags behind, which verification mends.
    transaction.on_commit(keep, robust=True)


def facts_of(evidence: Evidence) -> dict[str, object]:
    """Return the current facts of attached evidence, as JSON."""
    report = evidence.report
    said: dict[str, object] = {
        name: getattr(evidence, name)
        for name in (
            "media_type", "size", "picker", "own_recording", "keeps_original", "quarantined"
        )
    }  # fmt: skip
    said["completed_at"] = _moment(evidence.completed_at)
    said["received_number"] = register.number_of(evidence.pk)
    if report is None:
        return said
    said |= {"number": report.number, "kind": report.kind_id, "office": report.office_id}
    for name in ("first_received_at", "occurred_from", "occurred_to"):
        said[name] = _moment(getattr(report, name))
    return said


def changed_since(evidence: Evidence, entries: Iterable[CustodyEntry]) -> list[str]:
    """Return the names of facts that differ from the newest entry with facts."""
    said: Facts = {}
    moving = set(MOVING)
    for entry in entries:
        if entry.says is not None:
            said, moving = entry.says, set(MOVING)
        elif entry.act == Act.QUARANTINED:  # by an instance of the former version
            moving.add("quarantined")
    now = facts_of(evidence)
    return sorted(name for name in said if name not in moving and said[name] != now.get(name))


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None
