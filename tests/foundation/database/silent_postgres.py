"""A server that greets like PostgreSQL and then says nothing, as one does that is stopped."""

import contextlib
import socket
import struct
import threading

GREETING = {"server_version": "15.0", "client_encoding": "UTF8", "TimeZone": "UTC"}
EMPTY_ANSWER = (b"C", b"SELECT 0\0")
READY = (b"Z", b"I")


def message(kind, content):
    """Return one message of PostgreSQL's protocol."""
    return kind + struct.pack("!i", len(content) + 4) + content


class SilentPostgres:
    """Listens on `port`. It greets unless `greets` is False, and answers once `answers` is set."""

    def __init__(self, *, greets=True):
        self.greets, self.answers = greets, threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._sockets = []
        self.asked = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                self._sockets.append(client)
                threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client):
        with contextlib.suppress(OSError):
            length, code = struct.unpack("!ii", client.recv(8))
            client.recv(length - 8)
            if not self.greets:
                return
            assert code == 196608, "not version 3 of the protocol"
            said = [(b"R", bytes(4))]
            said += [(b"S", f"{name}\0{value}\0".encode()) for name, value in GREETING.items()]
            client.sendall(b"".join(message(*one) for one in (*said, READY)))
            while client.recv(65536):
                self.asked += 1
                self.answers.wait(30)
                client.sendall(message(*EMPTY_ANSWER) + message(*READY))

    def answer_after(self, seconds):
        """Answer in `seconds`, so that whoever waits instead of being refused is found out."""
        timer = threading.Timer(seconds, self.answers.set)
        timer.daemon = True
        timer.start()

    def close(self):
        """Let everything end."""
        self.answers.set()
        self._listener.close()
        for client in self._sockets:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)  # who reads it in another thread lets go
            client.close()
