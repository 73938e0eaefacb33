"""Metrics besides the meters of web processes: states, this machine, nginx."""

import shutil
from collections.abc import Callable, Iterable, Iterator

import structlog
from django.conf import settings
from django.db import Error, connection
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from foundation.database import clocks
from foundation.metrics.states import Reading, State, states
from foundation.scale import instances
from foundation.scale.cache import engine
from foundation.scale.database import replica_health
from police_portal.database import long_transactions
from police_portal.database.web_process import bound_this_thread
from police_portal.exporter.processes import Processes

log = structlog.get_logger("police_portal.exporter")


def database_states() -> Iterator[State]:
    """Yield the states of the database itself: for SQLite only that it is up."""
    yield State("database_up", "1 while the database answers.", _up)
    if connection.vendor == "postgresql":
        yield State("database_read_only", "1 on a standby.", _read_only)
        yield State("database_connections", "Open connections.", _connections)
        yield State("database_connections_limit", "As many as there may be.", _limit)
        yield State("clock_offset_seconds", "The database's clock minus ours.", _clock)
        yield from long_transactions.states()
        yield from replica_health.states()


def _up() -> Iterator[Reading]:
    yield (), _asked("SELECT 1")


def _read_only() -> Iterator[Reading]:
    yield (), _asked("SELECT (current_setting('transaction_read_only') = 'on')::int")


def _connections() -> Iterator[Reading]:
    yield (), _asked("SELECT sum(numbackends) FROM pg_stat_database")


def _limit() -> Iterator[Reading]:
    yield (
        (),
        _asked(
            "SELECT current_setting('max_connections')::int"
            " - current_setting('superuser_reserved_connections')::int"
        ),
    )


def _clock() -> Iterator[Reading]:
    yield (), clocks.offset().certain


def _asked(statement: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return float(cursor.fetchone()[0])


def machine_states() -> Iterator[State]:
    """Yield the states that need no database."""
    yield State("instance_ready", "1 while it can serve.", instances.ready, ("instance",))
    yield State("disk_free_bytes", "Free for the service.", _free, ("folder",))
    yield State("disk_bytes", "Size of the disk.", _size, ("folder",))
    if settings.CACHE_URL:
        yield State("cache_up", "1 while the shared cache answers.", _cache)
    if settings.METRICS_NGINX_STATUS:
        yield State("nginx_connections", "Clients of nginx.", instances.nginx, ("state",))


def _cache() -> Iterator[Reading]:
    yield (), float(engine.fault() is None)


def _disks() -> Iterator[str]:
    yield str(settings.MEDIA_ROOT if settings.MEDIA_ROOT.exists() else settings.BASE_DIR)
    yield from settings.METRICS_DISKS


def _free() -> Iterator[Reading]:
    for folder in _disks():
        yield (folder,), shutil.disk_usage(folder).free


def _size() -> Iterator[Reading]:
    for folder in _disks():
        yield (folder,), shutil.disk_usage(folder).total


class States(Collector):
    """Reads all states again each time. One that cannot be read is left out and counted."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes

    def collect(self) -> Iterator[Metric]:
        """Yield a gauge for each state, then what became of processes.

        Each answer has a thread of its own, whose connection ends with it: a database that hangs
        must not hang the metrics, too.
        """
        if not connection.in_atomic_block:
            bound_this_thread()
        unread = 0
        for found in (machine_states, database_states, states):
            metrics, missing = _read(found)
            yield from metrics
            unread += missing
        if not connection.in_atomic_block:
            connection.close()
        yield GaugeMetricFamily("portal_states_unread", "States that could not be read.", unread)
        yield CounterMetricFamily(
            "portal_processes_lost",
            "Web processes that ended without a word.",
            self._processes.lost(),
        )


def _read(found: Callable[[], Iterable[State]]) -> tuple[list[Metric], int]:
    """Return the gauges of a group, and how many states of it could not be read.

    After a database failure the rest is skipped: each wait would take seconds.
    """
    metrics: list[Metric] = []
    all_of_them = list(found())
    for number, state in enumerate(all_of_them):
        gauge = GaugeMetricFamily(f"portal_{state.name}", state.says, labels=state.labels)
        try:
            for labels, value in state.read():
                gauge.add_metric(labels, value)
        except Error as error:
            log.warning("state_not_read", state=state.name, error=type(error).__name__)
            if state.name == "database_up":
                gauge.add_metric((), 0)
                return [*metrics, gauge], len(all_of_them) - number - 1
            return metrics, len(all_of_them) - number
        except OSError as error:
            log.warning("state_not_read", state=state.name, error=type(error).__name__)
            continue
        metrics.append(gauge)
    return metrics, len(all_of_them) - len(metrics)
