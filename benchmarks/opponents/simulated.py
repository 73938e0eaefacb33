"""The project's own settings, led to a Zalo on this machine, which speaks http."""

from police_portal.settings import *  # noqa: F403  # everything else must be the same

ZALO_PLAIN_HTTP = True
