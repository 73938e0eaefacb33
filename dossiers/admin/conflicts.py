"""Where files and the connector contradict what is known: an officer accepts or rejects it."""

from collections.abc import Callable

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from citizens.access_log import LoggedAdmin
from citizens.login.phones import masked
from dossiers import actions
from dossiers.importing import conflicts, rows
from dossiers.models import Dossier, ImportConflict
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import MAIN, RowButton, RowForm, RowPage, row_form
from foundation.desk.read_only import ReadOnlyAdmin

STATES = {"Chờ quyết định": "warning", "Lấy theo tệp": "success", "Giữ như hệ thống": "info"}


def _settles(act: Callable[[int, User, str], ImportConflict], done: str) -> type[RowForm]:
    """Return a dialog that asks for the reason of a decision."""
    note = forms.CharField(
        label="Lý do",
        max_length=conflicts.MAX_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Lưu trong nội bộ. Không ghi số điện thoại, số giấy tờ.",
    )
    return row_form(lambda row, officer, why: act(row.pk, officer, why), done, note=note)


DIALOGS = {
    "accept": RowButton(
        "Lấy theo tệp", "lay-theo-tep", "done", "accept",
        _settles(conflicts.accept, "Đã đính chính theo tệp"), "Lấy theo tệp",
        "Hồ sơ được đính chính theo tệp; lịch sử giữ điều cũ và lý do. Đổi trạng thái hay ngày hẹn "
        "thì báo công dân.", "Đính chính", MAIN,
    ),
    "reject": RowButton(
        "Giữ như hệ thống", "giu-nguyen", "block", "settle",
        _settles(conflicts.reject, "Đã giữ như hệ thống"), "Giữ như hệ thống",
        "Hồ sơ không đổi; tệp ghi lại đúng như vậy lần sau thì không hỏi nữa.", "Giữ nguyên",
    ),
}  # fmt: skip


@admin.register(ImportConflict)
class ImportConflictAdmin(RowPage, LoggedAdmin, ReadOnlyAdmin):
    """Conflicts of the officer's offices."""

    dialogs = DIALOGS
    list_display = ["show_number", "dossier", "show_what", "show_state", "at", "settled_by"]
    list_filter = ["state"]
    list_select_related = ["dossier", "settled_by"]
    logged_values = ("state", "settled_by")
    show_full_result_count = False
    paginator = BoundedPaginator
    search_fields = ["=dossier__code"]
    search_help_text = "Đủ cả mã hồ sơ"
    actions_detail = ["accept", "reject"]
    fieldsets = [
        (
            "Chưa khớp",
            {"fields": ["show_dossier", "show_differences", ("batch", "row_number", "at")]},
        ),
        (
            "Quyết định",
            {"fields": ["show_deciders", "show_state", "settled_by", "settled_at", "note"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportConflict]:
        """Return conflicts of dossiers that the officer may see."""
        found: QuerySet[ImportConflict] = super().get_queryset(request).defer("row")
        return (
            found
            if request.user.is_superuser
            else found.filter(dossier__in=Dossier.objects.visible_to_officer(request.user))
        )

    def has_settle_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(conflicts.SETTLE))

    def has_accept_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Ask for both: to accept is also to correct the dossier."""
        return bool(
            request.user.has_perm(conflicts.SETTLE) and request.user.has_perm(actions.CORRECT)
        )

    @display(description="Hồ sơ")
    def show_dossier(self, conflict: ImportConflict) -> str:
        return format_html('<a href="{}">{}</a>', _dossier_page(conflict), conflict.dossier.code)

    @display(description="Khác nhau ở")
    def show_what(self, conflict: ImportConflict) -> str:
        return ", ".join(one["title"] for one in conflict.differences)

    @display(description="Khác nhau")
    def show_differences(self, conflict: ImportConflict) -> str:
        """Show what is known and what the file says beside each other."""
        return render_to_string(
            "admin/dossiers/differences.html", {"lines": side_by_side(conflict)}
        )

    @display(description="Ai quyết định")
    def show_deciders(self, conflict: ImportConflict) -> str:
        """Name who may settle it: to believe the file needs more rights than to keep."""
        if conflict.state != ImportConflict.State.OPEN:
            return "Đã quyết định."
        named = conflicts.deciders(conflict.dossier.office_id)
        return format_html(
            "Giữ như hệ thống: {}.<br>Lấy theo tệp: {}.",
            ", ".join(named.keep) or "chưa có cán bộ nào của đơn vị có quyền",
            ", ".join(named.accept) or "chưa có cán bộ nào của đơn vị có quyền",
        )

    @display(description="Tình trạng", label=STATES)
    def show_state(self, conflict: ImportConflict) -> str:
        return str(ImportConflict.State(conflict.state).label)


_PERSONAL = {"applicant": "applicant_name", "phone": "masked_phone"}


def side_by_side(conflict: ImportConflict) -> list[dict[str, str]]:
    """Return each difference with what is known and what the file says.

    Names are shown, phone numbers masked, of an ID number only that it differs. The file's own
    values are kept until the conflict is settled.
    """
    row = rows.load(conflict.row) if conflict.row else None
    phone = masked(row.phone) if row and row.phone else ""
    said = {"applicant": row.applicant, "phone": phone} if row else {}
    return [
        {
            "title": one["title"],
            "known": one["known"] or _known(conflict.dossier, one["key"]),
            "said": one["said"] or said.get(one["key"], ""),
        }
        for one in conflict.differences
    ]


def _known(dossier: Dossier, key: str) -> str:
    """Return a person's value as officers see it; "" for what is never shown."""
    return str(getattr(dossier, _PERSONAL[key])) if key in _PERSONAL else ""


def _dossier_page(conflict: ImportConflict) -> str:
    return reverse("admin:dossiers_dossier_change", args=[conflict.dossier_id])
