"""HTTP of the simulator: a thread for each connection, kept alive, on a free port of 127.0.0.1.

Requests with an absolute address (`GET http://graph.zalo.me/…`) are answered too, as if by the
egress proxy.
"""

import contextlib
import json
import socket
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from zalo_client.simulator import articles, official_account, social
from zalo_client.simulator.faults import Fault
from zalo_client.simulator.world import World

# method and path → name of the operation, and the function that answers
OPERATIONS = {
    ("GET", "/v2.0/me"): ("me", social.me),
    ("GET", "/v2.0/me/info"): ("info", social.info),
    ("POST", "/v4/oa/access_token"): ("oa_refresh", official_account.refresh),
    ("GET", "/v2.0/oa/getoa"): ("oa_account", official_account.account),
    ("POST", "/message/template"): ("template_to_phone", official_account.template_to_phone),
    ("POST", "/v3.0/oa/message/template"): ("template_to_user", official_account.template_to_user),
    ("POST", "/v3.0/oa/message/cs"): ("text", official_account.text),
    ("POST", "/v2.0/oa/message"): ("old_text", articles.message),
    ("GET", "/v2.0/oa/quota/message"): ("broadcast_quota", articles.broadcast_quota),
    ("POST", "/v2.0/article/create"): ("article_create", articles.create),
    ("POST", "/v2.0/article/verify"): ("article_verify", articles.verify),
    ("POST", "/v2.0/article/update"): ("article_update", articles.update),
    ("POST", "/v2.0/article/remove"): ("article_remove", articles.remove),
    ("GET", "/v2.0/article/getslice"): ("article_list", articles.listed),
    ("GET", "/v2.0/article/getdetail"): ("article_detail", articles.detail),
    ("POST", "/v3.0/oa/quota/message"): ("free_replies", official_account.free_replies),
    ("GET", "/template/all"): ("templates", official_account.template_list),
    ("GET", "/message/quota"): ("quota", official_account.quota),
    ("GET", "/v3.0/oa/user/getlist"): ("followers", official_account.follower_list),
    ("GET", "/v3.0/oa/user/detail"): ("follower", official_account.follower),
    ("GET", "/template/info/v2"): ("template_info", official_account.template_info),
    ("POST", "/notification/template"): ("notification", official_account.notification),
}


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    operation: str
    method: str
    path: str
    headers: dict
    body: bytes
    connection: int
    through_proxy: bool


class Server(ThreadingHTTPServer):
    """The HTTP server, with the world, the planned faults and the received requests."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, world: World, port: int = 0, host: str = "127.0.0.1"):
        super().__init__((host, port), Handler)
        self.world = world
        self.released = threading.Event()
        self.received: list[Received] = []
        self.planned: dict[str, deque[Fault]] = defaultdict(deque)
        self.standing: dict[str, Fault] = {}
        self.connections = 0
        self.open: set = set()

    def fault_for(self, operation: str) -> Fault | None:
        """Take the next planned fault, or the standing one."""
        planned = self.planned[operation]
        return planned.popleft() if planned else self.standing.get(operation)

    def handle_error(self, request, client_address):
        """Stay silent, because clients hang up on purpose here."""

    def stop(self):
        """Release hanging answers, close every connection and free the port."""
        self.released.set()
        self.shutdown()
        self.drop_connections()
        self.server_close()

    def drop_connections(self):
        """Close every open connection."""
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def setup(self):
        """Give the connection its number."""
        super().setup()
        with self.server.world.lock:
            self.server.connections += 1
            self.number = self.server.connections
            self.server.open.add(self.connection)

    def finish(self):
        """Forget the connection, which may be gone already."""
        with self.server.world.lock:
            self.server.open.discard(self.connection)
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def do_GET(self):
        """Answer any method; http.server requires the name."""
        self.respond()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815  # http.server's names

    def respond(self):
        """Record the request, then answer correctly or with the planned fault."""
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        operation, work = OPERATIONS.get((self.command, parts.path), ("unknown", None))
        if operation == "old_text" and b'"target"' in body:
            operation = "broadcast"
        self.server.received.append(
            Received(
                operation,
                self.command,
                self.path,
                dict(self.headers),
                body,
                self.number,
                through_proxy=bool(parts.netloc),
            )
        )
        if work is None:
            self.answer(b"<html>Not found</html>", status=404, content_type="text/html")
            return
        with self.server.world.lock:
            fault = self.server.fault_for(operation)
            if official_account.hangs(self.server.world, self.headers, body):
                fault = Fault.hang()
            answer = work(self.server.world, self.headers, parse_qs(parts.query), body)
        (fault or RIGHT).deliver(self, answer)

    def answer(
        self, body: bytes, *, status=200, content_type="application/json", headers=None, length=None
    ):
        """Send an answer in one write, so that no delayed acknowledgement slows it down."""
        sent = {
            "Date": self.date_time_string(),
            "Content-Type": content_type,
            "Content-Length": len(body) if length is None else length,
        }
        sent["Access-Control-Allow-Origin"] = (
            "*"  # a browser requests the codes that the SDK would give
        )
        lines = "".join(
            f"{name}: {value}\r\n" for name, value in {**sent, **(headers or {})}.items()
        )
        self.wfile.write(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body)

    def hang_up(self):
        """Close the connection now."""
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_args):
        """Stay silent, because requests hold tokens."""


RIGHT = Fault(
    lambda handler, answer: handler.answer(json.dumps(answer, ensure_ascii=False).encode())
)
