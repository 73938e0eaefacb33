"""Officers' accounts, their confirmation and review, groups, failed sign-ins, the change log."""

from officers.admin import access_changes, accounts, change_log, failed_sign_ins, groups

__all__ = ["access_changes", "accounts", "change_log", "failed_sign_ins", "groups"]
