"""One delivery: each item is read like a row of a file, and all are written in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeGuard

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citizens import access_log
from dossiers.actions.effects import Author
from dossiers.connector import keys, refusals
from dossiers.importing import applying, rows
from dossiers.importing.applying import Entry
from dossiers.importing.references import References
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.run import Result, Run
from dossiers.models import ConnectorDelivery, ConnectorKey
from dossiers.validators import MAX_CODE_LENGTH, clean_code
from dossiers.workflow import Actor
from foundation.api.problems import pointer
from foundation.importing.tables import Cell
from offices.working_time.calendar_rows import load_calendar

MAX_ITEMS = 1_000
MAX_TEXT = 4_000
# Names of the API and our keys of the same columns.
KEYS: Mapping[str, str] = {
    "code": "code",
    "procedure_code": "procedure_code",
    "status": "status",
    "applicant_name": "applicant",
    "applicant_phone": "phone",
    "id_number": "id_number",
    "channel": "channel",
    "submitted_at": "submitted_at",
    "accepted_at": "accepted_at",
    "due_at": "due_at",
    "completed_at": "completed_at",
    "returned_at": "returned_at",
    "office": "office",
    "reason": "reason",
    "papers": "papers",
    "supplement_due_on": "supplement_due",
    "fee": "fee",
}
_NAMES = {key: name for name, key in KEYS.items()}


@dataclass
class Outcome:
    """What became of one item. `said` is the code as it was sent, `office` what the row names."""

    result: Result
    code: str = ""
    wrong: list[Wrong] = field(default_factory=list)
    dossier_id: int | None = None
    said: str = ""
    office: str = ""

    def answer(self, index: int) -> dict[str, object]:
        """Return the outcome as the API answers it."""
        errors = [
            {
                "pointer": pointer(
                    "body", "dossiers", index, *((_NAMES.get(w.key, w.key),) if w.key else ())
                ),
                "code": w.code,
                "detail": w.text,
            }
            for w in self.wrong
        ]
        return {"index": index, "code": self.code, "result": self.result.value, "errors": errors}


@transaction.atomic
def deliver(
    key: ConnectorKey, items: Sequence[object], as_of: datetime | None
) -> ConnectorDelivery:
    """Write the items and return the delivery with its answers; bad items are refused singly.

    Raises IntegrityError if another writer takes a new code meanwhile: nothing was written, try
    again.
    """
    now = timezone.now()
    run = _run(key, now, min(as_of or now, now))
    outcomes = _read(items, now)
    entries = [Entry(index, row) for index, row in enumerate(outcomes) if isinstance(row, Row)]
    for entry, decision in zip(entries, applying.apply(entries, run), strict=True):
        number = decision.dossier.pk if decision.dossier else None
        code, office = entry.row.code, entry.row.office
        outcomes[entry.number] = Outcome(
            decision.result, code, decision.wrong, number, said=code, office=office
        )
    done = [outcome for outcome in outcomes if isinstance(outcome, Outcome)]
    _log(key, done)
    _note_refusals(key, done, run)
    counts = {result.value: sum(outcome.result is result for outcome in done) for result in Result}
    answers = [outcome.answer(index) for index, outcome in enumerate(done)]
    delivery: ConnectorDelivery = ConnectorDelivery.objects.create(
        key=key, at=now, counts=counts, results=answers
    )
    return delivery


def _run(key: ConnectorKey, now: datetime, as_of: datetime) -> Run:
    own = list(key.offices.values_list("pk", flat=True))
    by = Author(Actor.MACHINE, None, keys.offices_of(key))
    return Run(by, References(), load_calendar(), now, as_of, own[0] if len(own) == 1 else "")


def _read(items: Sequence[object], now: datetime) -> list[Row | Outcome]:
    """Return a row for each item, or why there is none.

    Of items with one code the first counts; the others are refused.
    """
    found: list[Row | Outcome] = []
    seen: set[str] = set()
    for item in items:
        values, wrong = _cells(item)
        row, more = rows.read(values, now) if not wrong else (None, [])
        wrong += more
        if row and row.code in seen:
            wrong.append(Wrong("code", "repeated", "Mã hồ sơ này đã có ở trên trong cùng lần gửi."))
        if row and not wrong:
            seen.add(row.code)
            found.append(row)
        else:
            said = row.code if row else _code(values)
            office = values.get("office")
            found.append(
                Outcome(
                    Result.REFUSED,
                    row.code if row else "",
                    wrong,
                    said=said,
                    office=office if isinstance(office, str) else "",
                )
            )
    return found


def _code(values: Mapping[str, Cell]) -> str:
    """Return the code of an item that could not be read, as well as it can be told."""
    said = values.get("code")
    if not isinstance(said, str):
        return ""
    try:
        return clean_code(said)
    except ValidationError:
        return said.strip()[:MAX_CODE_LENGTH]


def _note_refusals(key: ConnectorKey, outcomes: Sequence[Outcome], run: Run) -> None:
    """Make what was refused an office's work; of a code that was sent twice the first counts."""
    first: dict[str, Outcome] = {}
    for outcome in outcomes:
        if outcome.said:
            first.setdefault(outcome.said, outcome)
    own = [*key.offices.order_by("pk").values_list("pk", flat=True)[:1]]
    refused = {
        code: (_office_of(outcome, run, own[0]), [wrong.text for wrong in outcome.wrong])
        for code, outcome in first.items()
        if outcome.result is Result.REFUSED and own
    }
    refusals.note(key, first, refused, run.now)


def _office_of(outcome: Outcome, run: Run, own: str) -> str:
    """Return the office that the row names, if the key may write there; else the key's own."""
    named = run.references.office(outcome.office) if outcome.office else None
    return named if named and named in (run.by.offices or ()) else own


def _cells(item: object) -> tuple[dict[str, Cell], list[Wrong]]:
    if not isinstance(item, Mapping):
        return {}, [Wrong("", "invalid", "Cần một đối tượng JSON.")]
    # The answer repeats the name and is stored; PostgreSQL cannot store NUL.
    wrong = [
        Wrong(str(name)[:60].replace("\0", "\ufffd"), "unknown", "Không có trường này.")
        for name in item
        if name not in KEYS
    ][:20]
    values: dict[str, Cell] = {}
    for name, value in item.items():
        if name in KEYS:
            cell = "\n".join(value) if name == "papers" and _are_texts(value) else value
            if (
                not isinstance(cell, str | int | float | None)
                or isinstance(cell, bool)
                or len(str(cell)) > MAX_TEXT
            ):
                wrong.append(
                    Wrong(KEYS[name], "invalid", f"Cần chữ hoặc số, tối đa {MAX_TEXT} ký tự.")
                )
            elif isinstance(cell, str) and "\0" in cell:
                wrong.append(Wrong(KEYS[name], "null_character", "Có ký tự không đọc được."))
            else:
                values[KEYS[name]] = cell
    return values, wrong


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _log(key: ConnectorKey, outcomes: Sequence[Outcome]) -> None:
    """Note which dossiers the machine wrote."""
    for result, action in (
        (Result.CREATED, access_log.Action.ADDED),
        (Result.MOVED, access_log.Action.CHANGED),
    ):
        if written := list(_written(outcomes, result)):
            access_log.record(
                actor=access_log.Machine(key.public_id),
                action=action,
                subject=("dossier", written),
                where=access_log.Where.API,
            )


def _written(outcomes: Sequence[Outcome], result: Result) -> Iterator[int]:
    return (
        outcome.dossier_id
        for outcome in outcomes
        if outcome.result is result and outcome.dossier_id is not None
    )
