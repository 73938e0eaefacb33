"""One delivery: each item is read like a row of a file, and all are written in one transaction."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from citizens import access_log
from dossiers.actions.effects import Author
from dossiers.connector import items, keys, refusals
from dossiers.connector.error_codes import ERROR_CODES, OTHER
from dossiers.connector.items import Item, Names
from dossiers.importing import applying, rows
from dossiers.importing.applying import Entry
from dossiers.importing.references import References
from dossiers.importing.rows import Row, Wrong
from dossiers.importing.run import Result, Run
from dossiers.importing.uploading import layout_of
from dossiers.models import ConnectorDelivery, ConnectorKey
from dossiers.workflow import Actor
from foundation.api.problems import pointer
from offices.working_time.calendar_rows import load_calendar

MAX_ITEMS = 1_000


@dataclass
class Outcome:
    """What became of one item. `code` is as it was sent where it could not be read.

    `office` is what the row names; the answer repeats members as they were sent.
    """

    item: Item
    result: Result = Result.REFUSED
    code: str = ""
    wrong: Sequence[Wrong] = ()
    dossier_id: int | None = None
    office: str = ""
    row: Row | None = None

    def answer(self, index: int) -> dict[str, object]:
        """Return the outcome as the API answers it."""
        errors = [
            {
                "pointer": pointer(
                    "body", "dossiers", index, *((self.item.name(w.key),) if w.key else ())
                ),
                "code": w.code if w.code in ERROR_CODES else OTHER,
                "detail": w.text,
            }
            for w in self.wrong
        ]
        return {"index": index, "code": self.code, "result": self.result.value, "errors": errors}


@transaction.atomic
def deliver(key: ConnectorKey, sent: Sequence[object], as_of: datetime | None) -> ConnectorDelivery:
    """Write the items and return the delivery with its answers; bad items are refused singly.

    Raises IntegrityError if another writer takes a new code meanwhile: nothing was written, try
    again.
    """
    now = timezone.now()
    own = [*key.offices.order_by("pk").values_list("pk", flat=True)]
    run = _run(key, own, now, min(as_of or now, now))
    names = Names(layout_of(own[0] if own else None))
    found = [_read(item, run, names) for item in sent]
    _refuse_repeated(found)
    entries = [Entry(index, one.row) for index, one in enumerate(found) if one.row]
    for entry, decision in zip(entries, applying.apply(entries, run), strict=True):
        done = found[entry.number]
        done.result, done.wrong = decision.result, decision.wrong
        done.dossier_id = decision.dossier.pk if decision.dossier else None
    _log(key, found)
    if own:
        _note_refusals(key, found, run, own[0])
    counts = {result.value: sum(one.result is result for one in found) for result in Result}
    answers = [one.answer(index) for index, one in enumerate(found)]
    delivery: ConnectorDelivery = ConnectorDelivery.objects.create(
        key=key, at=now, counts=counts, results=answers
    )
    return delivery


def _run(key: ConnectorKey, own: Sequence[str], now: datetime, as_of: datetime) -> Run:
    by = Author(Actor.MACHINE, None, keys.offices_of(key))
    return Run(by, References(), load_calendar(), now, as_of, own[0] if len(own) == 1 else "")


def _read(sent: object, run: Run, names: Names) -> Outcome:
    """Return an item with its row, or with what is wrong with it."""
    item = items.read(sent, names)
    row, wrong = rows.read(item.values, run.now) if not item.wrong else (None, [])
    office = item.values.get("office")
    return Outcome(
        item,
        code=row.code if row else item.said,
        wrong=[*item.wrong, *wrong],
        office=office if isinstance(office, str) else "",
        row=row,
    )


_TWICE = "Mã hồ sơ này đã có ở trên trong cùng lần gửi."
_DIFFERENT = "Mã hồ sơ này có nhiều mục khác nhau trong cùng lần gửi; không nhận mục nào."


def _refuse_repeated(found: Sequence[Outcome]) -> None:
    """Of equal items with one code take the first, of different ones none: nobody knows which."""
    same: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        if one.row:
            same[one.row.code].append(one)
    for several in same.values():
        differ = any(one.row != several[0].row for one in several)
        for one in several if differ else several[1:]:
            code, text = ("repeated_differently", _DIFFERENT) if differ else ("repeated", _TWICE)
            one.row, one.wrong = None, [Wrong("code", code, text)]


def _note_refusals(key: ConnectorKey, outcomes: Sequence[Outcome], run: Run, own: str) -> None:
    """Make what was refused an office's work; of a code that was sent twice the first counts."""
    first: dict[str, Outcome] = {}
    for outcome in outcomes:
        if code := outcome.item.kept_as or outcome.code:
            first.setdefault(code, outcome)
    refused = {
        code: (_office_of(outcome, run, own), [wrong.text for wrong in outcome.wrong])
        for code, outcome in first.items()
        if outcome.result is Result.REFUSED
    }
    refusals.note(key, first, refused, run.now)


def _office_of(outcome: Outcome, run: Run, own: str) -> str:
    """Return the office that the row names, if the key may write there; else the key's own."""
    named = run.references.office(outcome.office) if outcome.office else None
    return named if named and named in (run.by.offices or ()) else own


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
