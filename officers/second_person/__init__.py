"""Nobody opens an account alone: whoever gets in, or sees more, was confirmed by a second person.

Until then the account stays out. `docs/decisions/0015-people-and-rights.md` says why.
"""
