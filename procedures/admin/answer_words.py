"""The page of words for answer cards."""

from typing import Any

from django import forms
from django.contrib import admin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget

from procedures.admin.search_words import VocabularyAdmin
from procedures.answers.parts import Part
from procedures.answers.words import AnswerWords
from procedures.models import AnswerWord


def _meanings() -> dict[str, str]:
    """Return the names of all parts and circumstances, by code."""
    circumstances = AnswerWords().circumstances.values()
    return {
        **{part.value: f"Hỏi: {part.label}" for part in Part},
        **{one.code: f"Trường hợp: {one.name}" for one in circumstances},
    }


MEANINGS = _meanings()


class AnswerWordForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Offers the meanings by name."""

    code = forms.ChoiceField(
        label="Ý nghĩa",
        choices=list(MEANINGS.items()),
        widget=UnfoldAdminSelectWidget(),
        help_text="Phần được hỏi, hoặc trường hợp mà từ này nêu.",
    )


@admin.register(AnswerWord)
class AnswerWordAdmin(VocabularyAdmin):
    """Page of words by which questions name a part or a case."""

    form: Any = AnswerWordForm
    list_display = ("text", "show_meaning", "note")
    search_fields = ("text", "note")
    fields = ("text", "code", "note")

    @display(description="Ý nghĩa")
    def show_meaning(self, word: AnswerWord) -> str:
        return MEANINGS.get(word.code, word.code)
