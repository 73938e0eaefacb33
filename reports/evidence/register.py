"""All evidence that was ever received, chained: what vanishes with its own chain is missed here.

The chain's end lies beside the originals, as those of evidence do, under the id of nobody. A
database of yesterday's has fewer rows than the end says. Where database, files and ends were put
back together, only what left the machine before shows it: exports, receipts, and the number that
`verify_evidence` prints and logs.
"""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.db import transaction

from foundation.media import custody as chains
from foundation.media.custody import Content, End, Entry, FaultKind, custody_key
from foundation.media.sealed_files import list_places
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn
from reports.evidence.custody_ends import REGISTER, SUFFIX, keep_end, read_end
from reports.models import Evidence, ReceivedEvidence

NAME = "evidence-register"
CHANGED = "Sổ bằng chứng đã nhận bị sửa, chèn hoặc xoá ở giữa"
SHORTER = "Sổ bằng chứng đã nhận không khớp với đuôi: thiếu dòng cuối, hoặc mất đuôi"
GONE = "Bằng chứng đã nhận không còn: dòng bị xoá, hoặc bị gỡ khỏi phản ánh"


def _content_of(evidence_id: UUID) -> Content:
    return {"evidence": str(evidence_id)}


@transaction.atomic
def add(evidence_id: UUID) -> None:
    """Note that evidence was received, unless that was noted; others wait for this transaction."""
    take_turn(keyed_hash(NAME, ""))
    if ReceivedEvidence.objects.filter(evidence_id=evidence_id).exists():
        return
    last = ReceivedEvidence.objects.order_by("-sequence").first()
    number, before = (last.sequence + 1, last.mac) if last else (1, "")
    mac = chains.link(custody_key(), NAME, before, number, _content_of(evidence_id))
    ReceivedEvidence.objects.create(sequence=number, evidence_id=evidence_id, mac=mac)
    if number == 1:  # as of other chains, so that there is an end wherever there are lines
        keep_end(REGISTER, _end(number, mac))
        return
    # An end that cannot be written lags behind, which verification mends.
    transaction.on_commit(partial(keep_end, REGISTER, _end(number, mac)), robust=True)


def _end(count: int, last_mac: str) -> End:
    return chains.end_of(custody_key(), NAME, count, last_mac)


def number_of(evidence_id: UUID) -> int | None:
    """Return the number under which evidence was received."""
    rows = ReceivedEvidence.objects.filter(evidence_id=evidence_id)
    return rows.values_list("sequence", flat=True).first()


def was_received(evidence_id: UUID) -> bool:
    """Return True if the end of a chain says so; the first entry's is written before the commit."""
    end = read_end(evidence_id)
    return end is not None and end.count > 1


def count() -> int:
    """Return how much evidence was ever received."""
    return ReceivedEvidence.objects.count()


def find_lost() -> Iterator[str]:
    """Yield, in words, what is wrong with the register, and each evidence that is not there."""
    rows = list(ReceivedEvidence.objects.order_by("sequence"))
    yield from _faults_of_register(rows)
    attached = Evidence.objects.filter(report__isnull=False)
    there = set(attached.values_list("pk", flat=True).iterator())
    gone = {row.evidence_id for row in rows} - there
    gone |= {one for one in _ids_of_ends() - there - {REGISTER} if was_received(one)}
    yield from (f"{file_id}: {GONE}" for file_id in sorted(gone, key=str))


def _faults_of_register(rows: list[ReceivedEvidence]) -> Iterator[str]:
    entries = [Entry(row.sequence, _content_of(row.evidence_id), row.mac) for row in rows]
    end = read_end(REGISTER)
    if end is None or (end.count == 1 and not rows):  # left of a transaction that was rolled back
        if rows:
            yield SHORTER
        return
    kinds = {fault.kind for fault in chains.find_faults(custody_key(), NAME, entries, end)}
    if kinds & {FaultKind.CHANGED, FaultKind.OUT_OF_PLACE}:
        yield CHANGED
    elif kinds == {FaultKind.WRONG_END} and chains.lags(entries, end):
        keep_end(REGISTER, _end(len(entries), entries[-1].mac))
    elif kinds:
        yield SHORTER


def _ids_of_ends() -> set[UUID]:
    """Return whose chains have an end on the disk or in the bucket."""
    names = (name for name, _place in list_places(float("inf")) if name.endswith(SUFFIX))
    return {UUID(hex=name.removesuffix(SUFFIX)) for name in names}
