"""Officers' pages of reports."""

from reports.admin import report

__all__ = ["report"]
