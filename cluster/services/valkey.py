"""Valkey: counters that all processes share. What it holds may be lost at any moment."""

from cluster.services.postgres import PASSWORD
from cluster.services.service import Place, Service

PORT = 6379


def valkey(place: Place) -> Service:
    """Return the cache."""
    options = {"bind": place.machine.address, "port": PORT, "save": "", "requirepass": PASSWORD}
    options |= {"maxmemory": "64mb", "maxmemory-policy": "noeviction", "dir": place.folder}
    pairs = [(f"--{name}", str(value)) for name, value in options.items()]
    return Service(["valkey-server", *(word for pair in pairs for word in pair)])
