"""Verifies all evidence and the register of what was received; a whole run takes hours."""

from collections.abc import Callable, Iterator
from uuid import UUID

import structlog

from foundation.work.registry import JobFailed
from reports.evidence import register
from reports.evidence.verifying import Fault, changed_facts, verify
from reports.models import Evidence

log = structlog.get_logger("police_portal.reports")

AT_ONCE = 100


def _log(words: str) -> None:
    log.error("evidence_unsound", words=words)


def verify_all(tell: Callable[[str], object] = _log, *, only_faults: bool = False) -> str:
    """Verify all evidence, or with `only_faults` what was found unsound; return what was found.

    `tell` gets a line for each fault. Raises JobFailed if there is any.
    """
    wrong = seen = 0
    for one in _evidence(only_faults=only_faults):
        seen += 1
        faults = verify(one)
        wrong += bool(faults)
        for fault in faults:
            named = ", ".join(changed_facts(one)) if fault == Fault.FACTS else ""
            tell(f"{one.report}: {one.pk}: {Fault(fault).label}{named and f' ({named})'}")
    lost = list(register.find_lost())
    for words in lost:
        tell(words)
    received = register.count()
    log.info("evidence_register", received=received, lost=len(lost))
    if wrong or lost:
        raise JobFailed(
            f"{wrong} trong {seen} bằng chứng không còn nguyên vẹn; {len(lost)} chỗ sai trong sổ "
            f"{received} bằng chứng đã nhận."
        )
    return f"{seen} bằng chứng còn nguyên vẹn; sổ có {received} bằng chứng đã nhận."


def _evidence(*, only_faults: bool) -> Iterator[Evidence]:
    """Yield evidence by its id, some at a time."""
    rows = Evidence.objects.filter(report__isnull=False).select_related("report").order_by("pk")
    rows = rows.exclude(fault="") if only_faults else rows
    last = UUID(int=0)
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from found
        last = found[-1].pk
