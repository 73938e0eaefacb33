"""The file of forms: validated drafts, and the plan of an import."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.api.problems import pointer
from procedures.importing.plan import RowsPlan, plan_rows
from procedures.importing.reading import (
    FORMS,
    Fault,
    Invalid,
    check_item,
    defaults_of,
    files_named,
    items_of,
)
from procedures.models import OfficialForm
from procedures.official_forms.draft_format import (
    OfficialFormDraft,
    form_draft_of,
    validate_form,
)
from procedures.official_forms.rules import form_problems, known_forms

Draft = Mapping[str, Any]


@dataclass(frozen=True)
class _Item:
    """One draft and its place in the file."""

    file: str
    pointer: str
    draft: dict[str, Any]


def read_forms(paths: Iterable[str]) -> list[Draft]:
    """Return the forms in the files of `paths`; raises Invalid with every fault.

    A successor must be stored or be in the same files.
    """
    items: list[_Item] = []
    faults: list[Fault] = []
    for path in files_named(FORMS, paths):
        for place, item in items_of(path, "forms"):
            draft, wrong = check_item(path.name, place, item, _validate, lambda _draft: ())
            faults += wrong
            if draft is not None:
                items.append(_Item(path.name, place, draft))
    faults += _check_together(items)
    if faults:
        raise Invalid(faults)
    return [item.draft for item in items]


def _validate(item: Mapping[str, Any]) -> dict[str, Any]:
    draft = {**defaults_of(OfficialFormDraft), **validate_form(item)}
    draft["replaced_by"] = draft.pop("replaced_by_id")
    return draft


def _check_together(items: list[_Item]) -> Iterator[Fault]:
    stored = {form["id"]: form for form in known_forms()}
    everything = {**stored, **{item.draft["id"]: item.draft for item in items}}
    seen: set[str] = set()
    for item in items:
        key = item.draft["id"]
        if key in seen:
            text = "Định danh xuất hiện nhiều lần."
            yield Fault(item.file, item.pointer + "/id", text, key)
        seen.add(key)
        for path, text in form_problems(item.draft, everything.values()):
            yield Fault(item.file, item.pointer + pointer(*path), text, key)


def plan_forms(drafts: Iterable[Draft]) -> RowsPlan:
    """Compare `drafts` with the table; changes by officers since the last import are kept."""
    return plan_rows(drafts, {row.pk: row for row in OfficialForm.objects.all()}, form_draft_of)
