"""What the dialogs of the officers' pages share: ask why, do it, go back to the page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from foundation.api.problems import Problem
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.work_lists import WorkListAdmin
from foundation.desk.work_lists.place import Place


class ReasonForm(BaseDialogForm):
    """Asks for the reason, which stands in the row's history."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Không ghi số điện thoại, số giấy tờ.",
    )


def dialog(title: str, description: str, button: str, form: type[forms.Form]) -> dict[str, Any]:
    """Return what unfold's `action` needs to show a dialog with a form."""
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": button,
    }


def carry_out(  # noqa: PLR0913  # page, request, row and act are the act; two texts tell of it
    page: ChangeLoggedAdmin,
    request: HttpRequest,
    row: Model,
    act: Callable[[], object],
    done: str = "",
    *,
    told: str = "",
) -> HttpResponse:
    """Do `act`, note it in the history of `row`, and send the browser where the officer goes on.

    That is the page of `row`, and in a work list the next row or the list, by the button pressed.
    If a rule forbids it, nothing is done and the officer is told why. `done` says what was done,
    without a full stop; if it is empty, `act` returns it. `told` is the message if it is another.
    """
    place = Place.of(page, request, row.pk) if isinstance(page, WorkListAdmin) else None
    if place:
        place.read_next()
    refused = False
    try:
        with transaction.atomic():  # what is refused half-way leaves nothing behind
            said = act()
    except (Problem, ValidationError, PermissionDenied) as error:
        refused = True
        for refusal in _refusals(error):
            messages.error(request, refusal)
    else:
        page.log_change(request, row, done or said)
        messages.success(request, f"{told or done or said}.")
    return to_address(place.address_after(refused=refused)) if place else redirect_to_row(row)


def _refusals(error: Problem | ValidationError | PermissionDenied) -> list[str]:
    if isinstance(error, ValidationError):
        return list(error.messages)
    if isinstance(error, Problem):
        return [error.detail]
    return ["Đồng chí không có quyền thực hiện việc này."]


def redirect_to_row(row: Model) -> HttpResponse:
    """Send the browser from a dialog to the page of `row`."""
    return redirect_to(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


def redirect_to(name: str, *arguments: object) -> HttpResponse:
    """Send the browser from a dialog to the page `name`."""
    return to_address(reverse(name, args=arguments))


def to_address(address: str) -> HttpResponse:
    """Send the browser from a dialog to an address of our own."""
    return HttpResponse(headers={"HX-Redirect": address})
