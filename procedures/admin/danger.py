"""Officers' pages for the words of danger, with a look at what a change would do."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Field, URLField
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from unfold.decorators import display

from procedures.admin.search_words import VocabularyAdmin
from procedures.danger.preview import DAYS, newly_answered
from procedures.models import DangerAct, DangerKind, DangerPerson
from procedures.search.vocabulary import load_danger_words

SHOWN = 200


@admin.register(DangerKind)
class DangerKindAdmin(VocabularyAdmin):
    """Page of the kinds of danger, with the number to call."""

    list_display = ("number", "code", "sentence", "source")
    list_display_links = ("number", "code")
    list_filter = ("number",)
    search_fields = ("number", "sentence", "until_help", "source", "note")
    fields = ("code", "number", "sentence", "until_help", "source", "source_url", "note")

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "FormField | None":
        """Take an address without a scheme for https."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        found: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        return found


class WithPreview(VocabularyAdmin):
    """Base of pages whose words can be tried before they are saved."""

    change_form_after_template = "admin/procedures/danger_try.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the address that the button «Xem thử» sends the form to."""
        name = f"{self.opts.label_lower.replace('.', '_')}_preview"
        view = self.admin_site.admin_view(self.preview)
        urls: list[URLPattern] = super().get_urls()
        return [path("preview/", view, name=name), *urls]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        """Tell the template where to send the form."""
        context["preview"] = reverse(f"admin:{self.opts.label_lower.replace('.', '_')}_preview")
        page: HttpResponse = super().render_change_form(request, context, *args, **options)
        return page

    def preview(self, request: HttpRequest) -> HttpResponse:
        """Show the searches of the last month whose number the sent words would change."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, request.POST.get("row") or "0")
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        found = (
            newly_answered(load_danger_words(), load_danger_words(form.instance))
            if form.is_valid()
            else []
        )
        context = {
            **self.admin_site.each_context(request),
            "title": "Xem thử",
            "form": form,
            "found": found[:SHOWN],
            "count": len(found),
            "days": DAYS,
        }
        return render(request, "admin/procedures/danger_preview.html", context)


@admin.register(DangerPerson)
class DangerPersonAdmin(WithPreview):
    """Page of the words for people."""

    list_display = ("name", "show_terms", "is_child")
    search_fields = ("name", "terms", "note")
    fields = ("name", "terms", "is_child", "note")

    @display(description="Từ")
    def show_terms(self, row: DangerPerson) -> str:
        return ", ".join(row.terms)


@admin.register(DangerAct)
class DangerActAdmin(WithPreview):
    """Page of the words for what happens."""

    list_display = ("kind", "show_terms", "needs_person")
    list_filter = ("kind",)
    search_fields = ("terms", "note")
    fields = ("kind", "terms", "needs_person", "unless", "note")

    @display(description="Từ")
    def show_terms(self, row: DangerAct) -> str:
        return ", ".join(row.terms)
