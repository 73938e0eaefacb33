"""Loading files: upload, map headers, see every bad row, let the good ones be written.

The page drives a long import: each request works for a few seconds and the page, by htmx, asks for
the next. So there is no worker to watch and no request that times out. Closing the page only pauses
the import; anyone who opens it again continues it.
"""

from collections.abc import Callable, Mapping

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import display

from dossiers.admin.import_page import faults_file, meanings_of, page_of
from dossiers.admin.offices import offices_of_officer
from dossiers.admin.signed_in import signed_in
from dossiers.admin.upload_form import UploadForm, upload_of
from dossiers.importing import mapping, planned, running, uploading
from dossiers.models import DossierImport
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.importing.tables import FileRefused

STEP_SECONDS = 3.0
State = DossierImport.State
_DONE = {
    "map": "Khai báo cột",
    "office": "Khai báo đơn vị",
    "check": "Kiểm tra lại",
    "apply": "Cho ghi",
    "cancel": "Huỷ bỏ",
}
STATES = {"Đã ghi xong": "success", "Đã huỷ": "danger", "Đã kiểm tra, chờ ghi": "info"}


@admin.register(DossierImport)
class DossierImportAdmin(ReadOnlyAdmin):
    """An officer's own imports; superusers see all."""

    add_words = "Nhập tệp"
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
    )  # one transaction for each block
    show_full_result_count = False
    paginator = BoundedPaginator

    def get_queryset(self, request: HttpRequest) -> QuerySet[DossierImport]:
        found: QuerySet[DossierImport] = super().get_queryset(request)
        return found if request.user.is_superuser else found.filter(started_by=request.user.pk)

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return bool(request.user.has_perm("dossiers.add_dossierimport"))

    def has_view_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        """Officers who load files may look, too."""
        return self.has_add_permission(request) or bool(
            request.user.has_perm("dossiers.view_dossierimport")
        )

    @display(description="Tình trạng", label=STATES)
    def show_state(self, batch: DossierImport) -> str:
        return str(DossierImport.State(batch.state).label)

    # --- upload ----------------------------------------------------------------------------------

    def add_view(
        self,
        request: HttpRequest,
        _form_url: str = "",
        _extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Take a file; what is wrong with it as a whole is shown at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(
            request.user, *((request.POST, request.FILES) if request.method == "POST" else ())
        )
        if form.is_valid():
            try:
                batch = uploading.begin(upload_of(form), signed_in(request))
                self.log_addition(request, batch, "Gửi tệp")
                return self._to(batch)
            except FileRefused as refused:
                form.add_error("file", str(refused.fault))
        return self._page(request, "upload", "Nhập hồ sơ từ tệp", form=form)

    # --- one import ------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        _form_url: str = "",
        _extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Show an import, or do what one of its buttons asks for."""
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
            return faults_file(batch)
        if (kind := request.GET.get("show", "")) in planned.KINDS and batch.state == State.READY:
            shown = {"batch": batch, "rows": planned.planned_rows(batch, kind), "kind": kind}
            return self._page(request, "planned", planned.KINDS[kind], **shown)
        return self._page(
            request,
            "import",
            f"Nhập hồ sơ: {batch.file_name}",
            batch=batch,
            **page_of(batch, request.user),
        )

    def _act(self, request: HttpRequest, batch: DossierImport) -> HttpResponse:
        acts: Mapping[str, Callable[[], object]] = {
            "map": lambda: mapping.map_columns(
                batch.pk, meanings_of(batch, request.POST), signed_in(request)
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
        """Work for some seconds, then tell the page how far it is or to show the result."""
        try:
            self.remember(request, batch)
            for _block in running.work(batch.pk, STEP_SECONDS):
                pass
        except FileRefused as refused:
            running.cancel(batch.pk)
            messages.error(request, str(refused.fault))
        batch.refresh_from_db()
        if batch.state == running.State.DONE:  # each row is in the history of its dossier
            self.log_change(request, batch, "Ghi xong")
        if "HX-Request" not in request.headers:
            return self._to(batch)
        if batch.state not in (running.State.CHECKING, running.State.APPLYING):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return TemplateResponse(request, "admin/dossiers/progress.html", {"batch": batch})

    @staticmethod
    def _map_office(request: HttpRequest, batch: DossierImport) -> None:
        office = offices_of_officer(request.user).filter(pk=request.POST.get("office", "")).first()
        written = request.POST.get("written", "")
        if office and written in mapping.unknown_offices(batch):
            mapping.map_office(batch.pk, written, office.pk, signed_in(request))
        else:
            messages.error(request, "Hãy chọn một đơn vị.")

    @staticmethod
    def _to(batch: DossierImport) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:dossiers_dossierimport_change", args=[batch.pk]))

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: object
    ) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "may_load": self.has_add_permission(request),
        }
        return TemplateResponse(request, f"admin/dossiers/{template}.html", {**known, **context})
