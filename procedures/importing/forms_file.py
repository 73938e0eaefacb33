"""The file of forms: validated drafts, and the plan of an import."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from foundation.api.problems import pointer
from procedures.drafts.draft_format import compact, fingerprint, plain_number
from procedures.importing.reading import (
    FORMS,
    Fault,
    Invalid,
    check_item,
    check_list,
    defaults_of,
    read_json,
)
from procedures.models import OfficialForm
from procedures.official_forms.draft_format import (
    OfficialFormDraft,
    form_draft_of,
    validate_form,
)
from procedures.official_forms.rules import form_problems, known_forms

Draft = Mapping[str, Any]


@dataclass
class FormPlan:
    """The forms to write, and those that are kept because an officer changed them.

    `changes` lists the changed members of each form to write; none for a new form.
    """

    write: list[Draft] = field(default_factory=list)
    changes: dict[str, list[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class _Item:
    """One draft and its place in the file."""

    file: str
    pointer: str
    draft: dict[str, Any]


def find_form_files(paths: Iterable[str]) -> list[Path]:
    """Return the files of forms among `paths`, and in those that are folders."""
    named = (path / FORMS if path.is_dir() else path for path in map(Path, paths))
    return [path for path in named if path.name == FORMS and path.is_file()]


def read_forms(paths: Iterable[str]) -> list[Draft]:
    """Return the forms in the files of `paths`; raises Invalid with every fault.

    A successor must be stored or be in the same files.
    """
    items: list[_Item] = []
    faults: list[Fault] = []
    for path in find_form_files(paths):
        for place, item in _read_items(path):
            draft, wrong = check_item(path.name, place, item, _validate, lambda _draft: ())
            faults += wrong
            if draft is not None:
                items.append(_Item(path.name, place, draft))
    faults += _check_together(items)
    if faults:
        raise Invalid(faults)
    return [item.draft for item in items]


def _read_items(path: Path) -> Iterator[tuple[str, Any]]:
    data = read_json(path)
    if fault := check_list(path.name, data, "forms"):
        raise Invalid([fault])
    for i, item in enumerate(data["forms"]):
        yield pointer("forms", i), item


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


def plan_forms(drafts: Iterable[Draft]) -> FormPlan:
    """Compare `drafts` with the table; changes by officers since the last import are kept."""
    plan = FormPlan()
    rows = {row.pk: row for row in OfficialForm.objects.all()}
    for draft in drafts:
        row = rows.get(draft["id"])
        current = form_draft_of(row) if row else {}
        plain = orjson.loads(orjson.dumps(draft, default=plain_number))
        if row and compact(current) == compact(plain):
            plan.unchanged += 1
        elif row and row.imported != fingerprint(current):
            plan.kept.append(draft["id"])
        else:
            plan.write.append(draft)
            differing = [name for name in current if current[name] != plain[name]]
            plan.changes[draft["id"]] = differing
    return plan
