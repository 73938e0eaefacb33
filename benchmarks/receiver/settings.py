"""The project's settings with the receiver's addresses: same middleware, database, server."""

from police_portal.settings import *  # noqa: F403  # everything but the addresses must be the same

ROOT_URLCONF = "benchmarks.receiver.urls"
MAX_BODY_BYTES_BY_PATH = {"/api/v1/bench/form/": 120_000_000, "/api/v1/bench/part/": 5_000_000}
