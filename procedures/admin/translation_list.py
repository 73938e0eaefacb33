"""The list of translations: stale, written by a machine, or waiting to be published."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from foundation.desk.read_only import ReadOnlyAdmin
from foundation.desk.tags import tag
from procedures.admin.tags import ORIGINS
from procedures.choices import Origin, State
from procedures.models import ProcedureVersion, Translation
from procedures.translations.texts import FIELDS


class Work(TextChoices):
    """Kinds of work on translations."""

    STALE = "stale", "Câu tiếng Việt đã đổi"
    MACHINE = "machine", "Máy dịch, chưa ai soát"
    WAITING = "waiting", "Đã soát, chờ người khác công bố"


WAITING_FOR: dict[str, Q] = {
    Work.STALE: Q(stale=True),
    Work.MACHINE: Q(origin=Origin.MACHINE),
    Work.WAITING: Q(reviewed_at__isnull=False, published=False),
}


class WorkFilter(DropdownFilter):
    """Translations that need attention."""

    title = "việc"
    parameter_name = "work"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Translation]"
    ) -> list[tuple[str, str]]:
        return list(Work.choices)

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[Translation]
    ) -> QuerySet[Translation]:
        """Keep only the translations with this kind of work."""
        condition = WAITING_FOR.get(self.value() or "")
        return queryset.filter(condition) if condition else queryset


@admin.register(Translation)
class TranslationAdmin(ReadOnlyAdmin):
    """Translations of published procedures; they are edited on the page of their procedure.

    Translators see published texts only, so words of drafts are not shown here.
    """

    list_display = ("show_procedure", "language", "show_field", "show_origin", "translated_on")
    list_display_links = None
    list_filter = (
        WorkFilter,
        ("language", ChoicesDropdownFilter),
        ("origin", ChoicesDropdownFilter),
    )
    list_filter_submit = True
    list_fullwidth = True
    list_per_page = 50
    ordering = ("procedure", "language", "field", "order", "pk")
    search_fields = ("procedure__pk",)
    search_help_text = "Định danh của thủ tục"
    show_facets = admin.ShowFacets.NEVER
    fields = ("language", "show_field", "show_origin", "translated_on", "reviewed_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Translation]:
        versions = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"))
        name = KeyTextTransform("short_name", "search_entry")
        newest = versions.order_by("-number").annotate(name=name).values("name")[:1]
        rows: QuerySet[Any] = super().get_queryset(request)
        published: QuerySet[Translation] = rows.filter(procedure__state=State.PUBLISHED).annotate(
            published_name=Subquery(newest)
        )
        return published.defer("source", "words")

    @display(description="Thủ tục", ordering="procedure")
    def show_procedure(self, translation: Any) -> str:  # annotated with `published_name`
        """Show the published name, as a link to the page of the translations."""
        page = reverse("admin:procedures_procedure_translations", args=[translation.procedure_id])
        return format_html(
            '<a class="text-link" href="{}?lang={}">{}</a>',
            page,
            translation.language,
            translation.published_name,
        )

    @display(description="Phần", ordering="field")
    def show_field(self, translation: Translation) -> str:
        """Show which part of the procedure it is."""
        return FIELDS.get(translation.field, translation.field)

    @display(description="Nguồn dịch", ordering="origin")
    def show_origin(self, translation: Translation) -> str:
        """Show the origin of the words, and whether the Vietnamese text has changed."""
        origin = tag(*ORIGINS[Origin(translation.origin)])
        if not translation.stale:
            return origin
        return format_html("{}<br>{}", origin, tag("Câu gốc đã đổi", "warning"))
