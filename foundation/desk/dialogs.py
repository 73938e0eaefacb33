"""What the dialogs of the officers' pages share: ask why, do it, go back to the page."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from foundation.api.problems import Problem
from foundation.desk import drafts
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.work_lists import WorkListAdmin
from foundation.desk.work_lists.place import Place
from foundation.moves.engine import Refused
from foundation.records.wording import show_moment


class DialogForm(BaseDialogForm):
    """A dialog that gives back what the officer had typed into it and not sent, or was refused."""

    request: HttpRequest

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match, page = self.request.resolver_match, getattr(self.request, drafts.PAGE, None)
        self.kept: drafts.Typed | None = None
        if match and page and not self.is_bound and (names := drafts.written_fields(self.fields)):
            self.kept = drafts.find(drafts.place_of(self.request.user, page, match))
            words = self.kept.words if self.kept else {}
            self.initial |= {name: words[name][1] for name in names if name in words}

    def warnings(self) -> list[str]:
        """Return what to read again before going on."""
        return []

    def render_before_template(self) -> str:
        """Show what was given back, what to read again, and errors that belong to no field.

        Unfold's dialog shows errors of fields only.
        """
        back = format_html(_GIVEN_BACK, show_moment(self.kept.at)) if self.kept else ""
        warnings = notices("notice-warning", self.warnings())
        errors = notices("notice-danger", self.non_field_errors())
        return format_html("{}{}{}", back, warnings, errors)


_GIVEN_BACK = (
    '<div class="notice notice-info" role="status" data-draft-notice>Bản đang viết dở lúc {} đã '
    "được đưa lại; chưa được gửi.</div>"
)


def notices(css: str, texts: Iterable[object]) -> SafeString:
    """Return each text in a box of its own."""
    return format_html_join("", '<div class="notice {}">{}</div>', ((css, text) for text in texts))


REASON = forms.CharField(
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
    If it cannot be done any more, nothing is done and the officer is told why. Raises Refused,
    which the dialog answers. `done` says what was done,
    without a full stop; if it is empty, `act` returns it. `told` is the message if it is another.
    """
    place = Place.of(page, request, row.pk) if isinstance(page, WorkListAdmin) else None
    if place:
        place.read_next()
    refused = False
    try:
        with transaction.atomic():  # what is refused half-way leaves nothing behind
            said = act()
    except Refused:
        raise
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
