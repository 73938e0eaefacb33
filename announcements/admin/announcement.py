"""Officers' pages for announcements: the list by state, the form of a draft, its history."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from announcements import rules
from announcements.actions import editing
from announcements.admin.articles import ShowsArticles
from announcements.admin.calendar import ShowsCalendar
from announcements.admin.draft_form import PICTURE, TEXTS, TIMES, WHERE, DraftForm, fields_of
from announcements.admin.filters import StateFilter
from announcements.admin.preview import ShowsPreview, picture_data
from announcements.models import Announcement, AnnouncementEvent, AnnouncementVersion
from announcements.querysets import AnnouncementQuerySet
from announcements.workflow import ENDED, FROZEN, LISTED, State
from foundation.records.wording import show_moment
from offices.models import Office
from offices.snapshot import directory
from offices.tree import offices_below

COLOURS = {
    State.DRAFT.label: "info",
    State.SUBMITTED.label: "warning",
    State.APPROVED.label: "warning",
    State.PUBLISHED.label: "success",
    State.CORRECTING.label: "warning",
}
_Fieldset = tuple[str, dict[str, Any]]


@admin.register(Announcement)
class AnnouncementAdmin(ShowsArticles, ShowsPreview, ShowsCalendar):
    """Announcements: editors write drafts, buttons move them."""

    form = DraftForm
    add_words = "Soạn bản tin"
    list_fullwidth = True
    list_per_page = 50
    list_display = ("show_title", "show_state", "kind", "office", "publish_at", "expires_at")
    list_filter = (StateFilter, ("kind", ChoicesDropdownFilter))
    list_filter_submit = True
    list_select_related = ("office",)
    search_fields = ("title", "slug", "decision_number")
    search_help_text = "Tiêu đề, địa chỉ hoặc số quyết định"
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    actions = None
    sortable_by = ()
    autocomplete_fields = ("areas",)
    warn_unsaved_form = True
    compressed_fields = False
    # Not the words: of wanted and missing notices they name persons.
    logged_values = (
        "kind", "state", "office", "severity", "publish_at", "expires_at", "pinned_until",
        "decision_number", "legal_document",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> AnnouncementQuerySet:
        return self._visible(request)

    def get_fieldsets(
        self, request: HttpRequest, obj: Announcement | None = None
    ) -> Sequence[_Fieldset]:
        """Ask of a new one for its kind only; then for what that kind needs."""
        if obj is None:
            return (("Tin mới", {"fields": ("kind", "office", "title")}),)
        editable = self.has_change_permission(request, obj)
        own = fields_of(obj.kind)
        note: tuple[_Fieldset, ...] = ()
        if obj.state in LISTED:
            note = (("Đính chính", {"fields": ("correction_note",)}),)
        picture = PICTURE if editable else ("show_picture", "picture_alternative")
        return (
            ("Tin", {"fields": (("kind", "show_state"), *TEXTS, *(("seen",) if editable else ()))}),
            *note,
            *((("Điều riêng của loại tin", {"fields": own}),) if own else ()),
            ("Ảnh", {"fields": picture}),
            ("Nơi và người cần đọc", {"fields": WHERE}),
            ("Thời gian", {"fields": (TIMES, ("show_pinned", "show_reconfirm"))}),
            ("Bài trên Official Account", {"fields": ("show_articles",)}),
            ("Phiên bản đã đăng", {"fields": ("show_versions",)}),
            ("Diễn biến", {"fields": ("show_events",)}),
        )

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Announcement | None = None
    ) -> Sequence[str]:
        """Keep the kind, which decided the address; and times, once they were published."""
        if obj is None:
            return ()
        shown = (
            "kind", "office", "show_state", "show_picture", "show_pinned", "show_reconfirm",
            "show_articles", "show_versions", "show_events",
        )  # fmt: skip
        return shown if obj.state == State.DRAFT else (*shown, *TIMES)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.officer = request.user
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the offices of the officer's posts and below."""
        if db_field.name == "office":
            below = Office.objects.filter(pk__among=offices_below(request.user))
            kwargs["queryset"] = below.order_by("name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse while somebody decides about it, and when it is over."""
        closed = {*FROZEN, *ENDED, State.EXPIRED}
        return super().has_change_permission(request, obj) and (
            obj is None or obj.state not in closed
        )

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Refuse: what happened to an announcement is kept."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  # Django's own signature
        """Write through the action, which makes the officer an author."""
        officer: Any = request.user  # signed in: the admin's own check comes first
        if change:
            editing.save(obj, officer, form.cleaned_data["seen"])
        else:
            editing.create(obj, officer)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show above the form what keeps it from being submitted and what to read again."""
        context["show_save_and_add_another"] = False
        row = context.get("original")
        if row is not None and request.method == "GET" and row.state == State.DRAFT:
            now = timezone.now()
            for said in rules.problems(row, now):
                messages.info(request, said)
            for said in rules.warnings(row, now, directory.current().calendar):
                messages.warning(request, said)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    @display(description="Tin")
    def show_title(self, row: Announcement) -> str:
        return row.title or f"{row.get_kind_display()} {row.slug}"

    @display(description="Trạng thái", label=COLOURS)
    def show_state(self, row: Announcement) -> str:
        return str(State(row.state).label)

    @display(description="Ảnh đang có")
    def show_picture(self, row: Announcement) -> str:
        address = picture_data(row)
        if not address:
            return "Chưa có ảnh"
        return format_html('<img src="{}" alt="{}" width="320">', address, row.picture_alternative)

    @display(description="Ghim đến")
    def show_pinned(self, row: Announcement) -> str:
        return show_moment(row.pinned_until) if row.pinned_until else "–"

    @display(description="Xác nhận lại trước")
    def show_reconfirm(self, row: Announcement) -> str:
        return f"{row.reconfirm_by:%d/%m/%Y}" if row.reconfirm_by else "–"

    @display(description="Người dân đã thấy")
    def show_versions(self, row: Announcement) -> str:
        versions = AnnouncementVersion.objects.filter(announcement=row).order_by("-number")
        shown = versions.select_related("author", "approver")
        return render_to_string("admin/announcements/versions.html", {"versions": shown})

    @display(description="Các bước")
    def show_events(self, row: Announcement) -> str:
        events = AnnouncementEvent.objects.filter(announcement=row).select_related("officer")
        return render_to_string("admin/announcements/events.html", {"events": events})
