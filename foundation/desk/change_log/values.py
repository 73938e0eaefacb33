"""A row as plain values, and the differences between two such states in officers' words.

Of secrets and of what a page calls personal only the field's name is told. Rows of citizens are
never called by name.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import ManyToManyField, Model, QuerySet

from foundation.desk.permission_choices import permission_in_words
from foundation.records.wording import show_moment

MAX_LENGTH = 300  # of one value in words
# Fields with such names hold a secret, or a hash of one.
_SECRET = re.compile(r"password|secret|token|hash|fingerprint|(^|_)key$|^key")
_named_apps: set[str] = set()
_left_out: set[str] = set()
_NOBODY_TYPES = {"last_login", "date_joined"}
State = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One field that differs. `before` and `after` are None where the values are not shown."""

    name: str
    title: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, str | None]:
        """Return the difference as it is stored."""
        return {"name": self.name, "title": self.title, "before": self.before, "after": self.after}


def name_rows_of(app: str) -> None:
    """Let the log call rows of an app by name; for AppConfig.ready. Others go by their number.

    Only for apps that hold nothing about citizens.
    """
    _named_apps.add(app)


def leave_out(field: str) -> None:
    """Let the log pass over a field that the program sets, `app.model.field`; for `ready`."""
    _left_out.add(field)


def are_named(app: str) -> bool:
    """Return True if the log calls rows of this app by name."""
    return app in _named_apps


def state_of(row: Model | None) -> State:
    """Return the values of `row` by field, read from the database; empty if it is not there."""
    if row is None or row.pk is None:
        return {}
    stored = QuerySet(type(row)).filter(pk=row.pk).first()
    if stored is None:
        return {}
    plain = {field.name: field.value_from_object(stored) for field in _fields(stored)}
    many = {field.name: _keys(getattr(stored, field.name)) for field in stored._meta.many_to_many}
    return {**plain, **many}


def _keys(related: Any) -> tuple[Any, ...]:
    return tuple(sorted(related.order_by().values_list("pk", flat=True)))


def _fields(row: Model) -> Iterator[Any]:
    """Yield the fields that people change, without those that the program sets by itself."""
    for field in row._meta.concrete_fields:
        by_itself = (
            field.primary_key
            or getattr(field, "auto_now", False)
            or getattr(field, "auto_now_add", False)
            or f"{row._meta.label_lower}.{field.name}" in _left_out
        )
        if not by_itself and field.name not in _NOBODY_TYPES:
            yield field


def differences(
    model: type[Model], before: State, after: State, shown: Collection[str] | None = None
) -> list[Difference]:
    """Return the fields that differ.

    Values are told only for fields in `shown`; None means all that hold no secret.
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [
        difference(model._meta.get_field(name), before.get(name), after.get(name), shown)
        for name in names
    ]


def difference(
    field: Any, before: Any, after: Any, shown: Collection[str] | None = None
) -> Difference:
    """Return one difference, with or without its values."""
    title = str(getattr(field, "verbose_name", field.name))
    title = title[:1].upper() + title[1:]
    if is_secret(field) or (shown is not None and field.name not in shown):
        return Difference(field.name, title, None, None)
    return Difference(field.name, title, in_words(field, before), in_words(field, after))


def is_secret(field: Any) -> bool:
    """Return True if a field holds a secret or is encrypted at rest: its values are never told."""
    return bool(_SECRET.search(field.name)) or bool(getattr(field, "is_encrypted", False))


def in_words(field: Any, value: Any) -> str:
    """Return a stored value as officers read it, at most 300 characters; empty for None."""
    if isinstance(field, ManyToManyField):
        return _cut("; ".join(_names(field.related_model, value or ())))
    if isinstance(field, models.ForeignKey):
        return _cut("; ".join(_names(field.related_model, () if value is None else (value,))))
    labels = dict(getattr(field, "flatchoices", None) or ())
    has_label = not isinstance(value, list | dict | set) and value in labels
    return _cut(str(labels[value]) if has_label else _plain(value))


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "Có" if value else "Không"
        case datetime():
            return show_moment(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case list() | dict():
            return _listed(value)
    return "" if value is None else str(value)


def _listed(value: Any) -> str:
    if all(isinstance(one, str) for one in value) and isinstance(value, list):
        return "; ".join(value)
    return orjson.dumps(value, default=str).decode() if value else ""


def _names(model: Any, keys: Collection[Any]) -> list[str]:
    """Return the names of related rows, or their numbers where rows have no names in the log."""
    if not are_named(model._meta.app_label):
        return [f"số {key}" for key in keys]
    rows: QuerySet[Any] = QuerySet(model).filter(pk__in=keys)
    found = (
        {
            row.pk: permission_in_words(row) if isinstance(row, Permission) else str(row)
            for row in rows
        }
        if keys
        else {}
    )
    return [found.get(key, str(key)) for key in keys]


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else text[: MAX_LENGTH - 1] + "…"
