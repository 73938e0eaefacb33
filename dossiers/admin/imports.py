"""Loading files.

Upload, map headers, see every bad row, let the good ones be written, watch it happen.

A long import is driven by its page: each request works for a few seconds and the page, by htmx,
asks for the next ones. So there is no worker to run and watch, no request that times out, and
closing the page only stops it: whoever opens it again goes on.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSplitDateTimeWidget,
)

from dossiers.importing import columns, files, running
from dossiers.importing.faults import FileRefused
from dossiers.models import ColumnName, DossierImport, OfficeName
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.records.formulas import defused
from offices.models import Office
from offices.tree import offices_below

STEP_SECONDS = 3.0
SHOWN_FAULTS = 200
_DONE = {
    "map": "Khai báo cột",
    "office": "Khai báo đơn vị",
    "check": "Kiểm tra lại",
    "apply": "Cho ghi",
    "cancel": "Huỷ",
}
STATES = {"Đã ghi xong": "success", "Đã huỷ": "danger", "Đã kiểm tra, chờ ghi": "info"}


def offices_of(user: Any) -> QuerySet[Any]:
    """Return the offices into which an officer may load dossiers."""
    return (
        Office.objects.all()
        if user.is_superuser
        else Office.objects.filter(pk__in=offices_below(user))
    )


class UploadForm(forms.Form):
    """A file, and what it does not say itself."""

    file = forms.FileField(
        label="Tệp hồ sơ",
        widget=UnfoldAdminFileFieldWidget,
        help_text=f"CSV hoặc XLSX, tối đa {files.MAX_FILE_BYTES // 1024 // 1024} MB.",
    )
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Đơn vị của dòng không ghi đơn vị",
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="Để trống nếu tệp có cột DonViXuLy.",
    )
    as_of = forms.SplitDateTimeField(
        label="Tệp được xuất lúc",
        required=False,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text="Hồ sơ đã thay đổi sau lúc này không bị tệp ghi đè. Để trống nếu vừa xuất.",
    )
    encoding = forms.ChoiceField(
        label="Bảng mã",
        required=False,
        choices=[("", "Tự nhận biết (UTF-8, UTF-16)"), ("cp1258", "Windows-1258")],
        widget=UnfoldAdminSelectWidget,
        help_text="Chỉ đổi khi biết chắc tệp CSV dùng bảng mã cũ.",
    )

    def __init__(self, user: Any, *args: Any) -> None:
        super().__init__(*args)
        self.fields["office"].queryset = offices_of(user)  # type: ignore[attr-defined]  # a field of models

    def clean_as_of(self) -> datetime | None:
        """Refuse a moment that has not come."""
        moment: datetime | None = self.cleaned_data["as_of"]
        if moment and moment > timezone.now():
            raise forms.ValidationError("Lúc xuất tệp không được ở tương lai.")
        return moment


@admin.register(DossierImport)
class DossierImportAdmin(ReadOnlyAdmin):
    """Imports of one's own; superusers see all."""

    list_display = [
        "show_number",
        "file_name",
        "started_by",
        "started_at",
        "show_state",
        "total_rows",
        "created",
        "moved",
        "conflicts",
        "refused",
    ]
    list_filter = ["state"]
    list_select_related = ["started_by"]
    logged_values = ("state", "total_rows", "created", "moved", "unchanged", "conflicts", "refused")
    piecewise = (
        "dossiers_dossierimport_add",
        "dossiers_dossierimport_change",
    )  # a file is written block by block
    show_full_result_count = False
    paginator = BoundedPaginator

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show an officer their own."""
        found: QuerySet[Any] = super().get_queryset(request)
        return found if request.user.is_superuser else found.filter(started_by=request.user.pk)

    def has_add_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Ask for Django's permission to add an import."""
        return bool(request.user.has_perm("dossiers.add_dossierimport"))

    def has_view_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Let those look who load files, too."""
        return self.has_add_permission(request) or bool(
            request.user.has_perm("dossiers.view_dossierimport")
        )

    @display(description="Tình trạng", label=STATES)
    def show_state(self, batch: DossierImport) -> str:
        """Say how far it is."""
        return str(DossierImport.State(batch.state).label)

    # --- upload ----------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, _form_url: str = "", _extra_context: Any = None
    ) -> HttpResponse:
        """Take a file in; what is wrong with it as a whole is said at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(
            request.user, *((request.POST, request.FILES) if request.method == "POST" else ())
        )
        if form.is_valid():
            try:
                batch = running.begin(_upload(form), request.user)
                self.log_addition(request, batch, "Gửi tệp")
                return self._to(batch)
            except FileRefused as refused:
                form.add_error("file", str(refused.fault))
        return self._page(request, "upload", "Nhập hồ sơ từ tệp", form=form)

    # --- one import ------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, _form_url: str = "", _extra_context: Any = None
    ) -> HttpResponse:
        """Show an import, or do what a button of it asks for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(
            self.get_queryset(request), pk=object_id if object_id.isdecimal() else None
        )
        if request.method == "POST":
            if not self.has_add_permission(request):
                raise PermissionDenied
            return self._act(request, batch)
        if request.GET.get("faults") == "csv":
            return _faults_file(batch)
        return self._page(
            request,
            "import",
            f"Nhập hồ sơ: {batch.file_name}",
            batch=batch,
            **_details(batch, request.user),
        )

    def _act(self, request: HttpRequest, batch: DossierImport) -> HttpResponse:
        acts: Mapping[str, Callable[[], Any]] = {
            "map": lambda: running.map_columns(
                batch.pk, _meanings(batch, request.POST), request.user
            ),
            "office": lambda: self._map_office(request, batch),
            "check": lambda: running.check_again(batch.pk),
            "apply": lambda: running.confirm(batch.pk),
            "cancel": lambda: running.cancel(batch.pk),
        }
        name = request.POST.get("act", "")
        if name == "step":
            return self._step(request, batch)
        if name in acts:
            with transaction.atomic():
                self.remember(request, batch)
                acts[name]()
                self.log_change(request, batch, _DONE[name])
        return self._to(batch)

    def _step(self, request: HttpRequest, batch: DossierImport) -> HttpResponse:
        """Work for some seconds; tell the page how far it is, or to show the result."""
        try:
            self.remember(request, batch)
            for _block in running.work(batch.pk, STEP_SECONDS):
                pass
        except FileRefused as refused:
            running.cancel(batch.pk)
            messages.error(request, str(refused.fault))
        batch.refresh_from_db()
        if (
            batch.state == running.State.DONE
        ):  # the rows themselves are in the dossiers' own histories
            self.log_change(request, batch, "Ghi xong")
        if "HX-Request" not in request.headers:
            return self._to(batch)
        if batch.state not in (running.State.CHECKING, running.State.APPLYING):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return TemplateResponse(request, "admin/dossiers/progress.html", {"batch": batch})

    @staticmethod
    def _map_office(request: HttpRequest, batch: DossierImport) -> None:
        office = offices_of(request.user).filter(pk=request.POST.get("office", "")).first()
        written = request.POST.get("written", "")
        if office and written in running.unknown_offices(batch):
            running.map_office(batch.pk, written, office.pk, request.user)
        else:
            messages.error(request, "Hãy chọn một đơn vị.")

    @staticmethod
    def _to(batch: DossierImport) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:dossiers_dossierimport_change", args=[batch.pk]))

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "may_load": self.has_add_permission(request),
        }
        return TemplateResponse(request, f"admin/dossiers/{template}.html", {**known, **context})


def _upload(form: UploadForm) -> running.Upload:
    given = form.cleaned_data
    office = given["office"]
    return running.Upload(
        given["file"],
        given["file"].name,
        office.pk if office else None,
        given["as_of"],
        given["encoding"],
    )


def _details(batch: DossierImport, user: Any) -> dict[str, Any]:
    """Return what the page of an import shows besides its own row."""
    faults = batch.faults.all()
    headers = running.headers_of(batch)
    return {
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": faults.count() > SHOWN_FAULTS,
        "kinds": faults.order_by()
        .values("code", "conflict")
        .annotate(count=Count("pk"))
        .order_by("-count"),
        "columns": list(zip(headers.names, headers.keys, strict=True)),
        "missing": headers.missing,
        "unknown": headers.unknown,
        "choices": columns.choices(),
        "unknown_offices": running.unknown_offices(batch)
        if batch.state == running.State.READY
        else [],
        "offices": offices_of(user) if batch.state == running.State.READY else [],
        "working": batch.state in (running.State.CHECKING, running.State.APPLYING),
    }


def _meanings(batch: DossierImport, sent: Mapping[str, str]) -> dict[str, str]:
    """Return the choices of the form: the select named by a column's position."""
    known = {key for key, _title in columns.choices()}
    chosen = {
        name: sent.get(f"column-{position}", "")
        for position, name in enumerate(batch.headers)
        if name
    }
    return {name: key for name, key in chosen.items() if key in known}


