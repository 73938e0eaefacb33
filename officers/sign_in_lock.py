"""When a sign-in is locked, and for how long; django-axes does it. Imported by the settings."""

from datetime import timedelta

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
# The pair is locked: a whole office may share its address, and nobody can lock an officer out from
# elsewhere.
LOCKED = [["username", "ip_address"]]
