"""Attach uploads to a report: each once, and only the sender's own."""

from collections.abc import Collection, Sequence
from uuid import UUID

from foundation.api.problems import FieldError, Problem, pointer
from reports.evidence import custody
from reports.evidence.custody import Act
from reports.evidence.holders import NOBODY
from reports.models import Evidence, Report, ReportMessage

UNKNOWN = "Không có tệp này. Hãy tải tệp lên rồi gửi lại."


def hold(holders: Collection[str], ids: Sequence[UUID]) -> list[Evidence]:
    """Lock and return the uploaded files of these holders with these ids, in the order given.

    Raises Problem `invalid_request` for each that is unknown, somebody else's, not complete or
    used before: which of these it is, is never said.
    """
    free = Evidence.objects.select_for_update().filter(
        report__isnull=True, completed_at__isnull=False, removed_at__isnull=True
    )
    found = {one.pk: one for one in free.filter(pk__in=ids, holder_hash__in=holders).order_by("pk")}
    errors = [
        FieldError(pointer("body", "evidence", place), "unknown", UNKNOWN)
        for place, key in enumerate(ids)
        if key not in found
    ]
    if errors:
        raise Problem("invalid_request", errors=errors)
    return [found[key] for key in ids]


def attach(report: Report, files: Sequence[Evidence], message: ReportMessage | None = None) -> None:
    """Attach held files to a report, and to the message that they came with.

    From here on each has a chain of custody, which begins with its reception.
    """
    for one in files:
        one.report, one.message, one.holder_hash = report, message, NOBODY
        one.save(update_fields=["report", "message", "holder_hash"])
        custody.append(one, Act.RECEIVED, at=one.completed_at)
        custody.append(one, Act.ATTACHED, note=report.number)
