"""Fields in words, for officers who may look but not edit: lists as lines instead of JSON."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import format_html_join

from procedures.choices import ApplicantType, Level
from procedures.models import Procedure

_LABELS: dict[str, Any] = {"levels": Level, "applicant_types": ApplicantType}
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


def _lines(name: str) -> Callable[[Procedure], str]:
    labels = dict(_LABELS[name].choices) if name in _LABELS else {}

    def show(procedure: Procedure) -> str:
        return (
            format_html_join(
                "",
                "<div>{}</div>",
                ((labels.get(line, line),) for line in getattr(procedure, name)),
            )
            or "–"
        )

    show.__name__ = f"{name}_in_words"
    show.short_description = Procedure._meta.get_field(name).verbose_name  # type: ignore[attr-defined, union-attr]  # Django reads it
    return show


_IN_WORDS = {name: _lines(name) for name in _LISTS}


def in_words(
    fieldsets: Sequence[tuple[str | None, dict[str, Any]]],
) -> list[tuple[str | None, dict[str, Any]]]:
    """Return `fieldsets` with lists replaced by their lines, and without what only a form needs."""
    return [
        (name, {**options, "fields": [_replaced(f) for f in options["fields"] if f != "seen"]})
        for name, options in fieldsets
    ]


def _replaced(field: Any) -> Any:
    return tuple(map(_replaced, field)) if isinstance(field, tuple) else _IN_WORDS.get(field, field)
