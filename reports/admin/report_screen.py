"""One report on one screen: what was sent, how it stands, the evidence; the rest below."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.one_screen import Colleague, OneScreenAdmin, Panel, Said
from foundation.desk.one_screen.notes import name_of
from foundation.desk.one_screen.parts import CITIZEN, NOTE, OFFICER
from offices.colleagues import colleagues_who_see
from offices.geography.provinces import communes, nearest_commune
from reports import rights
from reports.admin.likely_offices import point_of
from reports.admin.report_parts import incident_of, next_step, said_in
from reports.evidence import panel as evidence
from reports.models import HandOver, Report, ReportMessage
from reports.querysets import DESK_PERMISSIONS
from reports.workflow import Desk, Party

TEMPLATES = "admin/reports"


class ReportScreen(OneScreenAdmin):
    """The page of one report; the queue and the moves are other mixins."""

    def has_note_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        parties = (Party.VERIFIER, Party.LEADER)
        return any(rights.may_act_as(request.user, party) for party in parties)

    def conversation(self, _request: HttpRequest, row: Report) -> list[Said]:
        rows = ReportMessage.objects.filter(report=row).select_related("officer")
        sent = Said(CITIZEN, "Người gửi", row.first_received_at, row.words)
        return [*([sent] if row.words else []), *map(_said, rows)]

    def state_of_row(self, row: Report) -> str:
        return f"{row.status}-{row.office_id}-{row.events_count}"

    def panels(self, _request: HttpRequest, row: Report) -> list[Panel]:
        facts = {
            "row": row,
            "clock": self.show_clock(row),
            "next_step": next_step(row),
            "owner": name_of(row.officer) if row.officer else "",
        }
        found = [
            ("Tình trạng", "standing", facts),
            ("Phản ánh", "about_report", row),
            ("Nơi và lúc xảy ra", "about_place", {**said_in(row), **_place_of(row)}),
            ("Kết quả", "about_result", row if row.outcome or row.document_number else None),
            ("Vụ việc", "incident", incident_of(row) if row.incident_id else None),
            ("Đang chuyển", "going", HandOver.objects.filter(report=row).waiting().first()),
        ]
        return [
            Panel(title, f"{TEMPLATES}/{name}.html", content)
            for title, name, content in found
            if content
        ]

    def main_panels(self, request: HttpRequest, row: Report) -> list[Panel]:
        shown = evidence.context_of(row, request.user)
        title = f"Bằng chứng ({len(shown['files'])} tệp)"
        return [Panel(title, evidence.TEMPLATE, shown)] if shown["files"] else []

    def colleagues(self, _request: HttpRequest, row: Report) -> Sequence[Colleague]:
        """Return who may see the report: of its desk, and nobody of whom it is about."""
        about = row.about_office_id
        seen = DESK_PERMISSIONS.get(Desk(row.kind.desk), rights.VIEW)
        accused = {one.user for one in rights.posts_in(about)} if about else set()
        posts = colleagues_who_see(seen, row.office_id)
        return [Colleague(one.user, one.name) for one in posts if one.user not in accused]


def _said(message: ReportMessage) -> Said:
    if message.author != ReportMessage.Author.OFFICER or message.officer is None:
        return Said(CITIZEN, "Người gửi", message.at, message.text, number=message.pk)
    side = NOTE if message.internal else OFFICER
    return Said(side, name_of(message.officer), message.at, message.text, number=message.pk)


def _place_of(row: Report) -> dict[str, Any]:
    """Return the commune at the point, and where the map shows it."""
    point = point_of(row)
    if point is None:
        return {"commune": "", "map": ""}
    address = reverse("admin:reports_report_map")
    return {
        "commune": nearest_commune(point, communes()).name,
        "map": f"{address}?state=all&q={row.number}",
    }
