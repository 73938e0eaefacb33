"""The buttons on a dossier's page.

The moves that are lawful now for this officer, and what else an office arranges.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant

from citizens.access_log import LoggedAdmin
from dossiers import actions, workflow
from dossiers.admin.forms import (
    ApplicantForm,
    AssignmentForm,
    CorrectionForm,
    DossierForm,
    ExtensionForm,
    FactsForm,
    FeeForm,
    move_form,
)
from dossiers.effects import state_of
from dossiers.models import Dossier
from dossiers.workflow import MEANINGS, Status
from foundation.desk.dialogs import carry_out

CHANGE = "dossiers.change_dossier"
# What a button says, its icon and colour.
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
_TOLD = "Công dân được báo ngay."


def _dialog(title: str, description: str, button: str, form: type[DossierForm]) -> Any:
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": button,
    }


def _move(target: Status) -> Any:
    """Return the button that moves a dossier to `target`."""
    text, icon, variant = _BUTTONS[target]

    def move(
        admin: "MovesDossiers",
        request: HttpRequest,
        form: FactsForm,
        object_id: str,  # noqa: ARG001
    ) -> HttpResponse:  # noqa: ARG001, RUF100
        typed = form.cleaned_data
        return admin.decide(
            request,
            form,
            lambda: actions.transition(
                form.dossier.pk, target, form.by, form.facts(), seen=typed["seen"]
            ),
            f"«{target.label}»",
        )

    move.__name__ = f"to_{target.value}"
    explanation = f"Chuyển sang «{target.label}». {MEANINGS[target].explanation} {_TOLD}"
    dialog = _dialog(text, explanation, text, move_form(target))
    path = f"chuyen-{target.value.replace('_', '-')}"
    return action(
        description=text,
        url_path=path,
        icon=icon,
        permissions=["move"],
        variant=variant,
        dialog=dialog,
    )(move)


class MovesDossiers(LoggedAdmin):
    """Mixed into the admin of dossiers."""

    to_submitted = _move(Status.SUBMITTED)
    to_accepted = _move(Status.ACCEPTED)
    to_declined = _move(Status.DECLINED)
    to_processing = _move(Status.PROCESSING)
    to_supplement_required = _move(Status.SUPPLEMENT_REQUIRED)
    to_payment_required = _move(Status.PAYMENT_REQUIRED)
    to_withdrawn = _move(Status.WITHDRAWN)
    to_suspended = _move(Status.SUSPENDED)
    to_stopped = _move(Status.STOPPED)
    to_completed = _move(Status.COMPLETED)
    to_returned = _move(Status.RETURNED)
    actions_detail = (
        "to_accepted",
        "to_processing",
        "to_completed",
        "to_returned",
        "to_supplement_required",
        "to_payment_required",
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": [
                "to_submitted",
                "to_suspended",
                "to_stopped",
                "to_declined",
                "to_withdrawn",
                "extend",
                "assign",
                "set_fee",
                "set_applicant",
                "issue_slip",
                "correct",
            ],
        },
    )

    def has_move_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Tell whether the officer may change dossiers."""
        return bool(request.user.has_perm(CHANGE))

    def has_correct_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Tell whether the officer may correct what is wrong, final statuses too."""
        return bool(request.user.has_perm(actions.CORRECT))

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """Offer what is lawful now."""
        offered = super().get_actions_detail(request, object_id)
        dossier = (
            Dossier.objects.visible_to_officer(request.user)
            .filter(pk=self._key(str(object_id)))
            .first()
        )
        lawful = _lawful(dossier, request.user) if dossier else set()
        return [
            offer
            for offer in offered
            if offer.action_name.removeprefix("dossiers_dossier_") in lawful
        ]

    @action(
        description="Xin lỗi, hẹn lại",
        url_path="hen-lai",
        icon="more_time",
        permissions=["move"],
        dialog=_dialog(
            "Xin lỗi và hẹn lại ngày trả", f"Chỉ được một lần. {_TOLD}", "Hẹn lại", ExtensionForm
        ),
    )
    def extend(self, request: HttpRequest, form: ExtensionForm, object_id: str) -> HttpResponse:
        """Promise a later day."""
        typed = form.cleaned_data
        return self.decide(
            request,
            form,
            lambda: actions.extend(
                form.dossier.pk, typed["last_day"], typed["apology"], form.by, seen=typed["seen"]
            ),
            "đã hẹn lại",
        )

    @action(
        description="Phân công",
        url_path="phan-cong",
        icon="person_add",
        permissions=["move"],
        dialog=_dialog(
            "Phân công cán bộ phụ trách",
            "Việc nội bộ, công dân không được báo.",
            "Phân công",
            AssignmentForm,
        ),
    )
    def assign(self, request: HttpRequest, form: AssignmentForm, object_id: str) -> HttpResponse:
        """Put somebody in charge."""
        typed = form.cleaned_data
        officer_id = typed["officer"].pk if typed["officer"] else None
        return self.decide(
            request,
            form,
            lambda: actions.assign(form.dossier.pk, officer_id, form.by, seen=typed["seen"]),
            "đã phân công",
        )

    @action(
        description="Sửa số tiền",
        url_path="so-tien",
        icon="payments",
        permissions=["move"],
        dialog=_dialog("Sửa số tiền phải nộp", _TOLD, "Sửa", FeeForm),
    )
    def set_fee(self, request: HttpRequest, form: FeeForm, object_id: str) -> HttpResponse:
        """Correct the amount."""
        typed = form.cleaned_data
        return self.decide(
            request,
            form,
            lambda: actions.set_fee(
                form.dossier.pk, typed["fee"], form.by, reason=typed["reason"], seen=typed["seen"]
            ),
            "đã sửa số tiền",
        )

    @action(
        description="Sửa người nộp",
        url_path="nguoi-nop",
        icon="badge",
        permissions=["move"],
        dialog=_dialog(
            "Sửa thông tin người nộp",
            "Ai đã chứng minh là chủ hồ sơ bằng thông tin cũ thì không còn thấy hồ sơ này.",
            "Sửa",
            ApplicantForm,
        ),
    )
    def set_applicant(
        self, request: HttpRequest, form: ApplicantForm, object_id: str
    ) -> HttpResponse:
        """Correct who applied; what is empty stays."""
        typed = form.cleaned_data
        applicant = actions.Applicant(
            typed["applicant_name"] or None, typed["phone"] or None, typed["id_last4"] or None
        )
        return self.decide(
            request,
            form,
            lambda: actions.set_applicant(form.dossier.pk, applicant, form.by, seen=typed["seen"]),
            "đã sửa người nộp",
        )

    @action(
        description="Cấp mã tra cứu",
        url_path="ma-tra-cuu",
        icon="qr_code_2",
        permissions=["move"],
        dialog=_dialog(
            "Cấp mã tra cứu cho giấy tiếp nhận",
            "Mã chỉ hiện một lần, để in lên giấy tiếp nhận. Mã cũ, nếu có, hết hiệu lực.",
            "Cấp mã",
            DossierForm,
        ),
    )
    def issue_slip(self, request: HttpRequest, form: DossierForm, object_id: str) -> HttpResponse:
        """Show a new secret, once."""

        def act() -> None:
            secret = actions.issue_slip_secret(
                form.dossier.pk, form.by, seen=form.cleaned_data["seen"]
            )
            parts = "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))
            messages.warning(
                request,
                f"Mã tra cứu: {parts}. Hãy in hoặc ghi lên giấy tiếp nhận ngay, mã không xem lại "
                "được.",
            )

        return self.decide(request, form, act, "đã cấp mã tra cứu")

    @action(
        description="Đính chính trạng thái",
        url_path="dinh-chinh",
        icon="edit_off",
        permissions=["correct"],
        variant=ActionVariant.DANGER,
        dialog=_dialog(
            "Đính chính trạng thái",
            f"Chỉ khi trạng thái bị ghi nhầm. Lịch sử giữ cả điều cũ và lý do. {_TOLD}",
            "Đính chính",
            CorrectionForm,
        ),
    )
    def correct(self, request: HttpRequest, form: CorrectionForm, object_id: str) -> HttpResponse:
        """Correct a status."""
        typed = form.cleaned_data
        target = Status(typed["status"])
        return self.decide(
            request,
            form,
            lambda: actions.correct(
                form.dossier.pk, target, form.by, form.facts(), seen=typed["seen"]
            ),
            "đã đính chính",
        )

    def decide(
        self, request: HttpRequest, form: DossierForm, act: Callable[[], Any], done: str
    ) -> HttpResponse:
        """Do what a dialog asks for and return to the dossier."""
        told = f"Hồ sơ {form.dossier.code}: {done}"
        try:
            return carry_out(self, request, form.dossier, act, done, told=told)
        except Dossier.DoesNotExist as error:
            raise PermissionDenied from error


def _lawful(dossier: Dossier, user: Any) -> set[str]:
    """Return the names of the buttons that lead somewhere now."""
    found = {
        f"to_{offer.target.value}"
        for offer in workflow.offers(state_of(dossier), actions.officer(user).role)
    }
    found |= {"assign", "set_applicant", "issue_slip", "correct"}
    if dossier.status == Status.PAYMENT_REQUIRED:
        found.add("set_fee")
    if actions.not_extendable(dossier, actions.around_of().now) is None:
        found.add("extend")
    return found
