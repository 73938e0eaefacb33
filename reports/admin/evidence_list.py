"""The evidence of a report on its page: fingerprint, type and size, not the pictures."""

from django.template.loader import render_to_string

from reports.models import Evidence, Report


def show_evidence(report: Report) -> str:
    """Return the list of the files that came with the report and its messages."""
    files = Evidence.objects.filter(report=report)
    return render_to_string("admin/reports/evidence.html", {"files": files})
