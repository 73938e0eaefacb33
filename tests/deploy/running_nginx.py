"""Runs nginx with the files of deploy/ but for folders, ports and the number of workers."""

import contextlib
import datetime as dt
import getpass
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import zip_longest
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from benchmarks.servers import free_port

DEPLOY = Path(settings.BASE_DIR, "deploy")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
HOST = "dichvu.congan.example.vn"
# Compiled in as folders of root's.
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
FILES = ("nginx-main.conf", "nginx.conf", "nginx-problems.conf")
# The instances of deploy/nginx.conf.
INSTANCES = (8000, 8001)
_FOLDERS = re.compile(
    "/etc/ssl/police_portal|/var/cache/nginx|/var/log/nginx|/run|/etc/nginx(?=/police-portal)"
)
# The service hangs up without an answer.
GONE = "/gone/"
START_LIMIT = 5
# Made once: a context with the public authorities takes longer than a handshake.
_CLIENT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_CLIENT.check_hostname, _CLIENT.verify_mode = False, ssl.CERT_NONE


class Service(BaseHTTPRequestHandler):
    """Stands for the service: answers at once, but for what has GONE in its path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if GONE in self.path:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_arguments):
        """Print nothing."""


@dataclass(frozen=True)
class Nginx:
    """A running nginx, the port at which it speaks TLS, and the folder of its files."""

    port: int
    folder: Path

    def connect(self, address="127.0.0.1"):
        """Return a bare connection from `address`, one of this machine's 127.0.0.0/8."""
        return socket.create_connection(("127.0.0.1", self.port), 5, (address, 0))

    def open(self, address="127.0.0.1"):
        """Return an encrypted connection from `address`."""
        return _CLIENT.wrap_socket(self.connect(address), server_hostname=HOST)

    def ask(self, address="127.0.0.1", path="/health/live/", **headers):
        """Return the head and the body of the answer to one request from `address`."""
        named = {"Host": HOST, "Connection": "close"} | headers
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
        with self.open(address) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _blank, body = answer.partition(b"\r\n\r\n")
        return head.decode(), body.decode()


def write_certificate(folder):
    """Write a key and a certificate of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begin, begin.replace(year=2036))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def write_configuration(folder, plain, encrypted, services, change_site=lambda site: site):
    """Write the files of deploy/ into `folder`, for these ports; return the main one.

    `services` are the ports of the instances. Where there is one only, the other is out of reach.
    `change_site` has the last word about the text of deploy/nginx.conf.
    """
    main, site, problems = ((DEPLOY / name).read_text() for name in FILES)
    paths = "".join(f"{name}_temp_path {folder}/{name};\n" for name in _TEMPORARY)
    # One worker: its connections must do, whatever the number of processors.
    main = main.replace("worker_processes auto", "worker_processes 1")
    main = main.replace("worker_cpu_affinity auto;", "")
    # The worker writes its cache below a folder of ours.
    main = main.replace("user www-data;", f"user {getpass.getuser()};" if os.geteuid() == 0 else "")
    main = main.replace("/etc/nginx/conf.d/*.conf", f"{folder}/site.conf")
    main = main.replace("http {", "http {\n" + paths)
    site = moved(site, folder, plain, encrypted)
    for there, here in zip_longest(INSTANCES, services):
        server = f"server 127.0.0.1:{there} max_fails=0"
        assert server in site
        site = site.replace(server, server.replace(str(there), str(here)) if here else f"#{server}")
    site = change_site(site)
    names = ("main.conf", "site.conf", "police-portal-problems.conf")
    for name, text in zip(names, (main, site, problems), strict=True):
        (folder / name).write_text(_FOLDERS.sub(str(folder), text))
    return folder / "main.conf"


def moved(site, folder, plain, encrypted):
    """Return a site with its files in `folder`, listening at these ports."""
    site = site.replace("listen 127.0.0.1:8081;", f"listen 127.0.0.1:{free_port()};")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    site = site.replace("listen 443 ssl;", f"listen 127.0.0.1:{encrypted} ssl;")
    return _FOLDERS.sub(str(folder), site)


@contextlib.contextmanager
def running(folder, serve=None, change_site=lambda site: site):
    """Run nginx while the block runs, before a service that answers at once, or that of `serve`.

    `serve` returns a context manager that gives the port, as `serving` does, or a list of them;
    `change_site` is that of `write_configuration`.
    """
    write_certificate(folder)
    with (serve or serving)() as service:
        encrypted = free_port()
        services = service if isinstance(service, list) else [service]
        main = write_configuration(folder, free_port(), encrypted, services, change_site)
        with started(folder, main, encrypted):
            yield Nginx(encrypted, folder)


@contextlib.contextmanager
def started(folder, main, port):
    """Run nginx with the file `main` while the block runs, once it listens at `port`."""
    command = [NGINX, "-p", folder, "-c", main, "-e", folder / "error.log"]
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        await_port(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def serving():
    """Serve while the block runs; yield the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def await_port(port, process):
    """Wait until somebody listens at `port`; raises RuntimeError if `process` ended before."""
    until = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.01)
    raise RuntimeError("nginx did not start.")
