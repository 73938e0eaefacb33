"""Officers' pages for announcements: the list by state, the form of a draft, its history."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from announcements.actions import editing
from announcements.admin.articles import ShowsArticles
from announcements.admin.calendar import ShowsCalendar
from announcements.admin.deciding import DecidesOnPage, decision_of
from announcements.admin.draft_form import (
    PICTURE,
    TEXTS,
    TIMES,
    DraftForm,
    fields_of,
    where_of,
)
from announcements.admin.filters import StateFilter
from announcements.admin.preview import ShowsPreview, picture_data, preview_of
from announcements.models import Announcement, AnnouncementEvent, AnnouncementVersion
from announcements.querysets import AnnouncementQuerySet
from announcements.rights import APPROVE
from announcements.workflow import ENDED, FROZEN, LISTED, State
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab, WorkListAdmin
from foundation.records.wording import show_moment
from offices.models import Office, Officer

COLOURS = {
    State.DRAFT.label: "info",
    State.SUBMITTED.label: "warning",
    State.APPROVED.label: "warning",
    State.PUBLISHED.label: "success",
    State.CORRECTING.label: "warning",
}
_Fieldset = tuple[str, dict[str, Any]]


@admin.register(Announcement)
class AnnouncementAdmin(DecidesOnPage, ShowsArticles, ShowsPreview, ShowsCalendar, WorkListAdmin):
    """Announcements: editors write drafts, buttons move them."""

    row_noun = "bản tin"
    short_rows = True
    tabs = (
        Tab("Đang đăng", {"state": "listed"}),
        Tab("Chờ duyệt", {"state": "to_approve"}, "warning", acting=APPROVE),
        Tab("Bản nháp", {"state": "draft"}),
        Tab("Chờ đến giờ", {"state": "approved"}),
        Tab("Truy nã, tìm người", {"state": "persons"}),
        Tab("Cần xác nhận lại", {"state": "to_reconfirm"}, "warning", acting=APPROVE),
        Tab("Hết hạn", {"state": "expired"}, counted=False),
        Tab("Đã gỡ", {"state": "withdrawn"}, counted=False),
        Tab("Tất cả", {"state": "all"}, counted=False),
    )
    radio_fields: ClassVar = {"kind": admin.VERTICAL}
    change_form_outer_before_template = "admin/announcements/beside.html"

    class Media:
        js = ("announcements/writing.js",)

    form = DraftForm
    add_words = "Soạn bản tin"
    list_fullwidth = True
    list_per_page = 50
    list_display = ("show_title", "show_state", "show_air", "show_end")
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
        """Ask of a new one for its kind; then for what that kind needs; then show the page only."""
        if obj is None:
            office = ("office",) if len(own_offices(request.user)) > 1 else ()
            return (("Bản tin mới", {"fields": ("kind", "title", *office)}),)
        written = self._written(obj) if self.has_change_permission(request, obj) else ()
        return (*written, *_happened(obj))

    def _written(self, obj: Announcement) -> Sequence[_Fieldset]:
        """Return what editors write."""
        own = fields_of(obj.kind)
        note = (("Đính chính", {"fields": ("correction_note",)}),) if obj.state in LISTED else ()
        parts: tuple[_Fieldset, ...] = (
            ("Bản tin", {"fields": (("kind", "show_state"), *TEXTS, "seen")}),
            *note,
            *((("Điều riêng của loại bản tin", {"fields": own}),) if own else ()),
            ("Ảnh", {"fields": PICTURE}),
            ("Nơi và người cần đọc", {"fields": where_of(obj.kind)}),
            ("Thời gian", {"fields": (TIMES,)}),
        )
        return parts

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Announcement | None = None
    ) -> Sequence[str]:
        """Keep the kind, which decided the address; and times, once they were published."""
        if obj is None:
            return ()
        shown = (
            "kind", "office", "show_state", "show_picture", "show_times", "show_articles",
            "show_versions", "show_events",
        )  # fmt: skip
        return shown if obj.state == State.DRAFT else (*shown, *TIMES)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.officer = request.user
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the offices of the officer's own posts."""
        if db_field.name == "office":
            own = own_offices(request.user)
            kwargs["queryset"] = Office.objects.filter(pk__in=own).order_by("name")
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
            obj.office_id = obj.office_id or next(iter(own_offices(officer)), None)
            editing.create(obj, officer)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the citizen's page, beside the form while somebody writes."""
        context["show_save_and_add_another"] = False
        row, officer = context.get("original"), cast("User", request.user)
        if row is not None and not row.erased_at:
            context["subtitle"] = row.named
            context["preview"] = preview_of(row, request)
            context["writes"] = self.has_change_permission(request, row)
            context["decision"] = decision_of(row, officer)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    @display(description="Bản tin")
    def show_title(self, row: Announcement) -> str:
        return two_lines(row.named, f"{row.get_kind_display()} · {row.office.name}")

    @display(description="Đăng lúc")
    def show_air(self, row: Announcement) -> str:
        """Show since when it is on air, else when it will be."""
        if row.published_at:
            return show_moment(row.published_at)
        return f"hẹn {show_moment(row.publish_at)}" if row.publish_at else "–"

    @display(description="Hết hạn")
    def show_end(self, row: Announcement) -> str:
        return show_moment(row.expires_at) if row.expires_at else "–"

    @display(description="Trạng thái", label=COLOURS)
    def show_state(self, row: Announcement) -> str:
        return str(State(row.state).label)

    @display(description="Ảnh đang có")
    def show_picture(self, row: Announcement) -> str:
        address = picture_data(row)
        if not address:
            return "Chưa có ảnh"
        return format_html('<img src="{}" alt="{}" width="320">', address, row.picture_alternative)

    @display(description="Thời gian")
    def show_times(self, row: Announcement) -> str:
        """Show what is set of its times."""
        day = f"{row.reconfirm_by:%d/%m/%Y}" if row.reconfirm_by else ""
        moments = {
            "đăng lúc": row.published_at or row.publish_at,
            "hết hạn lúc": row.expires_at,
            "ghim đến": row.pinned_until,
        }
        said = [f"{name} {show_moment(at)}" for name, at in moments.items() if at]
        return "; ".join([*said, *([f"xác nhận lại trước {day}"] if day else [])]) or "–"

    @display(description="Người dân đã thấy")
    def show_versions(self, row: Announcement) -> str:
        versions = AnnouncementVersion.objects.filter(announcement=row).order_by("-number")
        shown = versions.select_related("author", "approver")
        return render_to_string("admin/announcements/versions.html", {"versions": shown})

    @display(description="Các bước")
    def show_events(self, row: Announcement) -> str:
        events = AnnouncementEvent.objects.filter(announcement=row).select_related("officer")
        return render_to_string("admin/announcements/events.html", {"events": events})


def own_offices(user: Any) -> list[str]:
    """Return the offices of an officer's own posts, the oldest post first."""
    posts = Officer.objects.in_force(timezone.localdate()).filter(user=user.pk).order_by("pk")
    return list(dict.fromkeys(posts.values_list("office_id", flat=True)))


def _happened(row: Announcement) -> Sequence[_Fieldset]:
    """Return what became of it; nothing that is empty."""
    parts = (
        ("Thời gian", "show_times", row.state != State.DRAFT),
        ("Bài trên Official Account", "show_articles", row.articles.exists()),
        ("Phiên bản đã đăng", "show_versions", row.versions.exists()),
        ("Diễn biến", "show_events", row.events.exists()),
    )
    return [(title, {"fields": (field,)}) for title, field, there in parts if there]
