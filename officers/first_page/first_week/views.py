"""The page «Bắt đầu», for who oversees the whole province."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from unfold.widgets import UnfoldAdminTextInputWidget

from foundation.desk import sent_forms
from foundation.desk.dates import DateField
from officers.first_page.first_week import confirming, steps
from officers.first_page.first_week.steps import ShownStep, Step
from officers.models import ConfirmedStep
from offices.rights import reaches_all

OPEN_STEPS = 3  # a phone shows the others by their titles: the page has at most three screens
VIEW, CONFIRM = "officers.view_confirmedstep", "officers.add_confirmedstep"


class ConfirmForm(forms.Form):
    """When a step was done, and by which paper."""

    day = DateField(label="Ngày hoàn thành")
    note = forms.CharField(
        label="Ghi chú",
        max_length=ConfirmedStep.MAX_NOTE,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ví dụ số văn bản; không ghi tên người dân.",
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa tới.", code="in_future")
        return day


def may_open(request: HttpRequest) -> bool:
    """Return True for administrators, and for leaders of the whole province."""
    return request.user.has_perm(VIEW) and reaches_all(request.user)


@require_http_methods(["GET", "POST"])
@sent_forms.once
def page(request: HttpRequest) -> HttpResponse:
    """Show every step; confirm one, or take a confirmation back."""
    if not may_open(request):
        raise PermissionDenied
    refused: tuple[Step, ConfirmForm] | None = None
    if request.method == "POST":
        step = _step_of(request)
        form = ConfirmForm(request.POST)
        if _acts(request, step, form):
            return HttpResponseRedirect(request.path)
        refused = step, form
    confirmed = steps.confirmations()
    shown = steps.shown_steps(request, confirmed)
    opened = [one.step.code for one in shown if not one.found.done][:OPEN_STEPS]
    if refused:
        opened.append(refused[0].code)
    context = {
        **admin.site.each_context(request),
        "title": "Bắt đầu",
        "steps": [(one, _form_for(one, refused), one.step.code in opened) for one in shown],
        "done": sum(one.found.done for one in shown),
        "may_confirm": request.user.has_perm(CONFIRM),
        "refused": refused[0].code if refused else "",
    }
    return TemplateResponse(request, "admin/first_week/page.html", context)


def _step_of(request: HttpRequest) -> Step:
    """Return the step that is confirmed. Raises PermissionDenied, or Http404 for no such step."""
    if not request.user.has_perm(CONFIRM):
        raise PermissionDenied
    step = confirming.find(request.POST.get("step", ""))
    if step is None:
        raise Http404
    return step


def _acts(request: HttpRequest, step: Step, form: ConfirmForm) -> bool:
    """Confirm, or take back; False with errors in the form."""
    if "take_back" in request.POST:
        confirming.take_back(step, request.user)
        messages.success(request, f"Đã bỏ xác nhận «{step.title}».")
        return True
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        confirming.confirm(step, request.user, given["day"], given["note"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, f"Đã xác nhận «{step.title}».")
    return True


def _form_for(shown: ShownStep, refused: tuple[Step, ConfirmForm] | None) -> ConfirmForm | None:
    """Return the form of a step that a person confirms; its fields are named by the step."""
    if shown.step.look is not None:
        return None
    form = refused[1] if refused and refused[0] == shown.step else ConfirmForm()
    form.auto_id = f"{shown.step.code}-%s"
    return form


def panel(request: HttpRequest) -> dict[str, Any]:
    """Return how far the first week is; nothing once it is over, or for other officers."""
    if not reaches_all(request.user):
        return {}
    confirmed = steps.confirmations()
    if steps.is_over(confirmed):
        return {}
    shown = steps.shown_steps(request, confirmed)
    todo = [one.step.title for one in shown if not one.found.done]
    return {"done": len(shown) - len(todo), "all": len(shown), "next": todo[:1]}
