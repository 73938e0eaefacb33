"""The button for each status that a dossier can move to, and its dialog."""

from collections.abc import Callable
from typing import Protocol, TypedDict

from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from dossiers import actions
from dossiers.admin.forms import DossierForm, FactsForm, move_form
from dossiers.workflow import MEANINGS, Status

# Text, icon and colour of each button.
_BUTTONS: dict[Status, tuple[str, str, ActionVariant]] = {
    Status.SUBMITTED: ("Trả về chờ tiếp nhận", "undo", ActionVariant.DEFAULT),
    Status.ACCEPTED: ("Tiếp nhận", "inventory", ActionVariant.PRIMARY),
    Status.DECLINED: ("Không tiếp nhận", "block", ActionVariant.DANGER),
    Status.PROCESSING: ("Giải quyết", "play_arrow", ActionVariant.PRIMARY),
    Status.SUPPLEMENT_REQUIRED: ("Yêu cầu bổ sung", "note_add", ActionVariant.WARNING),
    Status.PAYMENT_REQUIRED: ("Yêu cầu nộp tiền", "payments", ActionVariant.WARNING),
    Status.WITHDRAWN: ("Công dân rút", "logout", ActionVariant.DEFAULT),
    Status.SUSPENDED: ("Tạm dừng", "pause", ActionVariant.WARNING),
    Status.STOPPED: ("Dừng hẳn", "stop", ActionVariant.DANGER),
    Status.COMPLETED: ("Đã có kết quả", "task_alt", ActionVariant.SUCCESS),
    Status.RETURNED: ("Đã trả kết quả", "handshake", ActionVariant.SUCCESS),
}
TOLD = "Công dân được báo ngay."


class Dialog(TypedDict, total=False):
    """What Unfold's `action` takes as its dialog.

    `verb` begins the buttons that lead on to the next dossier.
    """

    title: str
    description: str
    form_class: type[DossierForm]
    form_submit_text: str
    verb: str


class Decides(Protocol):
    """An admin page that does what a dialog asks for."""

    def decide(
        self, request: HttpRequest, form: DossierForm, act: Callable[[], object], done: str
    ) -> HttpResponse:
        """Do `act` and lead back to the dossier."""


# The method of an admin page that a button calls.
ButtonAction = Callable[[Decides, HttpRequest, FactsForm, str], HttpResponse]


def dialog_with(title: str, description: str, button: str, form: type[DossierForm]) -> Dialog:
    """Return a dialog with these texts and this form."""
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": button,
    }


def move_button(target: Status) -> ButtonAction:
    """Return the button that moves a dossier to `target`."""
    text, icon, variant = _BUTTONS[target]

    def move(
        admin: Decides,
        request: HttpRequest,
        form: FactsForm,
        object_id: str,  # noqa: ARG001  # Unfold passes it by name
    ) -> HttpResponse:
        def act() -> None:
            seen = form.cleaned_data["seen"]
            actions.transition(form.dossier.pk, target, form.by, form.facts(), seen=seen)

        return admin.decide(request, form, act, f"«{target.label}»")

    move.__name__ = f"to_{target.value}"
    explanation = f"Chuyển sang «{target.label}». {MEANINGS[target].explanation} {TOLD}"
    dialog = dialog_with(text, explanation, text, move_form(target)) | Dialog(verb="Chuyển")
    path = f"chuyen-{target.value.replace('_', '-')}"
    decorate: Callable[[ButtonAction], ButtonAction] = action(
        description=text,
        url_path=path,
        icon=icon,
        permissions=["move"],
        variant=variant,
        dialog=dialog,
    )
    return decorate(move)
