"""Two instances of the service behind nginx, in this process and on the database of the test."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from pytest_django.live_server_helper import LiveServer

from tests.deploy import running_nginx

PATIENCE = 60  # seconds: on a busy machine a picture takes some


@contextlib.contextmanager
def behind_nginx(folder, settings):
    """Run nginx with the files of deploy/ before two instances; yield it and the instances."""
    settings.ALLOWED_HOSTS = [running_nginx.HOST]
    settings.NUM_PROXIES = 1
    with contextlib.ExitStack() as stack:
        instances = [LiveServer("127.0.0.1") for _number in range(2)]
        for one in instances:
            stack.callback(one.stop)
        ports = [one.thread.port for one in instances]
        serve = contextlib.nullcontext
        nginx = stack.enter_context(
            running_nginx.running(folder, lambda: serve(ports), _without_kept_connections)
        )
        yield nginx, instances


def _without_kept_connections(site):
    """Let an instance that is stopped be gone: threads go on with connections that are open."""
    return site.replace("keepalive 32;", "")


def status_of(answer):
    """Return the status of what `Nginx.ask` returned."""
    return int(answer[0].split()[1])


@contextlib.contextmanager
def second_client(nginx, path, address="127.0.0.9", *, at_least=0):
    """Ask for `path` again and again while the block runs; yield the list of the statuses.

    It goes on until it has had `at_least` answers. What fails for it fails the test.
    """
    over, seen = threading.Event(), []

    def ask():
        limit = time.monotonic() + PATIENCE
        while not over.is_set() or (len(seen) < at_least and time.monotonic() < limit):
            seen.append(status_of(nginx.ask(address, path)))

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        try:
            yield seen
        finally:
            over.set()
        asking.result()
    assert len(seen) >= at_least


def post(nginx, path, kind, body, **headers):
    """Return the status and the body of the answer to a form or a file."""
    named = {"Host": running_nginx.HOST, "Connection": "close", "Content-Type": kind} | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    length = f"Content-Length: {len(body)}\r\n\r\n"
    with nginx.open() as connection:
        connection.settimeout(PATIENCE)
        connection.sendall(f"POST {path} HTTP/1.1\r\n{head}{length}".encode() + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _blank, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), content
