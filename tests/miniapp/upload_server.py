"""Stands for the server of Zalo that `zmp deploy` uploads to. See `stand_in.cjs`."""

import contextlib
import http.server
import io
import json
import threading
import zipfile
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

API = "zmp-api.developers.zalo.me"
DONE = {"versionId": 7, "appUrl": "https://zalo.me/s/1234567890123456789/?env=TESTING&version=7"}
TESTING = "2"
ALLOWED = [".js", ".css", ".json", ".png", ".jpg", ".svg", ".woff2"]


@dataclass
class Uploads:
    """What the tool asked and sent."""

    token: str
    calls: list[str] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)  # what request-upload was asked with
    parts: dict[int, bytes] = field(default_factory=dict)
    port: int = 0

    @property
    def files(self) -> dict[str, bytes]:
        """The uploaded ZIP: name → content."""
        whole = b"".join(self.parts[number] for number in sorted(self.parts))
        with zipfile.ZipFile(io.BytesIO(whole)) as uploaded:
            return {name: uploaded.read(name) for name in uploaded.namelist() if name[-1] != "/"}


@contextlib.contextmanager
def running(token):
    """Run it for whoever has this token."""
    uploads = Uploads(token)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(uploads))
    uploads.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield uploads
    finally:
        server.shutdown()
        server.server_close()


def _handler(uploads):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self._answer(b"")

        def do_POST(self):
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _answer(self, body):
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            uploads.calls.append(f"{self.command} {self.headers['X-Meant-For']}{address.path}")
            status, answer = self._work(address.path, query, body)
            sent = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def _work(self, path, query, body):
            if self.headers["X-Meant-For"] != API:
                return 404, {}
            if self.headers["Authorization"] != f"Bearer {uploads.token}":
                return 200, {"err": -401, "msg": "Token is not valid"}
            if path == "/app/request-upload":
                uploads.wanted.update(query)
                return 200, {"err": 0, "msg": "Success", "data": _plan()}
            if path == "/app/upload-chunk" and self.command == "POST":
                uploads.parts[int(query["resumableChunkNumber"])] = body
                return 200, {"err": 0, "msg": "Success", "data": DONE}
            return 404, {}  # of a part: it is not here yet

        def log_message(self, *args):
            pass

    return Handler


def _plan():
    return {
        "nextVersion": 7,
        "identifier": "upload-7",
        "uploadConstraints": {
            "requiredBuildFiles": {"requiredFiles": ["app-config.json"], "allowedFiles": ALLOWED},
            "currentUploadCount": {"dev": 1, "test": 2},
        },
    }
