"""Write validated drafts to the rows of their procedures."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from procedures.models import Case, Procedure
from procedures.models.parts import PARTS

Draft = Mapping[str, Any]
_NOT_COLUMNS = {"id", "superseded_by", "cases", *(name for name, _model in PARTS)}


@transaction.atomic
def apply_drafts(drafts: Sequence[Draft]) -> list[Procedure]:
    """Create or overwrite the procedures of validated drafts, which have the shape of `draft_of`.

    Successors and next procedures are checked only when the transaction ends. Call `record_edit`
    afterwards.
    """
    stored = Procedure.objects.select_for_update().in_bulk([draft["id"] for draft in drafts])
    if stored:
        _delete_parts(stored)
    written = [(_procedure_of(draft, stored), draft) for draft in drafts]
    Procedure.objects.bulk_create([row for row, _draft in written if row.pk not in stored])
    cases = _create_cases(written)
    for name, model in PARTS:
        rows = [
            model(procedure=procedure, order=i, **_as_columns(row, cases[procedure.pk]))
            for procedure, draft in written
            for i, row in enumerate(draft[name])
        ]
        model._default_manager.bulk_create(rows)
    return [procedure for procedure, _draft in written]


def _delete_parts(procedure_ids: Collection[str]) -> None:
    for _name, model in PARTS:
        model._default_manager.filter(procedure__in=procedure_ids).delete()
    Case.objects.filter(procedure__in=procedure_ids).delete()


def _procedure_of(draft: Draft, stored: Mapping[str, Procedure]) -> Procedure:
    """Return the procedure with the columns of `draft`; saved, if it is `stored`."""
    columns = {name: value for name, value in draft.items() if name not in _NOT_COLUMNS}
    columns["superseded_by_id"] = draft["superseded_by"]
    procedure = stored.get(draft["id"]) or Procedure(pk=draft["id"])
    for name, value in columns.items():
        setattr(procedure, name, value)
    if procedure.pk in stored:
        procedure.save(update_fields=[*columns, "edited_at"])
    return procedure


def _create_cases(written: Sequence[tuple[Procedure, Draft]]) -> dict[str, dict[str, Case]]:
    """Create the cases and return them by procedure and name."""
    cases = Case.objects.bulk_create(
        [
            Case(procedure=procedure, name=name, order=i)
            for procedure, draft in written
            for i, name in enumerate(draft["cases"])
        ]
    )
    found: dict[str, dict[str, Case]] = {procedure.pk: {} for procedure, _draft in written}
    for case in cases:
        found[case.procedure_id][case.name] = case
    return found


def _as_columns(row: Mapping[str, Any], cases: Mapping[str, Case]) -> dict[str, Any]:
    values = dict(row)
    if "case" in values:
        values["case"] = cases.get(values["case"])
    if "target" in values:
        values["target_id"] = values.pop("target")
    if "form" in values:
        values["form_id"] = values.pop("form")
    return values
