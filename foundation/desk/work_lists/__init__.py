"""Work lists of officers: tabs with counts, chips, saved views, and the way from row to row."""

from foundation.desk.work_lists.page import WorkListAdmin
from foundation.desk.work_lists.tabs import Tab

__all__ = ["Tab", "WorkListAdmin"]
