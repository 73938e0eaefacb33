"""Officers' pages for the texts of notices: one text for each event, and its channels."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from unfold.admin import TabularInline
from unfold.decorators import action, display

from citizens.admin.template_parameters import NamesField, ParametersField, template_of
from citizens.models import Channel, NoticeTemplate, TemplateChannel
from citizens.notices import placeholders, zalo_templates
from citizens.notices.events import find_event, label_of
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from official_accounts import registry
from official_accounts.models import ZaloTemplate

# Each request has a context of its own.
_KNOWN: ContextVar[Mapping[str, ZaloTemplate] | None] = ContextVar("zalo_templates", default=None)


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A text, checked against the values of its event."""

    class Meta:
        model = NoticeTemplate
        fields = ["title", "text"]

    def clean(self) -> dict[str, Any]:
        """Refuse placeholders that the event does not have."""
        values = super().clean() or {}
        event = find_event(self.instance.event)
        if event and {"title", "text"} <= set(values):
            placeholders.check_text(event, values["title"], values["text"])
        return values


_TITLE = capfirst(TemplateChannel._meta.get_field("parameters").verbose_name)


class TemplateChannelForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A channel of a text."""

    class Meta:
        model = TemplateChannel
        fields = ["enabled", "zalo_template_id", "parameters"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer a select for each parameter, until Zalo was asked a field for each value."""
        super().__init__(*args, **kwargs)
        row = self.instance
        event = find_event(row.template.event) if row.pk else None
        template = template_of(row.zalo_template_id, _known()) if row.zalo_template_id else None
        if event:
            self.fields["parameters"] = (
                ParametersField(template, event) if template else NamesField(event)
            )
        else:  # of an event that is no more, or the empty form: nothing to fill in
            self.fields["parameters"] = forms.Field(disabled=True, required=False)
        self.fields["parameters"].label = _TITLE
        self.initial["parameters"] = row.parameters

    def clean_parameters(self) -> dict[str, str]:
        """Refuse parameters that lead to no value of the event."""
        parameters = self.cleaned_data["parameters"] or {}
        event = find_event(self.instance.template.event) if self.instance.pk else None
        if event:
            placeholders.check_parameters(event, parameters)
        return dict(parameters)

    def clean(self) -> dict[str, Any]:
        """Require Zalo's template if the channel needs one.

        The form has no field for the channel, so Django does not check the constraint.
        """
        values = super().clean() or {}
        if (
            values.get("enabled")
            and not values.get("zalo_template_id")
            and self.instance.channel != Channel.TEXT
        ):
            self.add_error("zalo_template_id", "Kênh này cần mã mẫu đã được Zalo duyệt.")
        elif values.get("enabled"):
            self._refuse_unfit(values)
        return values

    def _refuse_unfit(self, values: dict[str, Any]) -> None:
        """Refuse to switch on what Zalo would refuse, where Zalo said what it takes."""
        event = find_event(self.instance.template.event)
        template = template_of(str(values.get("zalo_template_id")), _known())
        if event is None or template is None:
            return
        row = TemplateChannel(parameters=values.get("parameters") or {})
        for fault in zalo_templates.mapping_faults(row, event, template):
            self.add_error("parameters", fault)


def _known() -> Mapping[str, ZaloTemplate]:
    """Return Zalo's list, read once for a page."""
    known = _KNOWN.get()
    if known is None:
        known = registry.of_province()
        _KNOWN.set(known)
    return known


class TemplateChannelInline(TabularInline):
    """The channels of a text."""

    model = TemplateChannel
    form = TemplateChannelForm
    fields = ["channel", "enabled", "zalo_template_id", "parameters"]
    readonly_fields = ["channel"]
    extra = 0
    max_num = 0
    can_delete = False


@admin.register(NoticeTemplate)
class NoticeTemplateAdmin(ChangeLoggedAdmin):
    """The text about each event. The rows are shipped; officers edit texts and channels."""

    form = TemplateForm
    list_fullwidth = True
    list_display = ["show_label", "title", "show_channels", "changed_at"]
    list_display_links = ["show_label", "title"]
    list_per_page = 50
    sortable_by = ()
    actions = None
    actions_list = ("missing",)
    inlines = [TemplateChannelInline]
    readonly_fields = ["show_label", "show_values", "show_preview", "changed_at"]
    fieldsets = [
        ("Lời báo", {"fields": ["show_label", "title", "text", "show_values"]}),
        ("Xem trước (bản đã lưu)", {"fields": ["show_preview", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeTemplate]:
        """Return the rows with their channels."""
        _KNOWN.set(None)
        rows: QuerySet[NoticeTemplate] = super().get_queryset(request)
        return rows.prefetch_related("channels")

    @action(description="Còn thiếu gì", url_path="con-thieu", icon="checklist")
    def missing(self, request: HttpRequest) -> HttpResponse:
        """Show what each event lacks at Zalo, and wordings to hand in."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "Mẫu của Zalo: còn thiếu gì",
            "rows": zalo_templates.overview(),
            "submissions": zalo_templates.submissions(),
        }
        return TemplateResponse(request, "admin/citizens/missing_templates.html", context)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Refuse: the program defines the events."""
        return False

    def has_delete_permission(
        self, _request: HttpRequest, _obj: NoticeTemplate | None = None
    ) -> bool:
        """Refuse: every event has a text."""
        return False

    @display(description="Sự kiện")
    def show_label(self, row: NoticeTemplate) -> str:
        """Show the name of the event."""
        return label_of(row.event)

    @display(description="Gửi ra ngoài qua")
    def show_channels(self, row: NoticeTemplate) -> str:
        """Show the channels that are switched on."""
        return (
            ", ".join(str(Channel(one.channel).label) for one in row.channels.all() if one.enabled)
            or "chỉ trong ứng dụng"
        )

    @display(description="Chỗ điền dùng được")
    def show_values(self, row: NoticeTemplate) -> str:
        """Show the placeholders and their meaning."""
        event = find_event(row.event)
        return (
            "; ".join(f"{{{one.name}}}: {one.meaning}" for one in event.placeholders)
            if event
            else "–"
        )

    @display(description="Công dân sẽ đọc")
    def show_preview(self, row: NoticeTemplate) -> str:
        """Show the saved text with example values."""
        event = find_event(row.event)
        if event is None:
            return "–"
        title, text = (
            placeholders.render(part, placeholders.example_values(event))
            for part in (row.title, row.text)
        )
        return format_html(
            '<strong>{}</strong><div style="white-space: pre-line">{}</div>', title, text
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the page, with a warning if an upgrade made the saved text invalid."""
        row = kwargs.get("obj")
        event = find_event(row.event) if row else None
        if row and event and request.method == "GET":
            try:
                placeholders.check_text(event, row.title, row.text)
            except ValidationError as error:
                messages.warning(request, "; ".join(error.messages))
        page: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return page
