"""Editors' pages of published answers: the draft, what is wrong with it, and every version."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action
from unfold.enums import ActionVariant

from feedback.faq import actions
from feedback.models import FaqEntry, FaqVersion
from feedback.models.faq import FaqState
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.dialogs import ReasonForm, carry_out
from foundation.desk.read_only import ReadOnlyInline


class VersionInline(ReadOnlyInline):
    """What citizens saw, when, and who published it."""

    model = FaqVersion
    fields = ("number", "state", "question", "answer", "officer", "reason", "at")

    def has_view_permission(self, request: HttpRequest, obj: FaqEntry | None = None) -> bool:
        return request.user.has_perm("feedback.view_faqentry")


@admin.register(FaqEntry)
class FaqEntryAdmin(ChangeLoggedAdmin):
    """Drafts are edited; publishing and withdrawing are separate acts."""

    list_fullwidth = True
    list_per_page = 50
    list_display = ("question", "field", "state", "updated_at")
    list_filter = (("state", ChoicesDropdownFilter),)
    list_select_related = ("field",)
    search_fields = ("question", "answer")
    show_facets = admin.ShowFacets.NEVER
    actions = None
    actions_detail = ("publish", "withdraw")
    autocomplete_fields = ("procedures",)
    readonly_fields = ("state",)
    logged_values = (
        "state",
        "field",
        "procedures",
    )  # not the texts: a draft may still hold personal data
    fields = ("state", "question", "answer", "field", "procedures")
    inlines = (VersionInline,)
    warn_unsaved_form = True

    def has_delete_permission(self, request: HttpRequest, obj: FaqEntry | None = None) -> bool:
        """Refuse: what citizens were told is kept."""
        return False

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm("feedback.publish_faqentry")

    def get_actions_detail(
        self, request: HttpRequest, object_id: str | None = None
    ) -> list[UnfoldAction]:
        """Offer to withdraw only what citizens see."""
        published = FaqEntry.objects.filter(
            pk=self._key(object_id), state=FaqState.PUBLISHED
        ).exists()
        hidden = set() if published else {"feedback_faqentry_withdraw"}
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name not in hidden
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show above the form what prevents publishing and what to read again."""
        entry = context.get("original")
        if entry is not None and request.method == "GET":
            for said in actions.publication_errors(entry):
                messages.error(request, said)
            for said in actions.publication_warnings(entry):
                messages.warning(request, said)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    @action(
        description="Công bố",
        url_path="cong-bo",
        icon="publish",
        permissions=["publish"],
        variant=ActionVariant.PRIMARY,
        dialog={
            "title": "Công bố câu trả lời",
            "description": "Người dân thấy bản nháp đã lưu trong vài giây. Còn số điện thoại, số "
            "giấy tờ thì không công bố được.",
            "form_class": ReasonForm,
            "form_submit_text": "Công bố",
        },
    )
    def publish(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        reason = form.cleaned_data["reason"]

        def act(entry: FaqEntry, officer: User) -> str:
            version = actions.publish(entry.pk, officer, reason)
            return (
                f"Đã công bố phiên bản {version.number}"
                if version
                else "Người dân đang thấy đúng nội dung này"
            )

        return self._carry_out(request, object_id, act)

    @action(
        description="Gỡ",
        url_path="go",
        icon="unpublished",
        permissions=["publish"],
        variant=ActionVariant.DANGER,
        dialog={
            "title": "Gỡ câu trả lời",
            "description": "Người dân không còn thấy trong vài giây. Các phiên bản đã công bố vẫn "
            "được giữ.",
            "form_class": ReasonForm,
            "form_submit_text": "Gỡ",
        },
    )
    def withdraw(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        reason = form.cleaned_data["reason"]

        def act(entry: FaqEntry, officer: User) -> str:
            actions.withdraw(entry.pk, officer, reason)
            return "Đã gỡ"

        return self._carry_out(request, object_id, act)

    def _carry_out(
        self, request: HttpRequest, object_id: str, act: Callable[[FaqEntry, User], str]
    ) -> HttpResponse:
        entry = get_object_or_404(FaqEntry, pk=self._key(object_id))
        officer: Any = request.user  # signed in: the admin's own check comes first
        return carry_out(self, request, entry, lambda: act(entry, officer))

    def _key(self, object_id: str | None) -> int:
        return int(object_id) if object_id and object_id.isdecimal() else 0
