"""Parts of a report's page: the messages, and the incident."""

from typing import Any

from reports.models import Report, details
from reports.workflow import Status

BEGINNING = 70
NOTHING_LEFT = "Đã xoá nội dung"


def beginning_of(report: Report) -> str:
    """Return the first words on one line, for lists."""
    line = " ".join(report.words.split())
    if not line:
        return NOTHING_LEFT
    return line if len(line) <= BEGINNING else f"{line[: BEGINNING - 1]}…"


def said_in(report: Report) -> dict[str, Any]:
    """Return the words, the particulars and the plates of a report."""
    return {
        "report": report,
        "details": details.unpack(report.details),
        "plates": [row.plate for row in report.plates.all()],
        "erased": report.erased_at is not None,
    }


def incident_of(report: Report) -> dict[str, Any]:
    """Return the incident of a report and what else is about it; nothing of the senders."""
    if report.incident_id is None:
        return {"incident": None}
    together = Report.objects.filter(incident=report.incident_id).exclude(pk=report.pk)
    return {
        "incident": report.incident,
        "leads": report.status != Status.MERGED,
        "others": together.only("number", "status", "first_received_at").order_by("pk"),
    }
