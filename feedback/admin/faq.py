"""Editors' pages of published answers: the draft, its faults, and every version."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action
from unfold.enums import ActionVariant

from feedback.admin.forms import PublishForm
from feedback.faq import actions, comparing
from feedback.models import FaqEntry, FaqVersion
from feedback.models.faq import FaqState
from foundation.desk.dialogs import REASON
from foundation.desk.moves import BAD, RowButton, RowPage, row_form
from foundation.desk.read_only import ReadOnlyInline


class VersionInline(ReadOnlyInline):
    """The published text, its date, and who published it."""

    model = FaqVersion
    fields = ("number", "state", "question", "answer", "officer", "reason", "at")

    def has_view_permission(self, request: HttpRequest, obj: FaqEntry | None = None) -> bool:
        return request.user.has_perm("feedback.view_faqentry")


WITHDRAW = RowButton(
    "Gỡ", "go", "unpublished", "publish",
    row_form(
        lambda entry, officer, reason: actions.withdraw(entry.pk, officer, reason), "Đã gỡ",
        reason=REASON,
    ),
    "Gỡ câu trả lời",
    "Người dân không còn thấy trong vài giây. Các phiên bản đã công bố vẫn được giữ. Điều đang sửa "
    "mà chưa lưu thì mất: hãy lưu trước.",
    "Gỡ", BAD,
)  # fmt: skip


@admin.register(FaqEntry)
class FaqEntryAdmin(RowPage):
    """Drafts are edited; publishing and withdrawing are separate acts."""

    dialogs = {"withdraw": WITHDRAW}
    add_words = "Soạn câu trả lời công khai"
    list_fullwidth = True
    list_per_page = 50
    list_display = ("question", "field", "state", "updated_at")
    list_filter = (("state", ChoicesDropdownFilter),)
    list_select_related = ("field",)
    search_fields = ("question", "answer")
    show_facets = admin.ShowFacets.NEVER
    actions = None
    actions_detail = ("publish", "withdraw")
    actions_submit_line = ("save_and_publish",)
    autocomplete_fields = ("procedures",)
    readonly_fields = ("state",)
    logged_values = (
        "state",
        "field",
        "procedures",
    )  # not the texts: a draft may still contain personal data
    fields = ("state", "question", "answer", "field", "procedures")
    inlines = (VersionInline,)
    warn_unsaved_form = True

    def has_delete_permission(self, request: HttpRequest, obj: FaqEntry | None = None) -> bool:
        """Refuse: published answers are kept."""
        return False

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm("feedback.publish_faqentry")

    def has_change_permission(self, request: HttpRequest, obj: FaqEntry | None = None) -> bool:
        """Let editors change all entries, and authors their own draft until it is published."""
        if super().has_change_permission(request, obj):
            return True
        return (
            obj is not None
            and obj.drafted_by_id == request.user.pk
            and obj.state == FaqState.DRAFT
            and self.has_add_permission(request)
        )

    def get_actions_detail(
        self, request: HttpRequest, object_id: str | None = None
    ) -> list[UnfoldAction]:
        """Offer withdrawal only for published entries.

        Officers who can edit here publish from below the form, which saves their changes first.
        """
        entry = FaqEntry.objects.filter(pk=self._key(object_id)).first()
        published = entry is not None and entry.state == FaqState.PUBLISHED
        hidden = set() if published else {"feedback_faqentry_withdraw"}
        if self.has_change_permission(request, entry):
            hidden.add("feedback_faqentry_publish")
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
            if entry.state == FaqState.PUBLISHED and not comparing.is_shown_as_drafted(entry):
                messages.warning(request, "Bản nháp khác bản công bố: người dân vẫn thấy bản cũ.")
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    @action(
        description="Công bố",
        url_path="cong-bo",
        icon="publish",
        permissions=["publish"],
        variant=ActionVariant.PRIMARY,
    )
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what changes for citizens and ask for the reason; then publish exactly that."""
        entry = get_object_or_404(FaqEntry, pk=self._key(object_id))
        form = PublishForm(
            request.POST if request.method == "POST" else None,
            initial={"seen": comparing.fingerprint(entry)},
        )
        if form.is_valid() and self._published(request, entry, form):
            return redirect("admin:feedback_faqentry_change", entry.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Công bố câu trả lời",
            "entry": entry,
            "form": form,
            "differences": comparing.differences(entry),
            "obstacles": actions.publication_errors(entry),
            "warnings": actions.publication_warnings(entry),
        }
        return TemplateResponse(request, "admin/feedback/publish_faq.html", context)

    def _published(self, request: HttpRequest, entry: FaqEntry, form: PublishForm) -> bool:
        """Publish and return True, or show the reason in the form, which then has the new draft."""
        officer: Any = request.user  # signed in: the admin's own check comes first
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        try:
            version = actions.publish(entry.pk, officer, reason, seen=seen)
        except ValidationError as error:
            form.add_error(None, error)
            form.data = {"reason": reason, "seen": comparing.fingerprint(entry)}
            return False
        if version is None:
            messages.info(request, "Người dân đang thấy đúng nội dung này.")
            return True
        done = f"Đã công bố phiên bản {version.number}"
        self.log_change(request, entry, done)
        messages.success(request, f"{done}.")
        return True

    @action(description="Lưu và công bố", icon="publish", permissions=["publish"])
    def save_and_publish(self, _request: HttpRequest, _entry: FaqEntry) -> None:
        """Only defines the button: the form is saved first, then `response_change` continues."""

    def response_change(self, request: HttpRequest, obj: FaqEntry) -> HttpResponse:
        """Continue with publishing if that button was pressed."""
        if "feedback_faqentry_save_and_publish" in request.POST:
            return redirect("admin:feedback_faqentry_publish", obj.pk)
        response: HttpResponse = super().response_change(request, obj)
        return response

    def save_model(
        self,
        request: HttpRequest,
        obj: FaqEntry,
        form: Any,
        change: bool,  # noqa: FBT001  # Django's own signature
    ) -> None:
        """Set the author of a new draft."""
        if not change:
            officer: Any = request.user  # signed in: the admin's own check comes first
            obj.drafted_by = officer
        super().save_model(request, obj, form, change)

    def _key(self, object_id: str | None) -> int:
        return int(object_id) if object_id and object_id.isdecimal() else 0