def _faults_file(batch: DossierImport) -> HttpResponse:
    """Return every bad row as CSV."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
    response["Content-Disposition"] = f'attachment; filename="dong-loi-{batch.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["Dòng", "Cột", "Loại", "Lỗi"])
    for row, column, conflict, text in batch.faults.values_list(
        "row", "column", "conflict", "text"
    ).iterator(chunk_size=1000):
        writer.writerow(
            [row, defused(column), "Mâu thuẫn" if conflict else "Dòng lỗi", defused(text)]
        )
    return response


class NamesAdmin(ChangeLoggedAdmin):
    """Names that were mapped: corrected or forgotten here, added where a file needs them."""

    list_fullwidth = True
    list_select_related = ["by"]
    search_fields = ["written"]
    readonly_fields = ["folded", "written", "by", "at"]

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Refuse."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Note who said it last."""
        obj.by, obj.at = request.user, timezone.now()
        super().save_model(request, obj, form, change)


class ColumnNameForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What a header holds."""

    key = forms.ChoiceField(label="Là cột", choices=columns.choices, widget=UnfoldAdminSelectWidget)


@admin.register(ColumnName)
class ColumnNameAdmin(NamesAdmin):
    """Headers."""

    form = ColumnNameForm
    list_display = ["written", "show_key", "by", "at"]

    @display(description="Là cột")
    def show_key(self, name: ColumnName) -> str:
        """Show the column's title."""
        return dict(columns.choices()).get(name.key, name.key)


@admin.register(OfficeName)
class OfficeNameAdmin(NamesAdmin):
    """Names of offices."""

    list_display = ["written", "office", "by", "at"]
    list_select_related = ["by", "office"]
