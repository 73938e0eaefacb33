"""Connections that can be cut from outside, so that a call that was given up ends at once.

A socket's time-out starts again with every byte, so an answer that drips would never reach it.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool, HTTPConnectionPool


class Line:
    """The connection that one call currently uses, if any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: HTTPConnection | None = None

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Follow the connections of this thread's requests; afterwards `cut` does nothing."""
        _here.line = self
        try:
            yield
        finally:
            _here.line = None
            self.hold(None)

    def hold(self, connection: HTTPConnection | None) -> None:
        """Remember the connection in use."""
        with self._lock:
            self._connection = connection

    def cut(self) -> None:
        """End the connection, whatever it waits for; its reader sees the end of the answer."""
        with self._lock:
            sock = self._connection.sock if self._connection else None
            if sock is not None:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


class _Here(threading.local):
    line: Line | None = None


_here = _Here()


class _Held(HTTPConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request, and register the connection with this thread's line."""
        if _here.line:
            _here.line.hold(self)
        super().request(*args, **kwargs)


class _HeldTls(_Held, HTTPSConnection):
    pass


class HeldAdapter(HTTPAdapter):
    """Opens connections that a `Line` can cut."""

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> ConnectionPool:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        if isinstance(pool, HTTPConnectionPool):
            pool.ConnectionCls = _HeldTls if pool.scheme == "https" else _Held
        return pool
