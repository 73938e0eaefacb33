"""Officers' pages for the search vocabulary.

Every change bumps the catalogue's revision, so that it takes effect within seconds.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.records.vietnamese import fold
from procedures import actions
from procedures.models import (
    Abbreviation,
    Aspect,
    CommonQuestion,
    ConfusablePair,
    Elsewhere,
    Emergency,
    FillerWord,
    Signpost,
    SynonymGroup,
)
from procedures.models.search_words import Word

MAX_WORDS = 12


class VocabularyAdmin(ChangeLoggedAdmin):
    """Base: search works without marks, and every change goes through `change_vocabulary`."""

    list_fullwidth = True
    list_per_page = 50
    warn_unsaved_form = True
    search_help_text = "Không cần gõ dấu"

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Word], search_term: str
    ) -> tuple[QuerySet[Word], bool]:
        """Fold a few hundred rows here, because no database folds as we do."""
        words = fold(search_term).split()[:MAX_WORDS]
        if not words:
            return queryset, False
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        return queryset.filter(pk__in=[row[0] for row in rows if _has_all(row[1:], words)]), False

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Word]",
        formsets: "list[BaseModelFormSet[Word, ModelForm[Word]]]",
        change: Any,
    ) -> None:
        """Bump the revision too, in the transaction that saved the row."""
        actions.change_vocabulary(
            lambda: super(VocabularyAdmin, self).save_related(request, form, formsets, change)
        )

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        actions.change_vocabulary(lambda: super(VocabularyAdmin, self).delete_model(request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Word]) -> None:
        actions.change_vocabulary(
            lambda: super(VocabularyAdmin, self).delete_queryset(request, queryset)
        )


def _has_all(values: tuple[object, ...], words: list[str]) -> bool:
    text = fold(
        " ".join(" ".join(value) if isinstance(value, list) else str(value) for value in values)
    )
    return all(word in text for word in words)


class WithProcedures(VocabularyAdmin):
    """Base of pages for words that lead to procedures."""

    autocomplete_fields = ("procedures",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Word]:
        rows: QuerySet[Word] = super().get_queryset(request).prefetch_related("procedures")
        return rows

    @display(description="Dẫn tới thủ tục")
    def show_procedures(self, row: SynonymGroup | CommonQuestion | Signpost) -> str:
        return " • ".join(str(procedure) for procedure in row.procedures.all()) or "–"


@admin.register(Abbreviation)
class AbbreviationAdmin(VocabularyAdmin):
    """Page of abbreviations."""

    list_display = ("abbreviation", "expansion", "field", "note")
    list_select_related = ("field",)
    list_filter = ("field",)
    search_fields = ("abbreviation", "expansion", "note")
    fields = ("abbreviation", "expansion", "field", "note")


@admin.register(SynonymGroup)
class SynonymGroupAdmin(WithProcedures):
    """Page of synonyms."""

    list_display = ("canonical", "show_forms", "show_procedures", "field")
    list_select_related = ("field",)
    list_filter = ("field",)
    search_fields = ("canonical", "forms", "note")
    fields = ("canonical", "forms", "procedures", "field", "note")

    @display(description="Cách gọi khác")
    def show_forms(self, group: SynonymGroup) -> str:
        return ", ".join(group.forms)


@admin.register(CommonQuestion)
class CommonQuestionAdmin(WithProcedures):
    """Page of common questions."""

    list_display = ("question", "show_variants", "show_procedures")
    search_fields = ("question", "variants", "note")
    fields = ("question", "variants", "procedures", "note")

    @display(description="Cách hỏi khác")
    def show_variants(self, question: CommonQuestion) -> str:
        return ", ".join(question.variants)


@admin.register(ConfusablePair)
class ConfusablePairAdmin(VocabularyAdmin):
    """Page of pairs that are easily confused."""

    list_display = ("a", "b", "hint")
    search_fields = ("a", "b", "hint", "note")
    fields = ("a", "b", "hint", "note")


@admin.register(Elsewhere)
class ElsewhereAdmin(VocabularyAdmin):
    """Page of services that other agencies offer."""

    list_display = ("agency", "show_terms", "note")
    search_fields = ("agency", "terms", "note")
    fields = ("agency", "terms", "unless", "note")

    @display(description="Từ khoá")
    def show_terms(self, row: Elsewhere) -> str:
        return ", ".join(row.terms)


@admin.register(Signpost)
class SignpostAdmin(WithProcedures):
    """Page of signposts to something else than a procedure."""

    list_display = ("name", "show_doors", "show_terms", "alone")
    list_filter = ("alone",)
    search_fields = ("name", "doors", "terms", "with_any", "examples", "reason", "note")
    fields = (
        *("name", "doors", "reason", "terms", "with_any", "unless", "examples"),
        *("alone", "procedures", "priority", "note"),
    )

    @display(description="Lối đi")
    def show_doors(self, row: Signpost) -> str:
        return ", ".join(row.doors)

    @display(description="Từ khoá")
    def show_terms(self, row: Signpost) -> str:
        return ", ".join(row.terms)


@admin.register(Emergency)
class EmergencyAdmin(VocabularyAdmin):
    """Page of emergencies."""

    list_display = ("number", "advice", "show_terms")
    list_display_links = ("number", "advice")
    search_fields = ("number", "advice", "terms", "note")
    fields = ("number", "advice", "terms", "unless", "note")

    @display(description="Từ khoá")
    def show_terms(self, row: Emergency) -> str:
        return ", ".join(row.terms)


@admin.register(Aspect)
class AspectAdmin(VocabularyAdmin):
    """Page of the aspects that distinguish procedures."""

    list_display = ("name", "family", "show_in_names", "show_in_queries")
    search_fields = ("name", "family", "in_names", "in_queries", "note")
    fields = ("name", "family", "in_names", "in_queries", "special", "note")

    @display(description="Trong tên thủ tục")
    def show_in_names(self, aspect: Aspect) -> str:
        return ", ".join(aspect.in_names)

    @display(description="Trong câu tìm kiếm")
    def show_in_queries(self, aspect: Aspect) -> str:
        return ", ".join(aspect.in_queries)


@admin.register(FillerWord)
class FillerWordAdmin(VocabularyAdmin):
    """Page of filler words."""

    list_display = ("text", "kind", "note")
    list_filter = ("kind",)
    search_fields = ("text", "note")
    fields = ("text", "kind", "note")
