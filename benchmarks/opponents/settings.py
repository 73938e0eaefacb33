"""The project's settings with the opponents' addresses, under the layers of a fixed day."""

from benchmarks.opponents import frozen
from police_portal.settings import *  # noqa: F403  # everything else must be the same

ROOT_URLCONF = "benchmarks.opponents.urls"
MIDDLEWARE = frozen.MIDDLEWARE
