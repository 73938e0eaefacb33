"""What officers type about a dossier.

Each form asks for exactly what its move needs. It checks as the action will under its lock; only a
change in between is left for the action to refuse.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
)

from dossiers import actions, workflow
from dossiers.actions.effects import Author, state_of
from dossiers.admin.form_fields import NO_NUMBERS, text_area
from dossiers.due import time_limits
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet, posts_that_see
from dossiers.workflow import MEANINGS, Facts, Limit, Need, Refusal, Status
from foundation.desk.dates import date_field, moment_field
from foundation.desk.long_lists import PickOne
from foundation.desk.moves import RowForm
from foundation.moves.engine import Versioned
from foundation.records.fields import LinesFormField
from offices.models import Officer, StandIn
from offices.working_time.calendar import MAX_LIMIT
from procedures.choices import TimeUnit


class DossierRows(Versioned[Dossier]):
    """Dossiers as officers see them; their moves have an engine of their own."""

    def visible_to(self, user: User | AnonymousUser) -> DossierQuerySet:
        visible: DossierQuerySet = Dossier.objects.visible_to_officer(user)
        return visible


class DossierForm(RowForm):
    """A dialog about one visible dossier, which remembers the last event that the officer saw."""

    flow = DossierRows()

    @property
    def by(self) -> Author:
        """Who acts."""
        return actions.author_of(self.officer)

    def heading(self) -> str:
        return f"{self.row.code} · {Status(self.row.status).label}"

    def refuse(self, found: Iterable[Refusal]) -> None:
        """Show each refusal at its field."""
        for refusal in found:
            name = (
                refusal.name
                if refusal.name in self.fields and not self.has_error(refusal.name)
                else None
            )
            if name or refusal.name not in self.fields:
                self.add_error(name, ValidationError(refusal.text, code=refusal.code))


class FactsForm(DossierForm):
    """Base of moves and corrections."""

    reason = text_area("Lời nhắn cho công dân", "Công dân đọc được nguyên văn.")
    papers = LinesFormField(
        label="Giấy tờ cần bổ sung",
        required=False,
        help_text="Ghi đủ mọi giấy tờ trong một lần, mỗi dòng một giấy tờ.",
    )
    supplement_due = date_field("Hạn bổ sung", "Ngày cuối công dân nộp bổ sung.", required=False)
    fee = forms.IntegerField(
        label="Số tiền phải nộp (đồng)",
        required=False,
        min_value=1,
        max_value=workflow.MAX_FEE,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    limit = forms.ChoiceField(
        label="Thời hạn theo thủ tục", required=False, widget=UnfoldAdminSelectWidget
    )
    limit_value = forms.IntegerField(
        label="hoặc thời hạn khác",
        required=False,
        min_value=0,
        max_value=MAX_LIMIT,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    limit_unit = forms.ChoiceField(
        label="đơn vị", required=False, choices=TimeUnit.choices, widget=UnfoldAdminSelectWidget
    )
    at = moment_field("Thời điểm thực hiện", "Để trống nếu vừa xảy ra.")
    internal_note = text_area("Ghi chú nội bộ", f"Công dân không bao giờ thấy. {NO_NUMBERS}")

    needs: frozenset[Need] = frozenset(Need)
    accepts = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in (Need.PAPERS, Need.SUPPLEMENT_DUE, Need.FEE):
            if need not in self.needs:
                del self.fields[need.value]
        self._offer_limits()

    def _offer_limits(self) -> None:
        """Offer the procedure's limits if the dossier may be accepted now."""
        if not self.accepts or self.row.accepted_at:
            for name in ("limit", "limit_value", "limit_unit"):
                del self.fields[name]
            return
        self.offered = time_limits.choices_of(
            time_limits.version_at(self.row.procedure_id, timezone.now()), self.row.channel
        )
        numbered = [(str(i), choice.text) for i, choice in enumerate(self.offered)]
        self.fields["limit"].choices = numbered if len(numbered) == 1 else [("", "–"), *numbered]

    def facts(self) -> Facts:
        """Return what was typed."""
        typed = self.cleaned_data
        return Facts(
            typed.get("at") or timezone.now(),
            reason=typed.get("reason", ""),
            internal_note=typed.get("internal_note", ""),
            papers=tuple(typed.get("papers") or ()),
            supplement_due=typed.get("supplement_due"),
            fee=typed.get("fee"),
            limit=self._limit(),
        )

    def _limit(self) -> Limit | None:
        typed = self.cleaned_data
        if typed.get("limit_value") is not None:
            return Limit(typed["limit_value"], typed["limit_unit"])
        return self.offered[int(typed["limit"])].limit if typed.get("limit") else None


