"""Parts of a report's page: the messages, and the incident."""

from collections.abc import Mapping
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


def next_step(report: Report) -> str:
    """Return what has to happen next, and who does it."""
    if report.status == Status.VERIFYING:
        if report.proposed_at:
            return "Lãnh đạo đồng ý, sửa hoặc trả lại đề xuất"
        return "Cán bộ đề xuất kết luận" if report.officer_id else "Giao hoặc nhận xác minh"
    return _NEXT[report.status]


_NEXT: Mapping[str, str] = {
    Status.SENT: "Tiếp nhận, vào sổ",
    Status.RECEIVED: "Lãnh đạo thụ lý, giao xác minh; hoặc chuyển đơn vị có thẩm quyền",
    Status.NEED_MORE: "Chờ người gửi bổ sung",
    Status.CONCLUDED: "Không còn việc",
    Status.DECLINED: "Không còn việc",
    Status.MERGED: "Giải quyết theo phản ánh đứng đầu",
    Status.WITHDRAWN: "Không còn việc",
    Status.DISPUTED: "Lãnh đạo khác xem xét lại",
}


def incident_of(report: Report) -> dict[str, Any]:
    """Return the incident of a report and what else is about it; nothing of the senders."""
    together = Report.objects.filter(incident=report.incident_id).exclude(pk=report.pk)
    return {
        "incident": report.incident,
        "leads": report.status != Status.MERGED,
        "others": together.only("number", "status", "first_received_at").order_by("pk"),
    }
