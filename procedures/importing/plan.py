"""The plan of an import, entry by entry, made before anything is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from foundation.importing.comparison import Verdict, fingerprint, judge
from procedures.choices import State
from procedures.drafts.draft_format import compact, draft_of, fingerprint_of, plain_number
from procedures.importing.reading import Entry, Fault, Files, Invalid
from procedures.models import Procedure
from procedures.querysets import covered_by_import, with_parts, withdrawn_by_officers

MAX_VANISHING_SHARE = 0.10


@dataclass(frozen=True)
class Change:
    """One entry that differs, with the members that differ."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Plan:
    """The plan of an import.

    `kept` are officers' edits where the file has nothing new, `conflicts` those where it has.
    `settled` are entries where the file now equals the officer's edit.
    """

    create: list[Change] = field(default_factory=list)
    update: list[Change] = field(default_factory=list)
    withdraw: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    settled: list[Change] = field(default_factory=list)
    unchanged: int = 0
    covered: int = 0

    @property
    def written(self) -> set[str]:
        """The ids of the entries that will be written and published."""
        return {change.id for change in (*self.create, *self.update)}

    @property
    def vanishes_too_much(self) -> bool:
        """Return True if more than a tenth of the covered procedures would be withdrawn."""
        return len(self.withdraw) > self.covered * MAX_VANISHING_SHARE

    @property
    def changes_anything(self) -> bool:
        """Return True if applying the plan publishes or withdraws anything."""
        return bool(self.create or self.update or self.withdraw)


def make_plan(files: Files, take_file: Iterable[str] = ()) -> Plan:
    """Compare `files` with the catalogue.

    For ids in `take_file` the file wins over an officer's edit. Raises Invalid if an entry to write
    has the code of a procedure that stays published.
    """
    plan = Plan()
    take_file = frozenset(take_file)
    ids = [entry.draft["id"] for entry in files.entries]
    rows = {row.pk: row for row in with_parts(Procedure.objects.filter(pk__in=ids))}
    closed = withdrawn_by_officers()
    for entry in files.entries:
        _plan_entry(plan, entry, rows.get(entry.draft["id"]), take_file, closed)
    covered = covered_by_import(files.fields)
    plan.covered = covered.count()
    for procedure in with_parts(covered.exclude(pk__in=ids).order_by("pk")):
        _plan_withdrawal(plan, procedure, take_file)
    if faults := list(_find_taken_codes(plan, files)):
        raise Invalid(faults)
    return plan


def _find_taken_codes(plan: Plan, files: Files) -> Iterator[Fault]:
    written = plan.written
    staying = Procedure.objects.exclude(pk__in={*written, *(one.id for one in plan.withdraw)})
    kept = staying.exclude(code="").exclude(state=State.WITHDRAWN)
    taken = dict(kept.values_list("code", "pk"))
    for entry in files.entries:
        code = entry.draft["code"]
        if code in taken and entry.draft["id"] in written:
            yield entry.fault(("code",), f"Mã {code} đang thuộc về {taken[code]}.")


def _plan_withdrawal(plan: Plan, procedure: Procedure, take_file: frozenset[str]) -> None:
    """Withdraw a procedure that is missing in the files, unless an officer has edited it."""
    as_imported = procedure.imported == fingerprint_of(draft_of(procedure))
    if as_imported or procedure.pk in take_file:
        plan.withdraw.append(Change(procedure.pk, procedure.short_name, why="không còn trong tệp"))
        return
    why = "không còn trong tệp, nhưng cán bộ đã sửa"
    plan.conflicts.append(Change(procedure.pk, procedure.short_name, why=why))


def _draft_in(entry: Entry) -> dict[str, Any]:
    """Return the entry's draft in exactly the shape of `draft_of`, for comparison."""
    members = {name: value for name, value in entry.draft.items() if name != "field_id"}
    plain: dict[str, Any] = orjson.loads(orjson.dumps(members, default=plain_number))
    return plain


def _plan_entry(
    plan: Plan,
    entry: Entry,
    row: Procedure | None,
    take_file: frozenset[str],
    closed: frozenset[str],
) -> None:
    draft = _draft_in(entry)
    if row is None:
        plan.create.append(Change(draft["id"], draft["short_name"]))
        return
    current = draft_of(row)
    members, held = _differing_members(current, draft, row, entry), fingerprint_of(current)
    same = not members and row.state == State.PUBLISHED
    said = held if same else fingerprint_of(draft)
    edited = f"closed {held}" if row.pk in closed else held  # closing it is an officer's edit, too
    verdict = judge(said, edited, row.imported, same=same, take_file=row.pk in take_file)
    if same:
        plan.unchanged += 1
    lists = {
        Verdict.WRITE: plan.update,
        Verdict.KEPT: plan.kept,
        Verdict.CONFLICT: plan.conflicts,
        Verdict.SETTLED: plan.settled if row.imported else [],
    }
    if verdict in lists:
        lists[verdict].append(Change(row.pk, row.short_name, members))


def _differing_members(
    current: Mapping[str, Any], draft: Mapping[str, Any], row: Procedure, entry: Entry
) -> tuple[str, ...]:
    members = [name for name in draft if not _says_same(current[name], draft[name])]
    return (*members, *(["field"] if row.field_id != entry.draft["field_id"] else []))


def _says_same(one: object, other: object) -> bool:
    return bool(compact({"value": one}) == compact({"value": other}))  # empty equals absent


@dataclass
class RowsPlan:
    """Drafts of a table to write, and those that are kept because an officer changed them.

    `changes` lists the changed members of each draft to write; none for a new one.
    """

    write: list[Mapping[str, Any]] = field(default_factory=list)
    changes: dict[str, list[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0


def plan_rows(
    drafts: Iterable[Mapping[str, Any]],
    rows: Mapping[str, Any],
    draft_of: Callable[[Any], Mapping[str, Any]],
) -> RowsPlan:
    """Compare `drafts` with the `rows` of their table; `draft_of` returns the draft of a row."""
    plan = RowsPlan()
    for draft in drafts:
        row = rows.get(draft["id"])
        current = draft_of(row) if row else {}
        plain = orjson.loads(orjson.dumps(draft, default=plain_number))
        if row and compact(current) == compact(plain):
            plan.unchanged += 1
        elif row and row.imported != fingerprint(current):
            plan.kept.append(draft["id"])
        else:
            plan.write.append(draft)
            plan.changes[draft["id"]] = [name for name in current if current[name] != plain[name]]
    return plan
