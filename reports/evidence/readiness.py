"""What operators should know of evidence: broken chains, the signing key, the disk."""

from collections.abc import Iterator

from django.conf import settings

from reports.evidence.room import LITTLE, free_bytes
from reports.models import Evidence, ReportKind

MEBIBYTE = 1024**2


def warnings() -> Iterator[str]:
    """Warn of evidence that is not sound, and of what will be refused."""
    unsound = Evidence.objects.exclude(fault="").count()
    if unsound:
        yield f"{unsound} bằng chứng không còn nguyên vẹn: xem manage.py verify_evidence --faults."
    if not settings.EVIDENCE_SIGNING_KEY and ReportKind.objects.filter(switched_on=True).exists():
        yield "Đang nhận phản ánh mà chưa có EVIDENCE_SIGNING_KEY: không xuất được bằng chứng."
    free = free_bytes()
    if free is not None and free < 2 * LITTLE:
        yield f"Đĩa chứa bằng chứng còn {free // MEBIBYTE} MB: dưới 1024 MB thì không nhận tệp."
