"""The file of reductions: validated drafts, and what an import would do with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from foundation.api.problems import field_errors, pointer
from procedures.draft_format import compact, fingerprint, plain_number
from procedures.importing.reading import (
    FORMAT,
    Fault,
    Invalid,
    defaults_of,
    read_json,
)
from procedures.models import FeeReduction, Procedure
from procedures.reduction_format import (
    ReducedFeeDraft,
    ReductionDraft,
    reduction_draft_of,
    reduction_problems,
)

NAME = "fee_reductions.json"
Draft = Mapping[str, Any]


@dataclass
class ReductionPlan:
    """The acts that will be written, and those that an officer changed and that stay."""

    write: list[Draft] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0


def find_reduction_files(paths: Iterable[str]) -> list[Path]:
    """Return the files of reductions among `paths`, and in the folders named."""
    named = (path / NAME if path.is_dir() else path for path in map(Path, paths))
    return [path for path in named if path.name == NAME and path.is_file()]


def read_reductions(paths: Iterable[str], new_procedures: Iterable[str]) -> list[Draft]:
    """Return the acts in the files of `paths`; raise Invalid with every fault found.

    They may name procedures of the catalogue and `new_procedures`.
    """
    known = {*new_procedures, *Procedure.objects.values_list("pk", flat=True)}
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for path in find_reduction_files(paths):
        for place, item in _read_items(path):
            draft, wrong = _validate(path.name, place, item, known)
            faults += wrong
            if draft is not None and any(other["id"] == draft["id"] for other in drafts):
                faults.append(Fault(path.name, place, "Định danh xuất hiện nhiều lần."))
            drafts += [draft] if draft is not None else []
    if faults:
        raise Invalid(faults)
    return drafts


def _read_items(path: Path) -> Iterator[tuple[str, Any]]:
    data = read_json(path)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        text = f"Tệp phải là một đối tượng JSON có «format»: {FORMAT}."
        raise Invalid([Fault(path.name, "/format", text)])
    if not isinstance(data.get("reductions"), list):
        raise Invalid([Fault(path.name, "/reductions", "Cần danh sách «reductions».")])
    for i, item in enumerate(data["reductions"]):
        yield pointer("reductions", i), item


def _validate(
    name: str, place: str, item: Any, known: set[str]
) -> tuple[Draft | None, list[Fault]]:
    if not isinstance(item, Mapping):
        return None, [Fault(name, place, "Cần một đối tượng JSON.")]
    entry = str(item.get("id", ""))[:60]
    serializer = ReductionDraft(data=item)
    if not serializer.is_valid():
        errors = field_errors(serializer.errors)
        return None, [Fault(name, place + e.pointer, e.detail, entry) for e in errors]
    draft = _fill_in(serializer.validated_data)
    problems = [*reduction_problems(draft), *_find_unknown(draft, known)]
    return draft, [Fault(name, place + pointer(*path), text, entry) for path, text in problems]


def _find_unknown(draft: Draft, known: set[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for i, row in enumerate(draft["procedures"]):
        if row["procedure"] not in known:
            yield ("procedures", i, "procedure"), f"Không có thủ tục {row['procedure']}."


def _fill_in(validated: Mapping[str, Any]) -> dict[str, Any]:
    draft = {**defaults_of(ReductionDraft), **validated}
    rows = ({**defaults_of(ReducedFeeDraft), **row} for row in draft.pop("reduced"))
    draft["procedures"] = [{"procedure": row.pop("procedure_id"), **row} for row in map(dict, rows)]
    return draft


def plan_reductions(drafts: Iterable[Draft]) -> ReductionPlan:
    """Compare `drafts` with the tables; what an officer changed since the last import is kept."""
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
