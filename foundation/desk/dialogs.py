"""What the dialogs of the officers' pages share.

Asking why, doing what was decided, going back to the page.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from foundation.api.problems import Problem


class ReasonForm(BaseDialogForm):
    """Why; it stands in the row's history."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Không ghi số điện thoại, số giấy tờ.",
    )


def carry_out(
    page: Any, request: HttpRequest, row: Any, act: Callable[[], object], done: str = ""
) -> None:
    """Do `act` and note it in the history of `row`.

    What a rule forbids becomes a message, and nothing was done.

    `done` says what was done, without a full stop; where it is empty, `act` returns it.
    """
    try:
        with (
            transaction.atomic()
        ):  # within that of the page: what is refused half-way leaves nothing
            said = act()
    except (Problem, ValidationError, PermissionDenied) as error:
        for refusal in _refusals(error):
            messages.error(request, refusal)
    else:
        page.log_change(request, row, done or said)
        messages.success(request, f"{done or said}.")


def _refusals(error: Problem | ValidationError | PermissionDenied) -> list[str]:
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [
        error.detail if isinstance(error, Problem) else "Bạn không có quyền thực hiện việc này."
    ]


def gone_to(row: Any) -> HttpResponse:
    """Send the browser from a dialog to the page of `row`."""
    return sent_to(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


def sent_to(name: str, *arguments: object) -> HttpResponse:
    """Send the browser from a dialog to the page `name`."""
    return HttpResponse(headers={"HX-Redirect": reverse(name, args=arguments)})
