"""Verify the originals and the chains of custody of all evidence; a fault is an alarm."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import structlog
from django.core.management.base import CommandError, CommandParser

from foundation.records.timers import TimerCommand
from reports.evidence import register
from reports.evidence.verifying import Fault, changed_facts, verify
from reports.models import Evidence

log = structlog.get_logger("police_portal.reports")

AT_ONCE = 100


class Command(TimerCommand):
    help = "Kiểm tra bản gốc và chuỗi lưu giữ của mọi bằng chứng; có sai khác thì kết thúc với lỗi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--faults", action="store_true", help="Chỉ kiểm tra lại những tệp đã thấy sai khác."
        )

    def is_whole(self, options: dict[str, Any]) -> bool:
        return not options["faults"]

    def handle(self, *args: object, **options: Any) -> None:
        wrong = seen = 0
        for one in _evidence(only_faults=options["faults"]):
            seen += 1
            faults = verify(one)
            wrong += bool(faults)
            for fault in faults:
                named = ", ".join(changed_facts(one)) if fault == Fault.FACTS else ""
                said = f"{Fault(fault).label}{named and f' ({named})'}"
                self.stderr.write(f"{one.report}: {one.pk}: {said}")
        lost = list(register.find_lost())
        for words in lost:
            self.stderr.write(words)
        received = register.count()
        log.info("evidence_register", received=received, lost=len(lost))
        if wrong or lost:
            raise CommandError(
                f"{wrong} trong {seen} bằng chứng không còn nguyên vẹn; {len(lost)} chỗ sai trong "
                f"sổ {received} bằng chứng đã nhận."
            )
        self.stdout.write(f"{seen} bằng chứng còn nguyên vẹn; sổ có {received} bằng chứng đã nhận.")


def _evidence(*, only_faults: bool) -> Iterator[Evidence]:
    """Yield evidence by its id, some at a time: a whole run takes hours."""
    rows = Evidence.objects.filter(report__isnull=False).select_related("report").order_by("pk")
    rows = rows.exclude(fault="") if only_faults else rows
    last = UUID(int=0)
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from found
        last = found[-1].pk
