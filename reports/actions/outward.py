"""What other systems are told of a report: where it stands, never who sent it or what it says.

Of a crime or an officer they are told nothing: the day and the office could put who sent it in
danger, and machines show what they read to officers who may not see these desks.
"""

from foundation.events import recording
from foundation.events.kinds import Kind
from foundation.events.recording import News
from reports.models import Report, ReportEvent, ReportKind
from reports.workflow import Desk, Move

KIND = Kind("report", "Phản ánh", dict(Move.choices), logged="report", hourly=True)


def tell(report: Report, event: ReportEvent, former_office: str = "") -> None:
    """Tell of a move that is written, while the report is locked."""
    if news := news_of(report, event, former_office):
        recording.record([news])


def news_of(
    report: Report,
    event: ReportEvent,
    former_office: str = "",
    former_kind: ReportKind | None = None,
) -> News | None:
    """Return what is told of a move.

    With the move that ends the silence a report is told as sent: nobody learns what it was.
    """
    if not _is_told(report.kind):
        return None
    first = former_kind is not None and not _is_told(former_kind)
    data = {
        "number": report.number,
        "kind": report.kind_id,
        "office": event.office_id,
        "status": str(event.status),
        "outcome": str(event.outcome),
    }
    move, office = str(Move.SEND if first else event.move), event.office_id
    former = "" if first else former_office
    return News(KIND.name, move, report.number, report.pk, office, event.at, data, former)


def _is_told(kind: ReportKind) -> bool:
    return not kind.is_crime and kind.desk == Desk.GENERAL
