"""One request at a time, as one client sends it."""

import contextlib
import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.servers import Server


@dataclass(frozen=True)
class Request:
    """What one client sends."""

    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = b""

    @property
    def method(self) -> str:
        """GET, or POST if there is a body."""
        return "POST" if self.body else "GET"


def seconds(server: Server, request: Request) -> float:
    """Send a request on a connection of its own and return how long its answer took."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with contextlib.closing(line):
        begun = time.perf_counter()
        line.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = line.getresponse()
        content = answer.read()
        took = time.perf_counter() - begun
    assert answer.status == http.HTTPStatus.OK, (request.path, answer.status, content[:300])
    return took
