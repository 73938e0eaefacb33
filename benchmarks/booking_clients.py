"""People who book over HTTP, each client with one connection and requests that are ready.

Client, server and database share the cores. So whoever asks must cost little: nothing is built or
read of an answer but its length while the clock runs; what it says is checked afterwards.
"""

import json
import re
import socket
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import Barrier

from benchmarks.keys import bearer_of
from benchmarks.processor import computed_by_postgresql
from benchmarks.servers import Server
from citizens.models import Citizen

PATH = "/api/v1/reception/numbers/"
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
Wish = tuple[int, int, datetime]  # citizen, queue, window


@dataclass(frozen=True)
class Booked:
    """What the clients got: status and body of each answer, seconds, and who computed how long."""

    answers: Sequence[tuple[int, bytes]]
    seconds: Sequence[float]
    whole: float
    computed: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.whole

    @property
    def p99(self) -> float:
        """Seconds within which 99 of 100 answers were there."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]

    def labels(self) -> list[str]:
        """Return the day and label of each booking. Raises AssertionError if one was refused."""
        assert {status for status, _body in self.answers} == {201}, self.answers[:1]
        made = [json.loads(body) for _status, body in self.answers]
        assert all(len(one["secret"]) == 16 and one["state"] == "booked" for one in made)
        return [f"{one['begins_at']} {one['label']}" for one in made]


def requests_of(wishes: Sequence[Wish]) -> list[bytes]:
    """Return the whole request of each wish, as the Mini App sends it."""
    people = Citizen.objects.in_bulk([who for who, _queue, _at in wishes])
    return [_request(people[who], queue, at) for who, queue, at in wishes]


def _request(citizen: Citizen, queue: int, begins_at: datetime) -> bytes:
    body = json.dumps({"queue": queue, "begins_at": begins_at.isoformat()})
    lines = [
        f"POST {PATH} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: {bearer_of(citizen)}",
        f"Idempotency-Key: {uuid.uuid4()}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


def book(server: Server, database: str, parts: Sequence[Sequence[bytes]]) -> Booked:
    """Let as many clients as there are parts book at once; each sends its requests in turn."""
    barrier = Barrier(len(parts) + 1)
    with ThreadPoolExecutor(len(parts)) as pool:
        clients = [pool.submit(_client, server.port, part, barrier) for part in parts]
        barrier.wait()
        begun, before = time.perf_counter(), _computed(server, database)
        done = [one for client in clients for one in client.result()]
        whole, after = time.perf_counter() - begun, _computed(server, database)
    spent = {name: after[name] - before[name] for name in after}
    return Booked([one[1:] for one in done], [one[0] for one in done], whole, spent)


def _computed(server: Server, database: str) -> dict[str, float]:
    return {
        "clients": time.process_time(),
        "web workers": server.computed(),
        "PostgreSQL": computed_by_postgresql(database),
    }


def _client(
    port: int, requests: Sequence[bytes], barrier: Barrier
) -> list[tuple[float, int, bytes]]:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        barrier.wait()
        return [_ask(line, request) for request in requests]


def _ask(line: socket.socket, request: bytes) -> tuple[float, int, bytes]:
    begun = time.perf_counter()
    line.sendall(request)
    answer = line.recv(65536)
    while (whole := _whole(answer)) is None or len(answer) < whole:
        more = line.recv(65536)
        assert more, "the server hung up"
        answer += more
    return time.perf_counter() - begun, int(answer[9:12]), answer.partition(b"\r\n\r\n")[2]


def _whole(answer: bytes) -> int | None:
    """Return how many bytes an answer has, None before its head is there."""
    head, end, _body = answer.partition(b"\r\n\r\n")
    found = _LENGTH.search(head) if end else None
    return len(head) + len(end) + int(found[1]) if found else None
