"""The receipt of a report that has just been sent, or sent once more."""

from typing import Any

from reports.api.detail_serializers import ReceiptSerializer
from reports.by_code import passes
from reports.checking import completeness
from reports.checking.completeness import Draft
from reports.evidence.attaching import with_facts
from reports.kinds.snapshot import report_kinds
from reports.models import Identity, Report
from reports.reporter import own_reports, wording


def render(report: Report, draft: Draft, secret: str) -> dict[str, Any]:
    """Return the receipt; the secret code and a pass only of an anonymous report.

    Everything follows from the report and what was sent, so that who sends it once more because
    the answer got lost gets the same one.
    """
    anonymous = report.identity == Identity.ANONYMOUS
    receipt = {
        "number": report.number,
        "secret_code": secret if anonymous else None,
        "report_pass": passes.make_pass(report) if anonymous else None,
        "kind": report.kind,
        "identity": report.identity,
        "first_received_at": report.first_received_at,
        "office": report.office,
        "due_at": report.due_at,
        "due_words": wording.due_words(report.due_at, report.due_citation),
        "evidence": own_reports.files_of(report),
        "advice": _advice(report, draft),
    }
    return dict(ReceiptSerializer(receipt).data)


def _advice(report: Report, draft: Draft) -> list[str]:
    """Return what the check advised at the moment of sending."""
    kind = report_kinds().by_code[report.kind_id]
    checked = with_facts(draft, report.evidence.all())
    found = completeness.check(checked, kind, report.first_received_at)
    return [one.detail for one in found.advice]
