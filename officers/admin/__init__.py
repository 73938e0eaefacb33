"""Officers' accounts and their review, groups of permissions, failed sign-ins, the change log."""

from officers.admin import accounts, change_log, failed_sign_ins, groups

__all__ = ["accounts", "change_log", "failed_sign_ins", "groups"]
