"""Officers' pages for announcements; importing them registers them."""

from announcements.admin import announcement, challenge

__all__ = ["announcement", "challenge"]
