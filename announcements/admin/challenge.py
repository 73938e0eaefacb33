"""The queue of challenges to announcements, without their senders."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget

from announcements.actions import challenging
from announcements.admin.filters import WaitingFilter
from announcements.models import Challenge, ChallengeOutcome
from announcements.querysets import ANSWER, ChallengeQuerySet
from citizens.access_log import LoggedAdmin
from citizens.admin.words_to_citizens import ScreenedForm, WordsField
from foundation.desk.moves import MAIN, RowButton, RowForm, RowPage
from foundation.desk.read_only import ReadOnlyAdmin

LATE, IN_TIME, ANSWERED = "Quá hạn", "Trong hạn", "Đã trả lời"
COLOURS = {LATE: "danger", IN_TIME: "info", ANSWERED: "success"}


class AnswerForm(ScreenedForm, RowForm):
    """Asks what was found, and for words that the citizen reads."""

    outcome = forms.ChoiceField(
        label="Kết quả", choices=ChallengeOutcome.choices, widget=UnfoldAdminSelectWidget()
    )
    words = WordsField(
        label="Trả lời", max_length=2_000, help_text="Người gửi đọc được nguyên văn."
    )
    done = "Đã trả lời ý kiến"

    def act(self) -> object:
        """Answer."""
        typed = self.cleaned_data
        return challenging.answer(self.row, self.officer, typed["outcome"], typed["words"])


DIALOG = RowButton(
    "Trả lời", "tra-loi", "reply", "answer", AnswerForm, "Trả lời ý kiến",
    "Nếu bản tin sai, hãy đính chính hoặc gỡ trước rồi trả lời.", "Trả lời", MAIN,
)  # fmt: skip


@admin.register(Challenge)
class ChallengeAdmin(RowPage, LoggedAdmin, ReadOnlyAdmin):
    """Challenges: read and answered by who has `answer_challenge`."""

    dialogs = {"answer": DIALOG}
    list_display = ("show_announcement", "show_clock", "sent_at", "due_at", "outcome")
    list_filter = (WaitingFilter,)
    list_filter_submit = True
    list_select_related = ("announcement",)
    logged_values = ("outcome", "answered_at", "due_at")
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()
    actions_detail = ("answer",)
    fieldsets = (
        ("Ý kiến", {"fields": ("show_announcement", "version", "show_words")}),
        ("Thời hạn", {"fields": (("sent_at", "due_at"), "show_clock")}),
        ("Trả lời", {"fields": ("outcome", "show_answer", "answered_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> ChallengeQuerySet:
        found: ChallengeQuerySet = Challenge.objects.visible_to_officer(request.user)
        return found.select_related("announcement")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(ANSWER))

    def has_answer_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(ANSWER))

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer to answer what nobody has answered."""
        waiting = self.get_queryset(request).waiting().filter(pk=self._key(str(object_id)))
        return super().get_actions_detail(request, object_id) if waiting.exists() else []

    @display(description="Bản tin")
    def show_announcement(self, claim: Challenge) -> str:
        return str(claim.announcement.title or claim.announcement.slug)

    @display(description="Thời hạn", label=COLOURS)
    def show_clock(self, claim: Challenge) -> str:
        if claim.answered_at is not None:
            return ANSWERED
        return LATE if claim.due_at < timezone.now() else IN_TIME

    @display(description="Điều sai theo người gửi")
    def show_words(self, claim: Challenge) -> str:
        return str(claim.words)

    @display(description="Trả lời")
    def show_answer(self, claim: Challenge) -> str:
        return str(claim.answer or "–")
