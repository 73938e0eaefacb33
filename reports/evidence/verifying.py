"""Whether evidence, and the chain that tells who had it, are as they were written."""

from collections.abc import Sequence

import structlog
from django.db import models, transaction
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.media import custody as chains
from foundation.media.custody import Entry, FaultKind, custody_key
from foundation.media.sealed_files import digest, path_of
from foundation.media.sealed_pieces import BrokenSeal
from reports.evidence import custody, register
from reports.evidence.custody import changed_since
from reports.evidence.custody_ends import keep_end, read_end
from reports.models import CustodyEntry, Evidence

log = structlog.get_logger("police_portal.reports")
Act = CustodyEntry.Act
WHOLE = "Nguyên vẹn"


class Fault(models.TextChoices):
    """What is wrong; kept in `Evidence.fault`."""

    CHAIN = "chain", "Chuỗi lưu giữ bị sửa, chèn hoặc xoá ở giữa"
    END = "end", "Chuỗi lưu giữ không khớp với sổ đuôi: thiếu mắt xích cuối, hoặc mất sổ đuôi"
    REPORT = "report", "Bằng chứng được gắn sang phản ánh khác"
    FILE = "file", "Tệp không còn, hoặc khác bản gốc"
    FACTS = "facts", "Thông tin của tệp hoặc của phản ánh khác với chuỗi lưu giữ"


def verify(evidence: Evidence) -> list[Fault]:
    """Return what is wrong with a chain and its original, and keep the result.

    What is whole gets an entry that says so, what is not gets none. Reads the whole file.
    """
    faults = check_chain(evidence) or _faults_of_file(evidence)
    with transaction.atomic():
        _keep(evidence, faults)
        if not faults:
            register.add(evidence.pk)  # what was received before there was a register
            custody.append(evidence, Act.VERIFIED, note=WHOLE)
    return faults


def require_sound(evidence: Evidence) -> None:
    """Raise Problem `evidence_unsound` unless the chain holds and nothing was found before.

    It reads no file: reading proves each piece of it.
    """
    if not evidence.fault and (faults := check_chain(evidence)):
        _keep(evidence, faults)
    if evidence.fault:
        raise Problem("evidence_unsound")


def found_broken(evidence: Evidence) -> Problem:
    """Keep that an original cannot be read any more, and return the Problem to raise.

    One that was removed while it was read is not broken.
    """
    if _was_removed(evidence):
        return Problem("not_found")
    _keep(evidence, [Fault.FILE])
    return Problem("evidence_unsound")


def _was_removed(evidence: Evidence) -> bool:
    """Return True if evidence is gone by now: its row says so before its file goes."""
    return not Evidence.objects.filter(pk=evidence.pk, removed_at__isnull=True).exists()


def _keep(evidence: Evidence, faults: Sequence[Fault]) -> None:
    evidence.fault, evidence.verified_at = (faults[0] if faults else ""), timezone.now()
    evidence.save(update_fields=["fault", "verified_at"])
    if faults:
        log.error("evidence_unsound", evidence=str(evidence.pk), faults=[*faults])


@transaction.atomic
def check_chain(evidence: Evidence) -> list[Fault]:
    """Return what is wrong with a chain; an end that only lags behind is put right."""
    locked = Evidence.objects.select_for_update(of=("self",)).select_related("report")
    current = locked.get(pk=evidence.pk)
    rows = list(current.custody.order_by("sequence", "pk"))
    if current.report is None:
        return [Fault.CHAIN] if rows else []
    entries = [Entry(row.sequence, custody.content_of(row), row.mac) for row in rows]
    faults = _faults_of_chain(current, entries)
    return faults or _faults_of_rows(current, rows)


def _faults_of_chain(evidence: Evidence, entries: Sequence[Entry]) -> list[Fault]:
    key, name = custody_key(), custody.name_of(evidence)
    end = read_end(evidence.pk)
    if end is None:  # it is written before the first entry is committed
        return [Fault.END]
    kinds = {fault.kind for fault in chains.find_faults(key, name, entries, end)}
    if kinds == {FaultKind.WRONG_END} and chains.lags(entries, end):
        keep_end(evidence.pk, custody.end_at(evidence, len(entries), entries[-1].mac))
        return []
    if kinds & {FaultKind.CHANGED, FaultKind.OUT_OF_PLACE}:
        return [Fault.CHAIN]
    return [Fault.END] if kinds else []


def _faults_of_rows(evidence: Evidence, rows: Sequence[CustodyEntry]) -> list[Fault]:
    """Return where the row of the evidence says something else than its chain."""
    attached = [row.note for row in rows if row.act == Act.ATTACHED]
    if evidence.report is None or attached != [evidence.report.number]:
        return [Fault.REPORT]
    if {row.sha256 for row in rows} != {evidence.sha256}:
        return [Fault.FILE]
    is_deleted = any(row.act == Act.DELETED for row in rows)
    if is_deleted != bool(evidence.removed_at):
        return [Fault.FILE]
    return [Fault.FACTS] if changed_since(evidence, rows) else []


def changed_facts(evidence: Evidence) -> list[str]:
    """Return the names of the columns that say something else than the chain."""
    return changed_since(evidence, evidence.custody.order_by("sequence", "pk"))


def _faults_of_file(evidence: Evidence) -> list[Fault]:
    if evidence.removed_at:
        return []
    try:
        found = digest(path_of(evidence.pk), evidence.pk, evidence.key)
    except (OSError, BrokenSeal):
        return [] if _was_removed(evidence) else [Fault.FILE]
    return [] if found == evidence.sha256 else [Fault.FILE]
