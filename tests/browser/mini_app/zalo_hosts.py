"""Zalo's hosts and the province's, as a phone meets them: by HTTPS, each by its own name.

The page is made as Zalo makes it, from `app-config.json` alone, and the files lie elsewhere than
the page. Requests to the API go on to the service, with the origin that the browser gives them.
"""

import contextlib
import http.client
import http.server
import json
import ssl
import threading
from urllib.parse import urlsplit

from tests.deploy.running_nginx import write_certificate

PAGES, TOKENS, API = "h5.zdn.vn", "h5.zalo.me", "portal.example.vn"
API_URL = f"https://{API}"
FILES = "/files/version-7/"
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
_PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">{styles}<script>window.APP_ID = "{app_id}";</script></head>
<body><div id="app"></div>{scripts}</body></html>"""


def page(folder, app_id, files=FILES):
    """Return the page that Zalo makes of a build: nothing but `listCSS` and `listSyncJS`."""
    lists = json.loads((folder / "app-config.json").read_text(encoding="utf-8"))
    assert all(name.endswith(".module.js") for name in lists["listSyncJS"])  # else no module
    styles = [f'<link rel="stylesheet" href="{files}{name}">' for name in lists["listCSS"]]
    scripts = [
        f'<script type="module" src="{files}{name}"></script>' for name in lists["listSyncJS"]
    ]
    return _PAGE.format(app_id=app_id, styles="".join(styles), scripts="".join(scripts))


@contextlib.contextmanager
def running(folder, app_id, access_token, service_port, keys):
    """Serve the hosts, and note in `asked` what they are asked; `keys` takes a certificate."""
    write_certificate(keys)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.folder, server.app_id, server.access_token = folder, app_id, access_token
    server.service_port, server.asked = service_port, []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(keys / "fullchain.pem", keys / "privkey.pem")
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def arguments(port):
    """Return what leads a Chromium to these hosts, and to no others."""
    rules = [f"MAP {host}:443 127.0.0.1:{port}" for host in (PAGES, TOKENS, API)]
    return (
        f"--host-resolver-rules={', '.join(rules)}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--ignore-certificate-errors",
    )


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle(self):
        """Let a browser hang up, as it does with connections that it opened in advance."""
        with contextlib.suppress(OSError):
            super().handle()

    def do_GET(self):
        host, path = self.headers["Host"], urlsplit(self.path).path
        self.server.asked.append((self.command, host, path, self.headers["Origin"]))
        if host == API:
            self._forward()
        elif host == TOKENS:
            self._answer_token(path)
        elif path.startswith(FILES):
            self._answer_file(path.removeprefix(FILES))
        elif path.startswith(f"/zapps/{self.server.app_id}/"):
            self._answer(200, "text/html", page(self.server.folder, self.server.app_id).encode())
        else:
            self._answer(404, "text/plain", b"")

    do_POST = do_OPTIONS = do_GET  # noqa: N815  # names of http.server

    def _answer_token(self, path):
        """Give the SDK the access token of a citizen; whatever else it tells, nobody listens."""
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        token = {"access_token": self.server.access_token, "expires_in": "3600"}
        body = token if path == "/openapi/access_token" else {}
        self._answer(200, "application/json", json.dumps(body).encode(), open_to="*")

    def _answer_file(self, name):
        file = (self.server.folder / name).resolve()
        if not file.is_relative_to(self.server.folder) or not file.is_file():
            return self._answer(404, "text/plain", b"")
        return self._answer(200, TYPES[file.suffix[1:]], file.read_bytes())

    def _answer(self, status, kind, body, open_to=None):
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        for name, value in {
            **headers,
            **({"Access-Control-Allow-Origin": open_to} if open_to else {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _forward(self):
        """Ask the service, as nginx does, and return its answer untouched."""
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name: value for name, value in self.headers.items() if name != "Host"}
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", self.server.service_port)
        ) as up:
            up.request(self.command, self.path, body or None, headers)
            answer = up.getresponse()
            content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                self.send_header(name, value)
        if answer.status not in {204, 304}:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Say nothing."""
