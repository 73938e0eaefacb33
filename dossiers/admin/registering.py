"""Taking a dossier in: its procedure by search, its due date while one types, its receipt."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from citizens.access_log import LoggedAdmin
from dossiers import actions
from dossiers.admin import procedure_search
from dossiers.admin.applicant_forms import RegistrationForm
from dossiers.admin.handed_in import CounterFields
from dossiers.admin.signed_in import signed_in
from dossiers.models import Dossier

DUE = "dossiers_dossier_due"


class RegistersDossiers(LoggedAdmin):
    """Mixed into the admin of dossiers, whose `receipt_with_secret` shows a receipt."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        """Add what the page of a new dossier asks for while one types."""
        return (
            *super().get_custom_urls(),
            ("ghi-nhan/thu-tuc/", procedure_search.NAME, self.procedures_view),
            ("ghi-nhan/hen-tra/", DUE, self.due_view),
        )

    def procedures_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Answer the search for a procedure."""
        self._require_add(request)
        return procedure_search.answer(request)

    def due_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Answer when a dossier would be due, and with the limit of another procedure."""
        self._require_add(request)
        form = CounterFields(request.GET)
        refilled = form.refilled()
        shown = refilled or form
        context = {"promise": shown.promise(), "form": shown, "refilled": refilled}
        return TemplateResponse(request, "admin/dossiers/due.html", context)

    def _require_add(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def add_view(
        self,
        request: HttpRequest,
        _form_url: str = "",
        _extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Register a dossier; what the action refuses is shown at its field."""
        self._require_add(request)
        typed = [request.POST] if request.method == "POST" else []
        form = RegistrationForm(request.user, *typed)
        if form.is_valid():
            try:
                dossier = actions.register(
                    form.registration(), actions.author_of(signed_in(request))
                )
            except ValidationError as error:
                form.refuse(error)
            else:
                return self._registered(request, form, dossier)
        context = {**self.admin_site.each_context(request), "title": "Ghi nhận hồ sơ", "form": form}
        return TemplateResponse(request, "admin/dossiers/register.html", context)

    def _registered(
        self, request: HttpRequest, form: RegistrationForm, dossier: Dossier
    ) -> HttpResponse:
        """Answer with the receipt, whose secret stands nowhere else, or lead to the dossier."""
        self.log_addition(request, dossier, "Đã ghi nhận")
        if form.cleaned_data["slip"]:
            page: HttpResponse = self.receipt_with_secret(request, dossier, dossier.events_count)
            return page
        messages.success(request, f"Đã ghi nhận hồ sơ {dossier.code}.")
        return HttpResponseRedirect(reverse("admin:dossiers_dossier_change", args=[dossier.pk]))
