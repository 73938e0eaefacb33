"""The active filters of a list as chips, each with the address of the list without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field
from django.db.models.constants import LOOKUP_SEP

MAX_TITLE = 60


@dataclass(frozen=True)
class Chip:
    """One filter: what it is about, what was chosen, the address without it."""

    title: str
    value: str
    without: str


def chips_of(shown: ChangeList) -> list[Chip]:
    """Return a chip for each active filter of a list, for the search, and for what links chose."""
    return [*_of_search(shown), *_of_filters(shown), *_of_links(shown)]


def _of_search(shown: ChangeList) -> Iterator[Chip]:
    if shown.query:
        yield Chip("Tìm", _short(shown.query), shown.get_query_string(remove=[SEARCH_VAR, "p"]))


def _of_filters(shown: ChangeList) -> Iterator[Chip]:
    for spec in shown.filter_specs:
        names: list[Any] = [name for name in spec.expected_parameters() if name]
        chosen = [str(value) for name in names if (value := _last(shown, name))]
        if chosen:
            value = ", ".join(_word_for(spec, text) for text in chosen)
            yield Chip(_capital(spec.title), value, shown.get_query_string(remove=[*names, "p"]))


def _of_links(shown: ChangeList) -> Iterator[Chip]:
    """Yield what other pages' links filter by, which no filter of the list offers."""
    offered = {name for spec in shown.filter_specs for name in spec.expected_parameters()}
    for name in shown.filter_params:
        field = _field(shown, name)
        if name not in offered and field is not None and (value := _last(shown, name)):
            said = _row_named(field, value)
            title = _capital(str(field.verbose_name))
            yield Chip(title, _short(said), shown.get_query_string(remove=[name, "p"]))


def _last(shown: ChangeList, name: str) -> str:
    given = shown.filter_params.get(name)
    return str(given[-1] if isinstance(given, list) else given or "")


def _word_for(spec: Any, value: str) -> str:
    """Return the word that the officer chose: a choice of the filter, of its column, or a row."""
    choices: Iterable[Any] = getattr(spec, "lookup_choices", ()) or ()
    words = {str(one[0]): str(one[1]) for one in choices if isinstance(one, tuple | list)}
    if value in words:
        return _short(words[value])
    field = getattr(spec, "field", None)
    return _short(_row_named(field, value) if field is not None else value)


def _row_named(field: "Field[Any, Any]", value: str) -> str:
    """Return what `value` of a column is called."""
    choices = {str(key): str(word) for key, word in field.flatchoices}
    if value in choices or field.remote_field is None:
        return choices.get(value, value)
    try:
        row = field.remote_field.model._default_manager.filter(pk=value).first()
    except (ValueError, ValidationError):
        return value
    return str(row) if row is not None else value


def _field(shown: ChangeList, name: str) -> "Field[Any, Any] | None":
    try:
        found = shown.opts.get_field(name.partition(LOOKUP_SEP)[0])
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _short(text: str) -> str:
    return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1]}…"


def _capital(text: Any) -> str:
    said = str(text)
    return said[:1].upper() + said[1:]
