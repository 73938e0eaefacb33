"""What other systems are told of a report: where it stands, never who sent it or what it says.

Of a crime or an officer they are told nothing: the day and the office could put who sent it in
danger, and machines show what they read to officers who may not see these desks.
"""

from foundation.events import recording
from foundation.events.kinds import Kind
from foundation.events.recording import News
from reports.models import Report, ReportEvent
from reports.workflow import Desk

KIND = Kind("report", "Phản ánh", logged="report")


def tell(report: Report, event: ReportEvent, former_office: str = "") -> None:
    """Tell of a move that is written, while the report is locked."""
    if news := news_of(report, event, former_office):
        recording.record([news])


def news_of(report: Report, event: ReportEvent, former_office: str = "") -> News | None:
    """Return what is told of a move."""
    if report.kind.is_crime or report.kind.desk != Desk.GENERAL:
        return None
    data = {
        "number": report.number,
        "kind": report.kind_id,
        "office": event.office_id,
        "status": str(event.status),
        "outcome": str(event.outcome),
    }
    move, office = str(event.move), event.office_id
    return News(KIND.name, move, report.number, report.pk, office, event.at, data, former_office)
