"""The work list of fees: ending soon, without an end, or not confirmed by the province."""

from datetime import date
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from procedures.admin.filters import LIST_FILTERS
from procedures.admin.procedure_list import ProcedureList
from procedures.drafts.labels import title_row
from procedures.fees.needing_attention import (
    NEXT_END_FIRST,
    Work,
    is_row_waiting,
    next_end_first,
    procedures_to_look_at,
    procedures_with,
)
from procedures.models import Fee, Procedure, ReducedFee

MAX_ROWS = 6


class WorkFilter(DropdownFilter):
    """Why a procedure is in the list."""

    title = "việc"
    parameter_name = "work"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Procedure]"
    ) -> list[tuple[str, str]]:
        return list(Work.choices)

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Procedure]) -> QuerySet[Procedure]:
        """Keep only the procedures with this kind of work."""
        if self.value() not in Work.values:
            return queryset
        waiting = procedures_with(Work(self.value()), timezone.localdate())
        return queryset.filter(pk__in=waiting.order_by().values("pk"))


class FeeWorkList(ProcedureList):
    """Procedures whose fees need attention; its rows open the pages of procedures."""

    list_display = ("show_name", "show_rows", "show_fee", "as_of")
    list_filter = (WorkFilter, *LIST_FILTERS)
    list_before_template = "admin/procedures/fee_work_intro.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        today = timezone.localdate()
        waiting = procedures_to_look_at(today).order_by().values("pk")
        rows = super().get_queryset(request).filter(pk__in=waiting)
        return next_end_first(rows, today).prefetch_related("fees", "reductions__reduction")

    def get_ordering(self, _request: HttpRequest) -> Any:
        """Keep the order of the query; the admin would use the model's order for an empty list."""
        return NEXT_END_FIRST

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    @display(description="Mức thu, miễn, giảm")
    def show_rows(self, procedure: Procedure) -> str:
        """Show the fees and reductions that need attention, each with its end and the reason."""
        today = timezone.localdate()
        rows: list[Fee | ReducedFee] = [*procedure.fees.all(), *procedure.reductions.all()]
        lines = [(_describe(row, today),) for row in rows if is_row_waiting(row, today)]
        more = len(lines) - MAX_ROWS
        shown = [*lines[:MAX_ROWS], *([(f"… và {more} dòng nữa",)] if more > 0 else [])]
        return format_html_join("", "<div>{}</div>", shown) or "–"


def _describe(row: Fee | ReducedFee, day: date) -> str:
    if isinstance(row, Fee):
        columns = ("amount", "amount_to", "currency", "unit", "name", "condition")
        title = title_row("fees", {name: getattr(row, name) for name in columns})
        dated: Fee | object = row
    else:
        title, dated = row.reduction.name, row.reduction
    end, confirmed = getattr(dated, "effective_to", None), getattr(dated, "confirmed_on", None)
    until = f"đến hết {end:%d/%m/%Y}" if end else "không ghi ngày kết thúc"
    ended = " (đã hết)" if end and end < day else ""
    return f"{title} · {until}{ended}{'' if confirmed else ' · chưa xác nhận'}"
