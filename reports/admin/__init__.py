"""Officers' pages of reports."""

from reports.admin import kind

__all__ = ["kind"]
