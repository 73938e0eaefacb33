"""The project's settings with the opponents' addresses: same middleware, database, server."""

from police_portal.settings import *  # noqa: F403  # everything but the addresses must be the same

ROOT_URLCONF = "benchmarks.opponents.urls"
