"""What a chain of custody says of a file and of its report, beside what happened to it.

Each entry holds it as it was then, under the entry's MAC: what an export signs is what was received
or what an entry changed, not what somebody wrote into the rows. Entries of before 0.10 hold nothing
of it; the next entry does.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from reports.evidence import register
from reports.models import CustodyEntry, Evidence

# A report moves on to another kind and office by moves of its own.
MOVING = frozenset({"kind", "office"})
Facts = Mapping[str, object]


def facts_of(evidence: Evidence) -> dict[str, object]:
    """Return what is true of attached evidence now, as JSON keeps it."""
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
    """Return the names of what the rows say otherwise than the newest entry that holds facts."""
    said: Facts = {}
    moving = set(MOVING)
    for entry in entries:
        if entry.says is not None:
            said, moving = entry.says, set(MOVING)
        elif entry.act == CustodyEntry.Act.QUARANTINED:  # by an instance of the former version
            moving.add("quarantined")
    now = facts_of(evidence)
    return sorted(name for name in said if name not in moving and said[name] != now.get(name))


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None
