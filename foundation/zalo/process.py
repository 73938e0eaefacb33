"""The clients of this process: one of each kind, with shared places to wait for Zalo."""

import threading
from functools import lru_cache

from django.conf import settings

from foundation.counting import places
from foundation.counting.places import Leave
from foundation.processes import forks
from foundation.zalo import configuration as configurations
from foundation.zalo.reports import reports
from foundation.zalo.shared_breaker import SharedBreaker, of_account
from zalo_client.configuration import Configuration
from zalo_client.graph import GraphClient
from zalo_client.limits import Places
from zalo_client.oa import OaClient

_lock: threading.RLock  # two first calls at once must not create two sets of places


def _enter() -> Leave | None:
    return places.enter("zalo", settings.ZALO_CALLS_TOGETHER)


@lru_cache(maxsize=4)
def _places(count: int) -> Places:
    return Places(count, _enter)


@lru_cache(maxsize=4)
def _graph(configuration: Configuration) -> GraphClient:
    return GraphClient(
        configuration,
        _places(configuration.waiting_places),
        SharedBreaker("graph"),
        reports,
    )


@lru_cache(maxsize=4)
def _oa(configuration: Configuration) -> OaClient:
    return OaClient(configuration, _places(configuration.waiting_places), reports, of_account)


def graph_client() -> GraphClient:
    """Return the client of the Social API for the current settings.

    Raises ZaloMisconfigured if an address is wrong.
    """
    with _lock, reports.watching("configuration"):
        return _graph(configurations.current())


def oa_client() -> OaClient:
    """Return the client of the Official Account for the current settings.

    Raises ZaloMisconfigured if an address is wrong.
    """
    with _lock, reports.watching("configuration"):
        return _oa(configurations.current())


def _begin_anew() -> None:
    """Drop clients, connections, breakers and places."""
    global _lock  # noqa: PLW0603  # a process has one
    _lock = threading.RLock()
    for cached in (_graph, _oa, _places):
        cached.cache_clear()


def forget() -> None:
    """Begin anew, and count errors anew; for tests."""
    _begin_anew()
    reports.forget()


forks.begin(_begin_anew)
