"""A thousand random changes of a chain of custody by whoever has the database but not the key.

Each is made in a transaction in which the triggers of the append-only table are off, looked for by
`reports/evidence/verifying.py`, and rolled back.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.keys import new_keys
from benchmarks.report import Row, at_most
from foundation.media.custody import link
from offices.models import Office
from reports import numbers
from reports.evidence import attaching, custody
from reports.evidence.custody import Act
from reports.evidence.verifying import check_chain
from reports.models import CustodyEntry, Evidence, Report, ReportKind

LOOKS = 18  # entries: twenty with reception and attachment
TABLE = CustodyEntry._meta.db_table  # Django's own name for it
WRONG_KEY = b"whoever has the database does not have this one"
FOREIGN = {"note": "Khác", "sha256": "f" * 64, "mac": "e" * 64, "act": "deleted"}


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about chains."""
    new_keys()
    times = 100 if small else 1_000
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as name:
        settings.SEALED_ROOT = Path(name)
        evidence = _evidence()
        assert check_chain(evidence) == []
        dice = random.Random(17)  # the same changes in every run
        missed: Counter[str] = Counter()
        made: Counter[str] = Counter()
        for _time in range(times):
            change = dice.choice(CHANGES)
            made[change.__name__] += 1
            missed[change.__name__] += not _is_found(evidence, change, dice)
        assert check_chain(evidence) == []
    yield at_most(f"of {times} random changes: not found", sum(missed.values()), 0)
    for name, number in sorted(made.items()):
        yield Row(f"– {name.strip('_').replace('_', ' ')}", number)


def _evidence() -> Evidence:
    """Return evidence of a report, with a chain of twenty entries."""
    now = timezone.now()
    kind = ReportKind.objects.create(code="bench", name="Bench", description="x", law="x")
    report = Report.objects.create(
        number=numbers.new_number(now), kind=kind, office=Office.objects.order_by("pk")[0]
    )
    key = uuid4()
    row = Evidence.objects.create(
        pk=key, path=key.hex, key="x", sha256="a" * 64, size=1, completed_at=now
    )
    attaching.attach(report, [row])
    for _look in range(LOOKS):
        custody.append(row, Act.VIEWED, note="Xem")
    return row


def _is_found(
    evidence: Evidence, change: Callable[[Evidence, random.Random], None], dice: random.Random
) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        change(evidence, dice)
        found = bool(check_chain(evidence))
        transaction.set_rollback(True)
    return found


def _run(evidence: Evidence, sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} AND evidence_id = %s", [*values, evidence.pk])


def _place(dice: random.Random, first: int = 1) -> int:
    return dice.randint(first, LOOKS + 2)


def _changed(evidence: Evidence, dice: random.Random) -> None:
    column = dice.choice(list(FOREIGN))
    sql = f"UPDATE {TABLE} SET {column} = %s WHERE sequence = %s"  # noqa: S608  # names of ours
    _run(evidence, sql, FOREIGN[column], _place(dice))


def _deleted(evidence: Evidence, dice: random.Random) -> None:
    _run(evidence, f"DELETE FROM {TABLE} WHERE sequence = %s", _place(dice))  # noqa: S608  # as above


def _cut_off_at_the_end(evidence: Evidence, dice: random.Random) -> None:
    _run(evidence, f"DELETE FROM {TABLE} WHERE sequence >= %s", _place(dice))  # noqa: S608  # as above


def _deleted_and_numbered_anew(evidence: Evidence, dice: random.Random) -> None:
    place = _place(dice)
    _run(evidence, f"DELETE FROM {TABLE} WHERE sequence = %s", place)  # noqa: S608  # as above
    for number in range(place + 1, LOOKS + 3):
        _move(evidence, number, number - 1)


def _exchanged(evidence: Evidence, dice: random.Random) -> None:
    one = _place(dice)
    other = dice.choice([place for place in range(1, LOOKS + 3) if place != one])
    for start, end in ((one, 1_000), (other, one), (1_000, other)):
        _move(evidence, start, end)


def _move(evidence: Evidence, start: int, end: int) -> None:
    _run(evidence, f"UPDATE {TABLE} SET sequence = %s WHERE sequence = %s", end, start)  # noqa: S608  # as above


def _inserted(evidence: Evidence, dice: random.Random) -> None:
    place = _place(dice)
    for number in range(LOOKS + 2, place - 1, -1):
        _move(evidence, number, number + 1)
    _append(evidence, place, evidence.custody.filter(sequence=place - 1).first())


def _appended(evidence: Evidence, _dice: random.Random) -> None:
    _append(evidence, LOOKS + 3, evidence.custody.order_by("-sequence").first())


def _append(evidence: Evidence, place: int, before: CustodyEntry | None) -> None:
    """Insert an entry whose MAC fits as well as it can without the key."""
    entry = CustodyEntry(
        evidence=evidence,
        sequence=place,
        act=Act.VIEWED,
        note="Chèn",
        sha256=evidence.sha256,
        at=timezone.now(),
    )
    entry.mac = _forged(evidence, before.mac if before else "", entry)
    entry.save()


def _rewritten(evidence: Evidence, dice: random.Random) -> None:
    """Write the chain anew from some place on, as a whole that fits together."""
    first = _place(dice)
    former = evidence.custody.filter(sequence=first - 1).first()
    before = former.mac if former else ""
    for entry in evidence.custody.filter(sequence__gte=first).order_by("sequence"):
        entry.note = "Viết lại"
        before = _forged(evidence, before, entry)
        sql = f"UPDATE {TABLE} SET note = %s, mac = %s WHERE sequence = %s"  # noqa: S608  # as above
        _run(evidence, sql, entry.note, before, entry.sequence)


def _forged(evidence: Evidence, before: str, entry: CustodyEntry) -> str:
    name, content = custody.name_of(evidence), custody.content_of(entry)
    return link(WRONG_KEY, name, before, entry.sequence, content)


CHANGES = (
    _changed,
    _deleted,
    _cut_off_at_the_end,
    _deleted_and_numbered_anew,
    _exchanged,
    _inserted,
    _appended,
    _rewritten,
)
