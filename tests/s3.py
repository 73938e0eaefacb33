"""A real S3 server on loopback (moto's), a line to it that can be cut and slowed, and a bucket."""

import socket
import threading
from contextlib import contextmanager, suppress
from itertools import count
from urllib.parse import parse_qs

import pytest

_numbers = count(1)
MARK = "database.mark"


class Line:
    """A TCP proxy before a server, which can be cut, and can hold what the server answers."""

    def __init__(self, port):
        self.is_cut, self.connections = False, 0
        self._passes = threading.Event()
        self._passes.set()
        self._target = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _address = self._listening.accept()
                self.connections += 1
                if self.is_cut:
                    client.close()
                    continue
                server = socket.create_connection(self._target)
                for ends in ((client, server, False), (server, client, True)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source, to, answers):
        with suppress(OSError):
            while chunk := source.recv(65_536):
                if self.is_cut:
                    break
                if answers:
                    self._passes.wait()
                to.sendall(chunk)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    @contextmanager
    def silent(self):
        """Hold every answer while the block runs: who goes on did not wait for one."""
        self._passes.clear()
        try:
            yield
        finally:
            self._passes.set()

    def close(self):
        self._listening.close()


def _private(app):
    """Refuse strangers a list, as every real server does; moto refuses them objects only."""

    def answering(environ, start_response):
        query, path = parse_qs(environ["QUERY_STRING"]), environ["PATH_INFO"].strip("/")
        if "HTTP_AUTHORIZATION" not in environ and "list-type" in query and "/" not in path:
            start_response("403 Forbidden", [])
            return [b""]
        return app(environ, start_response)

    return answering


@pytest.fixture(scope="session")
def s3_server():
    """Start moto's server once; return its port."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Silent(WSGIRequestHandler):
        def log(self, *arguments):
            pass

    app = _private(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def s3_session():
    """Return one session of boto3: each reads a megabyte of descriptions anew."""
    import boto3

    return boto3.Session(aws_access_key_id="a-key", aws_secret_access_key="of-tests")


@pytest.fixture
def s3_line(s3_server):
    line = Line(s3_server)
    yield line
    line.close()


@pytest.fixture
def bucket(s3_line, s3_session, settings, monkeypatch):
    """Put files into an empty bucket behind `s3_line`, and return it."""
    from foundation.scale.bucket import opening, probing

    settings.STORAGE_URL = f"http://127.0.0.1:{s3_line.port}/files-{next(_numbers)}/portal"
    settings.STORAGE_KEY_ID = settings.STORAGE_SECRET_KEY = "a-key-of-tests"
    settings.STORAGE_CONNECT_SECONDS, settings.STORAGE_READ_SECONDS = 1.0, 5.0
    opening.bucket.cache_clear()
    monkeypatch.setattr(
        "foundation.scale.bucket.s3.Bucket._create_session", lambda _self: s3_session
    )
    probing._recent.forget()
    found = opening.bucket()
    found.client.create_bucket(Bucket=found.bucket_name)
    yield found
    opening.bucket.cache_clear()


def names(bucket):
    """Return the names of all objects but the mark of their database."""
    pages = bucket.client.get_paginator("list_objects_v2").paginate(Bucket=bucket.bucket_name)
    found = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return [name for name in found if not name.endswith(MARK)]


def versions(bucket):
    """Return every version and deletion that the bucket still has, but those of the mark."""
    answer = bucket.client.list_object_versions(Bucket=bucket.bucket_name)
    found = [*answer.get("Versions", ()), *answer.get("DeleteMarkers", ())]
    return [one for one in found if not one["Key"].endswith(MARK)]


def keep_versions(bucket):
    bucket.client.put_bucket_versioning(
        Bucket=bucket.bucket_name, VersioningConfiguration={"Status": "Enabled"}
    )
