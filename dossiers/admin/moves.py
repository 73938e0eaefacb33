"""The buttons on a dossier's page: lawful moves, and what else an office arranges."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from unfold.decorators import action

from citizens.access_log import LoggedAdmin
from dossiers import actions, workflow
from dossiers.actions.effects import state_of
from dossiers.admin.forms import DossierRows
from dossiers.admin.move_buttons import DIALOGS
from dossiers.admin.receipts import receipt_page
from dossiers.admin.signed_in import signed_in
from dossiers.models import Dossier
from dossiers.workflow import Status
from foundation.desk.moves import OfferingPage, RowForm
from foundation.desk.numbers import read_number

CHANGE = "dossiers.change_dossier"


class MovesDossiers(OfferingPage, LoggedAdmin):
    """Mixed into the admin of dossiers."""

    flow, dialogs = DossierRows(), DIALOGS
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

    def offered(self, row: Dossier, user: User) -> set[str]:
        """Offer what is lawful now."""
        return _lawful(row, user)

    def told(self, row: Dossier, done: str) -> str:
        return f"Hồ sơ {row.code}: {done}"

    def decide(self, request: HttpRequest, form: RowForm) -> HttpResponse:
        """Do what a dialog asks for; a dossier that has left the officer's sight is refused."""
        try:
            return super().decide(request, form)
        except Dossier.DoesNotExist as error:
            raise PermissionDenied from error

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
        seen = read_number(request.POST.get("seen", ""))
        return self.receipt_with_secret(request, dossier, seen)

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
