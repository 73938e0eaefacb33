"""Members, rows and values of a draft in the words of the edit page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django.db.models import Field, Model
from django.utils.text import capfirst

from procedures.fees import fee_and_time_texts as texts
from procedures.models import Case, Procedure
from procedures.models.part_bases import Part
from procedures.models.parts import PARTS

Row = Mapping[str, Any]
EMPTY = "(trống)"
MAX_TITLE = 90  # about one line
PART_MODELS: Mapping[str, type[Part]] = dict(PARTS)
# The members by which an officer recognises a changed row; the first is its title.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "documents": ("name", "case"),
    "steps": ("title", "case"),
    "channels": ("kind",),
    "time_limits": ("channel", "condition"),
    "fees": ("channel", "group", "condition", "name", "effective_from"),
    "forms": ("form", "condition"),
    "legal_basis": ("number",),
    "next_procedures": ("sentence", "target"),
    "sources": ("name", "url"),
}


def label_member(name: str) -> str:
    """Return the Vietnamese name of a member of a draft."""
    if name == "cases":
        return capfirst(str(Case._meta.verbose_name_plural))
    if name in PART_MODELS:
        return capfirst(str(PART_MODELS[name]._meta.verbose_name_plural))
    return label_field(Procedure, name)


def label_field(model: type[Model], name: str) -> str:
    """Return the Vietnamese name of a field."""
    return capfirst(str(_field(model, name).verbose_name))


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", model._meta.get_field(name))  # never a reverse relation


def place_of(path: Sequence[str | int]) -> str:
    """Return where on the edit page a path of `publishing_problems` leads.

    >>> place_of(("documents", 0, "condition"))
    'Thành phần hồ sơ · dòng 1 · Điều kiện'
    """
    name = str(path[0])
    steps = (
        f"dòng {step + 1}" if isinstance(step, int) else label_field(PART_MODELS[name], step)
        for step in path[1:]
    )
    return " · ".join([label_member(name), *steps])


def title_row(name: str, row: Row) -> str:
    """Return a few words by which an officer recognises `row` of the part `name`."""
    title = " – ".join(word for word in _title_words(name, row) if word)
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1] + "…"


def _title_words(name: str, row: Row) -> list[str]:
    model = PART_MODELS[name]
    condition = str(row.get("condition") or "")
    if name == "fees":
        amounts = {"amount": None, "amount_to": None, "unit": "", **row}
        return [texts.describe_fee(amounts), str(row.get("name") or ""), condition]
    if name == "time_limits":
        return [str(row.get("text") or _length(row)), condition]
    member = IDENTITY[name][0]
    return [show_value(model, member, row.get(member))]


def _length(limit: Row) -> str:
    if limit.get("value") is None:
        return ""
    unit = show_value(PART_MODELS["time_limits"], "unit", limit.get("unit"))
    return f"{texts.format_number(limit['value'])} {unit}"


def show_value(model: type[Model], name: str, value: object) -> str:
    """Return `value` of the field `name` as an officer reads it."""
    if value is None or value in ("", []):
        return EMPTY
    field = _field(model, name)
    labels = dict(field.flatchoices)
    if value in labels:
        return str(labels[value])
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return texts.format_number(value)
    return _show_date(str(value)) if field.get_internal_type() == "DateField" else str(value)


def _show_date(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value
