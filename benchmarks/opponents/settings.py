"""The project's own settings with the opponents' addresses.

Same middleware, same database, same server.
"""

from police_portal.settings import *  # noqa: F403  # everything but the addresses must be the same

ROOT_URLCONF = "benchmarks.opponents.urls"
