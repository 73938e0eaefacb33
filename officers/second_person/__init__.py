"""Nobody opens an account alone: what lets somebody in, or lets them see more, needs a second person.

Until then the account stays out. `docs/decisions/0020-second-person.md` says why.
"""
