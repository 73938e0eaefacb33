"""An import: check everything, compare it with the rows, and write in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import State, differences, state_of
from foundation.importing.comparison import fingerprint
from offices import actions
from offices.importing import contents, entries, plan
from offices.importing.contents import Content
from offices.importing.document import Fault, ImportRefused
from offices.models import Field, Office, OpeningException, OpeningHours

MAX_ENDED_SHARE = 0.10
COMMAND, MOVED = "import_offices", "Chuyển đơn vị cấp trên theo tệp"
Row = TypeVar("Row", Field, Office)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result or the plan of an import of fields and offices."""

    fields: plan.Plan
    offices: plan.Plan


@transaction.atomic
def import_document(
    document: Mapping[str, list[Any]],
    today: date,
    *,
    apply: bool,
    overwrite: Iterable[str] = (),
    allow_ended: bool = False,
) -> Outcome:
    """Import `document` if `apply`, else only return the plan.

    Raises ImportRefused and changes nothing if the file has a fault, or if more than 10 % of the
    offices would end and `allow_ended` is off.
    """
    fields = {row.pk: row for row in Field.objects.select_for_update()}
    rows = Office.objects.select_for_update().prefetch_related("fields", "hours", "exceptions")
    offices = {row.pk: row for row in rows}
    wanted_fields, wanted_offices = _check_entries(document, fields, offices)
    outcome = Outcome(
        fields=_compare(wanted_fields, _held(fields, contents.field_content), overwrite),
        offices=_compare(wanted_offices, _held(offices, contents.office_content), overwrite),
    )
    outcome.fields.ended.clear()  # a field is kept: procedures and offices refer to it
    if not allow_ended:
        _refuse_many_ended(len(outcome.offices.ended), len(offices))
    if apply:
        _write_fields(outcome.fields, wanted_fields)
        _write_offices(outcome.offices, wanted_offices, offices, today)
    return outcome


def _held(rows: Mapping[str, Row], content_of: Callable[[Row], Content]) -> dict[str, plan.Held]:
    return {key: plan.Held(content_of(row), row.imported_fingerprint) for key, row in rows.items()}


def _refuse_many_ended(ended: int, total: int) -> None:
    if ended > MAX_ENDED_SHARE * total:
        raise ImportRefused([Fault("/offices", _too_many_ended(ended, total))])


def _too_many_ended(ended: int, total: int) -> str:
    return (
        f"Tệp thiếu {ended} trên {total} đơn vị đang có, quá 10 %: có thể tệp chưa đủ. Nếu "
        "đúng là kết thúc, thêm --allow-ended."
    )


def _check_entries(
    document: Mapping[str, list[Any]], fields: Mapping[str, Field], offices: Mapping[str, Office]
) -> tuple[dict[str, Content], dict[str, Content]]:
    wanted_fields, faults = entries.check_fields(
        document.get("fields", []), {code: row.name for code, row in fields.items()}
    )
    if faults:
        raise ImportRefused(faults)
    known = {*fields, *(content["code"] for content in wanted_fields)}
    wanted_offices, faults = entries.check_offices(document.get("offices", []), known, offices)
    if faults:
        raise ImportRefused(faults)
    return {row["code"]: row for row in wanted_fields}, {row["id"]: row for row in wanted_offices}


def _compare(
    wanted: dict[str, Content], held: dict[str, plan.Held], overwrite: Iterable[str]
) -> plan.Plan:
    """Compare one list. A file without it leaves the rows alone."""
    return plan.make_plan(wanted, held, overwrite) if wanted else plan.Plan()


def _write_fields(planned: plan.Plan, wanted: Mapping[str, Content]) -> None:
    keys = [*planned.created, *planned.changed, *planned.adopted]
    for key in keys:
        actions.save_field(Field(**wanted[key], imported_fingerprint=fingerprint(wanted[key])))
    if keys:
        actions.publish()


def _write_offices(
    planned: plan.Plan, wanted: Mapping[str, Content], held: Mapping[str, Office], today: date
) -> None:
    keys = [*planned.created, *planned.changed, *planned.adopted]
    for key in keys:
        before = state_of(held.get(key))
        _write_office(wanted[key])
        if before and before["parent"] != wanted[key]["parent"]:
            _log_move(held[key], before)
    for key in planned.ended:
        content = {**contents.office_content(held[key]), "valid_to": today.isoformat()}
        actions.end_office(held[key], today, fingerprint(content))
    if keys or planned.ended:
        actions.publish([*keys, *planned.ended])


def _log_move(office: Office, before: State) -> None:
    """Log that others reach the office now; whoever runs the command is responsible."""
    found = differences(Office, before, state_of(office))
    record(None, Act.CHANGED, office, MOVED, found, command=COMMAND)


def _write_office(content: Content) -> None:
    children = ("fields", "hours", "exceptions", "parent", "successor")
    plain = {key: value for key, value in content.items() if key not in children}
    office = Office(
        **plain,
        parent_id=content["parent"],
        successor_id=content["successor"],
        imported_fingerprint=fingerprint(content),
    )
    hours = [OpeningHours(office=office, **row) for row in content["hours"]]
    exceptions = [OpeningException(office=office, **row) for row in content["exceptions"]]
    actions.save_office(office, content["fields"], hours, exceptions)
