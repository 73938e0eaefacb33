"""Lists as lines instead of JSON, on the pages of officers who may look but not edit."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import format_html_join

from procedures.choices import ApplicantType, Level
from procedures.models import Procedure

Fieldset = tuple[str | None, dict[str, Any]]
_LABELS = {"levels": dict(Level.choices), "applicant_types": dict(ApplicantType.choices)}
_LISTS = (
    "levels",
    "applicant_types",
    "former_codes",
    "keywords",
    "applicants",
    "results",
    "conditions",
    "doubts",
)


def _show_lines_of(name: str) -> Callable[[Procedure], str]:
    labels = _LABELS.get(name, {})

    def show(procedure: Procedure) -> str:
        lines = ((labels.get(line, line),) for line in getattr(procedure, name))
        return format_html_join("", "<div>{}</div>", lines) or "–"

    show.__name__ = f"{name}_in_words"
    show.short_description = Procedure._meta.get_field(name).verbose_name  # type: ignore[attr-defined, union-attr]  # Django reads it
    return show


_IN_WORDS = {name: _show_lines_of(name) for name in _LISTS}


def in_words(fieldsets: Sequence[Fieldset]) -> list[Fieldset]:
    """Return `fieldsets` with lists shown as lines."""
    return [
        (name, {**options, "fields": [_replaced(f) for f in options["fields"]]})
        for name, options in fieldsets
    ]


def _replaced(field: str | tuple[str, ...]) -> object:
    if isinstance(field, tuple):
        return tuple(map(_replaced, field))
    return _IN_WORDS.get(field, field)
