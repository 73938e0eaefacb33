"""Officers' pages of the counter."""

from reception.admin import number, priority_group, queue

__all__ = ["number", "priority_group", "queue"]
