"""Officers' pages of Official Accounts and of Zalo's templates."""

from official_accounts.admin import account, template

__all__ = ["account", "template"]
