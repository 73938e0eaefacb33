"""Officers' accounts with confirmation and review, groups, sign-ins, change log, letterheads."""

from officers.admin import (
    access_changes,
    accounts,
    change_log,
    failed_sign_ins,
    groups,
    letterheads,
)

__all__ = ["access_changes", "accounts", "change_log", "failed_sign_ins", "groups", "letterheads"]
