"""The buttons on a dossier's page: lawful moves, and what else an office arranges."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from unfold.decorators import action
from unfold.enums import ActionVariant

from citizens.access_log import LoggedAdmin
from dossiers import actions, workflow
from dossiers.admin.applicant_forms import ApplicantForm
from dossiers.admin.forms import (
    AssignmentForm,
    CorrectionForm,
    DossierForm,
    ExtensionForm,
    FeeForm,
)
from dossiers.admin.move_buttons import TOLD, dialog_with, move_button
from dossiers.admin.receipts import receipt_page
from dossiers.admin.signed_in import signed_in
from dossiers.effects import state_of
from dossiers.models import Dossier
from dossiers.workflow import Status
from foundation.desk.dialogs import carry_out

CHANGE = "dossiers.change_dossier"


class MovesDossiers(LoggedAdmin):
    """Mixed into the admin of dossiers."""

    to_submitted = move_button(Status.SUBMITTED)
    to_accepted = move_button(Status.ACCEPTED)
    to_declined = move_button(Status.DECLINED)
    to_processing = move_button(Status.PROCESSING)
    to_supplement_required = move_button(Status.SUPPLEMENT_REQUIRED)
    to_payment_required = move_button(Status.PAYMENT_REQUIRED)
    to_withdrawn = move_button(Status.WITHDRAWN)
    to_suspended = move_button(Status.SUSPENDED)
    to_stopped = move_button(Status.STOPPED)
    to_completed = move_button(Status.COMPLETED)
    to_returned = move_button(Status.RETURNED)
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
                "receipt",
                "correct",
            ],
        },
    )

    def has_move_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(CHANGE))

    def has_correct_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(actions.CORRECT))

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer only what is lawful now."""
        offered = super().get_actions_detail(request, object_id)
        dossier = (
            Dossier.objects.visible_to_officer(request.user)
            .filter(pk=self._key(str(object_id)))
            .first()
        )
        lawful = _lawful(dossier, signed_in(request)) if dossier else set()
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
        dialog=dialog_with(
            "Xin lỗi và hẹn lại ngày trả", f"Chỉ được một lần. {TOLD}", "Hẹn lại", ExtensionForm
        ),
    )
    def extend(self, request: HttpRequest, form: ExtensionForm, object_id: str) -> HttpResponse:
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
        dialog=dialog_with(
            "Phân công cán bộ phụ trách",
            "Việc nội bộ, công dân không được báo.",
            "Phân công",
            AssignmentForm,
        ),
    )
    def assign(self, request: HttpRequest, form: AssignmentForm, object_id: str) -> HttpResponse:
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
        dialog=dialog_with("Sửa số tiền phải nộp", TOLD, "Sửa", FeeForm),
    )
    def set_fee(self, request: HttpRequest, form: FeeForm, object_id: str) -> HttpResponse:
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
        dialog=dialog_with(
            "Sửa thông tin người nộp",
            "Ai đã chứng minh là chủ hồ sơ bằng thông tin cũ thì không còn thấy hồ sơ này.",
            "Sửa",
            ApplicantForm,
        ),
    )
    def set_applicant(
        self, request: HttpRequest, form: ApplicantForm, object_id: str
    ) -> HttpResponse:
        """Correct who applied; an empty field changes nothing."""
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
        description="In giấy tiếp nhận",
        url_path="giay-tiep-nhan",
        icon="print",
        permissions=["move"],
    )
    def receipt(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the receipt to print. POST gives it a new secret, which is on this answer only."""
        dossier = get_object_or_404(self.get_queryset(request), pk=self._key(object_id))
        if request.method != "POST":
            return receipt_page(self, request, dossier)
        seen = request.POST.get("seen", "")
        return self.receipt_with_secret(request, dossier, int(seen) if seen.isdecimal() else None)

    def receipt_with_secret(
        self, request: HttpRequest, dossier: Dossier, seen: int | None
    ) -> HttpResponse:
        """Give a dossier a new secret for its receipt, and show the receipt with it."""
        by = actions.author_of(signed_in(request))
        try:
            secret = actions.issue_slip_secret(dossier.pk, by, seen=seen)
        except ValidationError as error:
            return receipt_page(self, request, dossier, refusals=error.messages)
        self.log_change(request, dossier, "In giấy tiếp nhận, cấp mã tra cứu")
        dossier.refresh_from_db()
        return receipt_page(self, request, dossier, secret=secret)

    @action(
        description="Đính chính trạng thái",
        url_path="dinh-chinh",
        icon="edit_off",
        permissions=["correct"],
        variant=ActionVariant.DANGER,
        dialog=dialog_with(
            "Đính chính trạng thái",
            f"Chỉ khi trạng thái bị ghi nhầm. Lịch sử giữ cả điều cũ và lý do. {TOLD}",
            "Đính chính",
            CorrectionForm,
        ),
    )
    def correct(self, request: HttpRequest, form: CorrectionForm, object_id: str) -> HttpResponse:
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
        self, request: HttpRequest, form: DossierForm, act: Callable[[], object], done: str
    ) -> HttpResponse:
        """Do what a dialog asks for and return to the dossier."""
        told = f"Hồ sơ {form.dossier.code}: {done}"
        try:
            return carry_out(self, request, form.dossier, act, done, told=told)
        except Dossier.DoesNotExist as error:
            raise PermissionDenied from error


def _lawful(dossier: Dossier, user: User) -> set[str]:
    """Return the names of the buttons that are lawful now."""
    found = {
        f"to_{offer.target.value}"
        for offer in workflow.offers(state_of(dossier), actions.author_of(user).actor)
    }
    found |= {"assign", "set_applicant", "receipt", "correct"}
    if dossier.status == Status.PAYMENT_REQUIRED:
        found.add("set_fee")
    if actions.extension_obstacle(dossier, actions.surroundings_of().now) is None:
        found.add("extend")
    return found
