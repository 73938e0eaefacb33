"""Nobody opens an account alone: a second person confirms new accounts and added rights.

Until then the account is locked. `docs/decisions/0015-people-and-rights.md` explains why.
"""
