"""The file of reductions: validated drafts, and the plan of an import."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from procedures.fees.reduction_format import (
    ReducedFeeDraft,
    ReductionDraft,
    reduction_draft_of,
    reduction_problems,
    validate_reduction,
)
from procedures.importing.plan import RowsPlan, plan_rows
from procedures.importing.reading import (
    REDUCTIONS,
    Fault,
    Invalid,
    check_item,
    defaults_of,
    files_named,
    items_of,
)
from procedures.models import FeeReduction, Procedure

Draft = Mapping[str, Any]
Problems = Iterator[tuple[tuple[str | int, ...], str]]


def read_reductions(paths: Iterable[str], new_procedures: Iterable[str]) -> list[Draft]:
    """Return the acts in the files of `paths`; raises Invalid with every fault.

    They may refer to procedures of the catalogue and to `new_procedures`.
    """
    known = {*new_procedures, *Procedure.objects.values_list("pk", flat=True)}
    drafts: dict[str, Draft] = {}
    faults: list[Fault] = []

    def problems_of(draft: Draft) -> Problems:
        return chain(reduction_problems(draft), _find_unknown(draft, known))

    for path in files_named(REDUCTIONS, paths):
        for place, item in items_of(path, "reductions"):
            draft, wrong = check_item(path.name, place, item, _validate, problems_of)
            faults += wrong
            if draft is not None and drafts.setdefault(draft["id"], draft) is not draft:
                faults.append(Fault(path.name, place, "Định danh xuất hiện nhiều lần."))
    if faults:
        raise Invalid(faults)
    return list(drafts.values())


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


def plan_reductions(drafts: Iterable[Draft]) -> RowsPlan:
    """Compare `drafts` with the tables; changes by officers since the last import are kept."""
    rows = FeeReduction.objects.prefetch_related("reduced")
    return plan_rows(drafts, {row.pk: row for row in rows}, reduction_draft_of)
