"""Officers' pages of reports."""

from reports.admin import kind, report

__all__ = ["kind", "report"]
