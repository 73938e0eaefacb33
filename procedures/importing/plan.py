"""What an import would do, entry by entry, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from procedures.choices import State
from procedures.drafts import compact, draft_of, fingerprint
from procedures.importing.reading import Entry, Files
from procedures.models import Procedure
from procedures.querysets import covered_by_import, with_parts, withdrawn_by_officers

MAX_VANISHING_SHARE = 0.10


@dataclass(frozen=True)
class Change:
    """One entry that differs, and which members of it."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Plan:
    """Everything that an import would do."""

    create: list[Change] = field(default_factory=list)
    update: list[Change] = field(default_factory=list)
    withdraw: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    unchanged: int = 0
    covered: int = 0

    @property
    def vanishes_too_much(self) -> bool:
        """Tell whether more than a tenth of what the files cover would be withdrawn."""
        return len(self.withdraw) > self.covered * MAX_VANISHING_SHARE

    @property
    def changes_anything(self) -> bool:
        """Tell whether applying writes at all."""
        return bool(self.create or self.update or self.withdraw)


def make_plan(files: Files, take_file: Iterable[str] = ()) -> Plan:
    """Compare `files` with the catalogue. Conflicts named in `take_file` are settled in favour of the file."""
    plan = Plan()
    rows = {p.pk: p for p in with_parts(Procedure.objects.filter(pk__in=[e.draft["id"] for e in files.entries]))}
    closed = withdrawn_by_officers()
    for entry in files.entries:
        _compare(plan, entry, rows.get(entry.draft["id"]), frozenset(take_file), closed)
    covered = covered_by_import(files.fields)
    named = {entry.draft["id"] for entry in files.entries}
    plan.covered = covered.count()
    for procedure in covered.exclude(pk__in=named).order_by("pk"):
        plan.withdraw.append(Change(procedure.pk, procedure.short_name, why="không còn trong tệp"))
    return plan


def file_draft(entry: Entry) -> dict[str, Any]:
    """Return the entry's draft in the very shape of `draft_of`, so that the two can be compared."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps({k: v for k, v in entry.draft.items() if k != "field_id"}, default=_number))
    return plain


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)


def _compare(plan: Plan, entry: Entry, row: Procedure | None, take_file: frozenset[str], closed: frozenset[str]) -> None:
    draft = file_draft(entry)
    if row is None:
        plan.create.append(Change(draft["id"], draft["short_name"]))
        return
    current = draft_of(row)
    members = _differing(current, draft, row, entry)
    if not members and row.state == State.PUBLISHED:
        plan.unchanged += 1
        return
    change = Change(row.pk, row.short_name, members)
    by_officer = not row.imported or fingerprint(current) != row.imported or row.pk in closed
    if by_officer and row.pk not in take_file:
        file_is_old = fingerprint(draft) == row.imported
        (plan.kept if file_is_old else plan.conflicts).append(change)
    else:
        plan.update.append(change)


def _differing(current: Mapping[str, Any], draft: Mapping[str, Any], row: Procedure, entry: Entry) -> tuple[str, ...]:
    members = [name for name in draft if compact({"x": current[name]}) != compact({"x": draft[name]})]
    return (*members, *(["field"] if row.field_id != entry.draft["field_id"] else []))