class MoveForm(FactsForm):
    """A lawful move to `target`."""

    target: Status

    def act(self) -> object:
        key, seen = self.row.pk, self.typed("seen")
        return actions.transition(key, self.target, self.by, self.facts(), seen=seen)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Need.REASON in self.needs:
            self.fields["reason"].label, self.fields["reason"].required = "Lý do", True

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.refuse(
            workflow.refusals(
                state_of(self.row), self.target, self.by.actor, self.facts(), timezone.now()
            )
        )
        if "limit" in self.fields and self._limit() is None and not self.errors:
            self.add_error(
                "limit",
                ValidationError("Hãy chọn hoặc ghi thời hạn của hồ sơ này.", code="limit_missing"),
            )
        return typed


def move_form(target: Status) -> type[MoveForm]:
    """Return the form of the moves to `target`."""
    values = {
        "target": target,
        "done": f"«{target.label}»",
        "needs": MEANINGS[target].needs,
        "accepts": target is Status.ACCEPTED,
    }
    return type(
        f"Move{target.name.title()}Form", (MoveForm,), {**values, "__doc__": f"To {target.value}."}
    )


class CorrectionForm(FactsForm):
    """Any other status, with a reason."""

    done = "đã đính chính"
    status = forms.ChoiceField(
        label="Trạng thái đúng", choices=Status.choices, widget=UnfoldAdminSelectWidget
    )
    accepts = True
    field_order = ("status", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].required = "Lý do đính chính", True

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "status" in typed:
            self.refuse(
                workflow.correction_refusals(
                    state_of(self.row), Status(typed["status"]), self.facts(), timezone.now()
                )
            )
        return typed

    def act(self) -> object:
        target, seen = Status(self.typed("status")), self.typed("seen")
        return actions.correct(self.row.pk, target, self.by, self.facts(), seen=seen)


class ExtensionForm(DossierForm):
    """An apology and a new day."""

    done = "đã hẹn lại"
    last_day = date_field(
        "Ngày hẹn mới", "Chỉ được hẹn lại một lần, chậm nhất một ngày trước ngày hẹn trả."
    )
    apology = text_area("Lời xin lỗi và lý do", "Công dân đọc được nguyên văn.", required=True)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "last_day" in typed and "apology" in typed:
            self.refuse(
                actions.extension_refusals(
                    self.row, typed["last_day"], typed["apology"], actions.surroundings_of()
                )
            )
        return typed

    def act(self) -> object:
        day, apology = self.typed("last_day"), self.typed("apology")
        return actions.extend(self.row.pk, day, apology, self.by, seen=self.typed("seen"))


class AssignmentForm(DossierForm):
    """The officer in charge."""

    done = "đã phân công"
    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Cán bộ",
        required=False,
        empty_label="Chưa phân công",
        widget=PickOne,
    )

    def prepare(self) -> None:
        away = StandIn.objects.away_on(timezone.localdate()).values("officer")
        posts = posts_that_see(self.row.office_id)
        self.fields["officer"].queryset = posts.exclude(user__in=away)
        self.fields["officer"].initial = self.row.officer_id

    def act(self) -> object:
        post = self.typed("officer")
        return actions.assign(self.row.pk, post and post.pk, self.by, seen=self.typed("seen"))


class FeeForm(DossierForm):
    """The right amount."""

    done = "đã sửa số tiền"
    fee = forms.IntegerField(
        label="Số tiền phải nộp (đồng)",
        min_value=1,
        max_value=workflow.MAX_FEE,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    reason = text_area("Lý do", "Công dân đọc được nguyên văn.", required=True)

    def prepare(self) -> None:
        self.fields["fee"].initial = self.row.fee_due

    def act(self) -> object:
        typed = self.typed
        return actions.set_fee(
            self.row.pk, typed("fee"), self.by, reason=typed("reason"), seen=typed("seen")
        )
