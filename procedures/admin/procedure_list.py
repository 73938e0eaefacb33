"""Lists of procedures: what all have in common, and the list of those to check."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.tags import tag
from procedures.admin.filters import LIST_FILTERS
from procedures.admin.tags import FEES, STATES, TRUSTS
from procedures.choices import FeeStatus, State, Trust
from procedures.models import Procedure
from procedures.querysets import matching, needing_recheck

MAX_DOUBT = 110


class ProcedureList(ChangeLoggedAdmin):
    """The base of the lists of procedures."""

    list_fullwidth = True
    list_filter: Sequence[Any] = LIST_FILTERS
    list_filter_submit = True
    list_per_page = 50
    list_select_related = ("field",)
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("folded",)
    search_help_text = "Tên, mã hoặc từ khoá; không cần gõ dấu"
    actions = None

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Procedure], search_term: str
    ) -> tuple[QuerySet[Procedure], bool]:
        """Search without marks."""
        return matching(queryset, search_term), False

    @display(description="Thủ tục", ordering="short_name", header=True)
    def show_name(self, procedure: Procedure) -> list[str]:
        """Show the short name and, below it, code and field."""
        return [str(procedure), f"{procedure.code or 'chưa có mã quốc gia'} · {procedure.field}"]

    @display(description="Trạng thái", ordering="state")
    def show_state(self, procedure: Procedure) -> str:
        """Show the state, and whether the draft differs from what citizens see."""
        state = tag(*STATES[State(procedure.state)])
        if not procedure.differs:
            return state
        return format_html("{}<br>{}", state, tag("Bản nháp khác", "warning"))

    @display(description="Mức độ tin cậy", ordering="trust")
    def show_trust(self, procedure: Procedure) -> str:
        """Show how certain the entry is."""
        return tag(*TRUSTS[Trust(procedure.trust)])

    @display(description="Phí, lệ phí", ordering="fee_status")
    def show_fee(self, procedure: Procedure) -> str:
        """Show how certain the fees are."""
        return tag(*FEES[FeeStatus(procedure.fee_status)])

    @display(description="Công bố lúc", ordering="published_at")
    def show_published(self, procedure: Procedure) -> date | None:
        """Show the day of the last publication."""
        return timezone.localdate(procedure.published_at) if procedure.published_at else None


class RecheckList(ProcedureList):
    """What officers must check again, oldest first; its rows open the pages of procedures."""

    list_display = ("show_name", "show_doubts", "show_trust", "show_fee", "as_of")
    ordering = ("as_of", "pk")
    list_before_template = "admin/procedures/recheck_intro.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        waiting = needing_recheck().order_by().values("pk")
        found: QuerySet[Procedure] = super().get_queryset(request).filter(pk__in=waiting)
        return found

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    @display(description="Điểm cần xác minh")
    def show_doubts(self, procedure: Procedure) -> str:
        """Show the beginning of the first two doubts."""
        return " • ".join(_shorten(doubt) for doubt in procedure.doubts[:2]) or "–"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_DOUBT else text[: MAX_DOUBT - 1] + "…"
