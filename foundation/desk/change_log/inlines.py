"""What a form changed in the rows below it, for the change log."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import Model

from foundation.desk.change_log.values import MAX_LENGTH, Difference, State, differences, state_of


def of_formset(formset: Any, shown: Collection[str] | None) -> list[Difference]:
    """Return the differences in the rows of an inline, with the kind and number of each row."""
    changed = [
        _below(row, _initial(form, names), _only(state_of(row), names), shown)
        for form, row, names in _changed(formset)
    ]
    added = [
        _below(row, {}, state_of(row), shown, "thêm ")
        for row in getattr(formset, "new_objects", ())
    ]
    deleted = [_gone(row, shown) for row in getattr(formset, "deleted_objects", ())]
    return [one for found in (*changed, *added) for one in found] + deleted


def _changed(formset: Any) -> list[tuple[Any, Model, list[str]]]:
    forms = {form.instance.pk: form for form in formset.forms}
    return [(forms[row.pk], row, names) for row, names in getattr(formset, "changed_objects", ())]


def _initial(form: Any, names: Collection[str]) -> State:
    """Return the initial values of the form, with related rows as sorted keys like `state_of`."""
    found = {name: form.initial.get(name) for name in names}
    return {
        name: tuple(sorted(one.pk for one in value)) if _is_rows(value) else value
        for name, value in found.items()
    }


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Model)


def _only(state: State, names: Collection[str]) -> State:
    return {name: state[name] for name in names if name in state}


def _below(
    row: Model, before: State, after: State, shown: Collection[str] | None, done: str = ""
) -> list[Difference]:
    found = differences(type(row), before, after, shown)
    kind = f"{done}{row._meta.verbose_name} số {row.pk}"
    return [replace(one, title=f"{kind[:1].upper()}{kind[1:]}: {one.title}") for one in found]


def _gone(row: Model, shown: Collection[str] | None) -> Difference:
    """Return the difference of a deleted row, with its name if values are shown."""
    kind = str(row._meta.verbose_name)
    before, after = (None, None) if shown is not None else (str(row)[:MAX_LENGTH], "")
    return Difference("", f"Xoá {kind}", before, after)
