"""The file of reductions: validated drafts, and the plan of an import."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from foundation.api.problems import pointer
from procedures.drafts.draft_format import compact, fingerprint, plain_number
from procedures.fees.reduction_format import (
    ReducedFeeDraft,
    ReductionDraft,
    reduction_draft_of,
    reduction_problems,
    validate_reduction,
)
from procedures.importing.reading import (
    REDUCTIONS,
    Fault,
    Invalid,
    check_item,
    check_list,
    defaults_of,
    read_json,
)
from procedures.models import FeeReduction, Procedure

Draft = Mapping[str, Any]
Problems = Iterator[tuple[tuple[str | int, ...], str]]


@dataclass
class ReductionPlan:
    """The acts to write, and those that are kept because an officer changed them."""

    write: list[Draft] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0


def find_reduction_files(paths: Iterable[str]) -> list[Path]:
    """Return the files of reductions among `paths`, and in those that are folders."""
    named = (path / REDUCTIONS if path.is_dir() else path for path in map(Path, paths))
    return [path for path in named if path.name == REDUCTIONS and path.is_file()]


def read_reductions(paths: Iterable[str], new_procedures: Iterable[str]) -> list[Draft]:
    """Return the acts in the files of `paths`; raises Invalid with every fault.

    They may refer to procedures of the catalogue and to `new_procedures`.
    """
    known = {*new_procedures, *Procedure.objects.values_list("pk", flat=True)}
    drafts: dict[str, Draft] = {}
    faults: list[Fault] = []

    def problems_of(draft: Draft) -> Problems:
        return chain(reduction_problems(draft), _find_unknown(draft, known))

    for path in find_reduction_files(paths):
        for place, item in _read_items(path):
            draft, wrong = check_item(path.name, place, item, _validate, problems_of)
            faults += wrong
            if draft is not None and drafts.setdefault(draft["id"], draft) is not draft:
                faults.append(Fault(path.name, place, "Định danh xuất hiện nhiều lần."))
    if faults:
        raise Invalid(faults)
    return list(drafts.values())


def _read_items(path: Path) -> Iterator[tuple[str, Any]]:
    data = read_json(path)
    if fault := check_list(path.name, data, "reductions"):
        raise Invalid([fault])
    for i, item in enumerate(data["reductions"]):
        yield pointer("reductions", i), item


def _validate(item: Mapping[str, Any]) -> dict[str, Any]:
    return _fill_in(validate_reduction(item))


def _find_unknown(draft: Draft, known: set[str]) -> Problems:
    for i, row in enumerate(draft["procedures"]):
        if row["procedure"] not in known:
            yield ("procedures", i, "procedure"), f"Không có thủ tục {row['procedure']}."


def _fill_in(validated: Mapping[str, Any]) -> dict[str, Any]:
    draft = {**defaults_of(ReductionDraft), **validated}
    rows = ({**defaults_of(ReducedFeeDraft), **row} for row in draft.pop("reduced"))
    draft["procedures"] = [{"procedure": row.pop("procedure_id"), **row} for row in map(dict, rows)]
    return draft


def plan_reductions(drafts: Iterable[Draft]) -> ReductionPlan:
    """Compare `drafts` with the tables; changes by officers since the last import are kept."""
    plan = ReductionPlan()
    rows = {row.pk: row for row in FeeReduction.objects.prefetch_related("reduced")}
    for draft in drafts:
        row = rows.get(draft["id"])
        current = reduction_draft_of(row) if row else {}
        if row and compact(current) == compact(_plain(draft)):
            plan.unchanged += 1
        elif row and row.imported != fingerprint(current):
            plan.kept.append(draft["id"])
        else:
            plan.write.append(draft)
    return plan


def _plain(draft: Draft) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(orjson.dumps(draft, default=plain_number))
    return plain
