"""Officers' accounts and their review, groups of permissions, locked sign-ins, the log of changes."""

from police_portal.admin import accounts, attempts, changes, reviews

__all__ = ["accounts", "attempts", "changes", "reviews"]
