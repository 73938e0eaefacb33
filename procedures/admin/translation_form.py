"""The form of the translations of one procedure: each Vietnamese text next to its translation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from procedures.models import Translation
from procedures.models.translation import MAX_WORDS
from procedures.translations.actions import Decision, Wording, find_rows
from procedures.translations.matching import mark_of
from procedures.translations.table import needs_another_person
from procedures.translations.texts import FIELDS, Texts
from procedures.translations.workflow import MOVES

OVERTAKEN = "Câu tiếng Việt hoặc lời dịch vừa được sửa sau khi mở trang. Hãy xem lại."


@dataclass(frozen=True)
class Line:
    """One Vietnamese text, and its translation if there is one."""

    field: str
    source: str
    translation: Translation | None

    @property
    def label(self) -> str:
        """What part of the procedure it is."""
        return FIELDS[self.field]

    @property
    def stale(self) -> bool:
        """Whether the Vietnamese text changed after the translation."""
        return self.translation is not None and self.translation.source != self.source

    @property
    def words(self) -> str:
        """The translation, empty if there is none."""
        return self.translation.words if self.translation else ""

    @property
    def back_translation(self) -> str:
        """What the translation says, in Vietnamese; empty if nobody wrote it."""
        return self.translation.back_translation if self.translation else ""


class WordsForm(forms.Form):
    """The translation of one text."""

    mark = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="Lời dịch",
        required=False,
        max_length=MAX_WORDS,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
    )
    done = forms.BooleanField(label="Đã soát", required=False, widget=UnfoldBooleanWidget)

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"mark": mark_of(f"{line.source}\n{line.words}"), "words": line.words}
        self.line = line
        self.fields["words"].widget.attrs["aria-label"] = f"Lời dịch của «{line.source}»"

    def clean(self) -> dict[str, Any]:
        """Refuse words if the text or its translation changed meanwhile."""
        cleaned = super().clean() or {}
        if cleaned.get("mark") != self.initial["mark"] and self.is_meant(cleaned):
            raise ValidationError(OVERTAKEN, code="overtaken")
        return cleaned

    def is_meant(self, cleaned: Mapping[str, Any]) -> bool:
        """Return True if the officer changed the words or ticked them."""
        words = " ".join(str(cleaned.get("words", "")).split())
        return bool(cleaned.get("done")) or words != " ".join(self.line.words.split())

    def wording(self) -> Wording:
        """Return what was written."""
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        return Wording(self.line.field, self.line.source, words)


class DecisionForm(forms.Form):
    """How the words are saved: reviewed, or as the Ministry's own."""

    move = forms.ChoiceField(label="Lưu là", widget=UnfoldAdminSelectWidget)
    source_url = forms.URLField(
        label="Trang của Bộ Công an",
        required=False,
        max_length=600,
        assume_scheme="https",
        widget=UnfoldAdminTextInputWidget,
        help_text="Chỉ với bản chính thức: địa chỉ trang có bản dịch.",
    )

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowed = {move.code: move for move in MOVES if officer.has_perm(move.permission)}
        choices = [(move.code, move.label) for move in self.allowed.values()]
        self.fields["move"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def decision(self, officer: User) -> Decision:
        """Return what `officer` decided."""
        move = self.allowed[self.cleaned_data["move"]]
        return Decision(move, officer, self.cleaned_data["source_url"])


class TranslationForms:
    """All forms of the page."""

    def __init__(self, lines: list[Line], sent: QueryDict | None, officer: User) -> None:
        self.words = [WordsForm(sent, line=line, prefix=f"t{i}") for i, line in enumerate(lines)]
        self.decision = DecisionForm(sent, officer=officer)
        self.officer = officer

    def is_valid(self) -> bool:
        """Return True if nothing is wrong."""
        return all([form.is_valid() for form in (*self.words, self.decision)])  # noqa: C419  # all

    def wordings(self) -> list[Wording]:
        """Return what the officer changed or ticked."""
        return [form.wording() for form in self.words if form.is_meant(form.cleaned_data)]

    def alone(self) -> int:
        """Return how many texts this officer reviewed that somebody else has to publish."""
        rows = [form.line.translation for form in self.words if form.line.translation]
        return sum(needs_another_person(row, self.officer) for row in rows)


def lines_of(procedure_id: str, language: str, texts: Texts) -> list[Line]:
    """Return every text with its translation, in the order of the procedure."""
    rows = find_rows(procedure_id, language, texts)
    return [
        Line(field, source, rows.get((field, source)))
        for field, sources in texts.items()
        for source in sources
    ]
