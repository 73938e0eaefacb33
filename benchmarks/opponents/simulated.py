"""The project's settings for a simulated Zalo on this machine, which speaks plain HTTP."""

from police_portal.settings import *  # noqa: F403  # everything else must be the same

ZALO_PLAIN_HTTP = True
