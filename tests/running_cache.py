"""Runs a real Valkey or Redis on a port of its own, for tests and for measuring."""

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time

from benchmarks.servers import free_port

SERVER = shutil.which("valkey-server") or shutil.which("redis-server")
START_LIMIT = 10


class RunningCache:
    """An engine that can be killed, stopped in its tracks, and started again on the same port."""

    def __init__(self, *options):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._options = options
        self._process = None
        self.start()

    def start(self):
        """Start it and wait until it answers."""
        command = [SERVER, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*command, *self._options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + START_LIMIT
        while not self.say("PING").startswith(b"+PONG"):
            if time.monotonic() > deadline:
                raise TimeoutError("The cache does not start.")
            time.sleep(0.02)

    def say(self, command):
        """Send one command and return what comes back, empty if nobody answers."""
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), 5) as line,
        ):
            line.sendall(f"{command}\r\n".encode())
            return line.recv(65536)
        return b""

    def kill(self):
        """End it at once, as a crash does."""
        self._process.kill()
        self._process.wait()

    def hang(self):
        """Stop it: connections are accepted by the system, nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def running(*options):
    """Run a cache during the block."""
    cache = RunningCache(*options)
    try:
        yield cache
    finally:
        cache.kill()


@contextlib.contextmanager
def other_server(answer):
    """Run something else, which answers every connection with `answer`; yield its URL."""
    port = free_port()
    code = (
        "import socket\n"
        f"with socket.create_server(('127.0.0.1', {port})) as all:\n"
        "    print(flush=True)\n"
        "    while True:\n"
        "        one = all.accept()[0]\n"
        f"        one.recv(65536), one.sendall({answer!r}), one.close()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        process.stdout.readline()
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
