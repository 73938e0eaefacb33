"""The small web server for Prometheus."""

from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIServer

import requests
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from police_portal.exporter.collecting import States
from police_portal.exporter.processes import Processes

LOOK_SECONDS = 15.0


class BadAddress(Exception):
    """METRICS_ADDRESS is not a host and port."""


def registry(folder: Path) -> CollectorRegistry:
    """Return all metrics for Prometheus; `folder` is where web processes measure."""
    folder.mkdir(parents=True, exist_ok=True)
    found = CollectorRegistry()
    found.register(States(Processes(folder)))  # first: it cleans up after lost processes
    MultiProcessCollector(found, path=str(folder))  # type: ignore[no-untyped-call]  # it has no types
    return found


def split(address: str) -> tuple[str, int]:
    """Return host and port.

    >>> split("127.0.0.1:9464")
    ('127.0.0.1', 9464)
    """
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdecimal() and 0 < int(port) < 1 << 16):
        raise BadAddress(address)
    return host.strip("[]"), int(port)


def start(folder: Path, address: str) -> tuple[WSGIServer, Thread]:
    """Serve `/metrics` at `address` in a thread; raises BadAddress, or OSError if it is in use."""
    host, port = split(address)
    return start_http_server(port, host, registry(folder))


def answers(address: str) -> None:
    """Raise requests.RequestException unless `address` answers; the request is a cheap one."""
    requests.get(f"http://{address}/favicon.ico", timeout=LOOK_SECONDS)
