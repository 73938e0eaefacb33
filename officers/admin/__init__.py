"""Officers' accounts and their review, groups of permissions, locked sign-ins.

The log of changes.
"""

from officers.admin import accounts, attempts, change_log, reviews

__all__ = ["accounts", "attempts", "change_log", "reviews"]
