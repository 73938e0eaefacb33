"""Faulty answers.

A fault gets the open connection and the correct answer, and decides what to send.
"""

import json
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

HANG_SECONDS = 30  # by then the server has stopped or the test has failed
LARGE = 1_000_000


@dataclass(frozen=True)
class Fault:
    """`deliver(handler, answer)` answers a request in place of the server.

    `answer` is the correct JSON object.
    """

    deliver: Callable

    @classmethod
    def slow(cls, seconds):
        """Send the correct answer late."""

        def deliver(handler, answer):
            handler.server.released.wait(seconds)
            handler.answer(json.dumps(answer).encode())

        return cls(deliver)

    @classmethod
    def hang(cls):
        """Never answer, and keep the connection open."""

        def deliver(handler, _answer):
            handler.server.released.wait(HANG_SECONDS)
            handler.hang_up()

        return cls(deliver)

    @classmethod
    def reset(cls):
        """End the connection with RST."""

        def deliver(handler, answer):
            handler.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            handler.hang_up()

        return cls(deliver)

    @classmethod
    def close(cls):
        """End the connection without an answer."""
        return cls(lambda handler, _answer: handler.hang_up())

    @classmethod
    def error(cls, number, http_status=200):
        """Answer 200 with an error number in the body, in the words of the host that is asked."""
        from zalo_client.simulator.social import failure, miniapp_failure

        def deliver(handler, answer):
            refusal = miniapp_failure(number) if "err" in answer else failure(number)
            handler.answer(json.dumps(refusal).encode(), status=http_status)

        return cls(deliver)

    @classmethod
    def raw(cls, body: bytes, **answer_options):
        """Answer with this body; the options are those of `Handler.answer`."""
        return cls(lambda handler, _answer: handler.answer(body, **answer_options))

    @classmethod
    def changed(cls, **members):
        """Send the correct answer with some members replaced; None drops one."""

        def deliver(handler, answer):
            body = {
                name: value for name, value in {**answer, **members}.items() if value is not None
            }
            handler.answer(json.dumps(body).encode())

        return cls(deliver)

    @classmethod
    def status(cls, code, **headers):
        """Answer with another HTTP status and a page instead of JSON."""
        page = b"<html>Bad gateway</html>"
        return cls(
            lambda handler, _answer: handler.answer(
                page, status=code, content_type="text/html", headers=headers
            )
        )

    @classmethod
    def redirect(cls, location, code=302):
        """Redirect the client."""
        return cls(
            lambda handler, _answer: handler.answer(
                b"", status=code, headers={"Location": location}
            )
        )

    @classmethod
    def oversize(cls, size=LARGE):
        """Answer with an oversized JSON body."""
        return cls.raw(json.dumps({"error": 0, "id": "1", "padding": "x" * size}).encode())

    @classmethod
    def truncated(cls):
        """Send half of the correct answer, although its length promises all."""

        def deliver(handler, answer):
            body = json.dumps(answer).encode()
            handler.answer(body[: len(body) // 2], length=len(body))
            handler.hang_up()

        return cls(deliver)

    @classmethod
    def content_type(cls, content_type):
        """Send the correct answer with a wrong content type."""
        return cls(
            lambda handler, answer: handler.answer(
                json.dumps(answer).encode(), content_type=content_type
            )
        )

    @classmethod
    def drip(cls, *, headers: bool, interval=0.05):
        """Answer byte by byte without end, too often for a read timeout."""

        def deliver(handler, answer):
            start = (
                b"HTTP/1.1 200 OK\r\nX-Drip: "
                if headers
                else b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"
            )
            handler.wfile.write(start)
            for _ in range(int(HANG_SECONDS / interval)):
                if handler.server.released.wait(interval):
                    break
                handler.wfile.write(b" ")
            handler.hang_up()

        return cls(deliver)

    @classmethod
    def skewed_clock(cls, seconds):
        """Send the correct answer with a Date header that is wrong by `seconds`."""

        def deliver(handler, answer):
            date = handler.date_time_string(time.time() + seconds)
            handler.answer(json.dumps(answer).encode(), headers={"Date": date})

        return cls(deliver)
