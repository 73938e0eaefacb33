"""Prints the id that the Mini App is built for: the one that is set, else the simulated Zalo's.

python -m tests.mini_app_id
"""

import sys

from police_portal import environment
from zalo_client.simulator.world import World


def mini_app_id() -> str:
    """Return the id of the Mini App, as the service will know it."""
    return environment.read()["ZALO_MINI_APP_ID"] or World().miniapp_id


if __name__ == "__main__":
    sys.stdout.write(mini_app_id())
