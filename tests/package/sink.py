"""What takes mails and calls in the machine: a relay on 2525, a watcher with TLS on 8443.

It runs by the machine's own Python, alone. Mails and calls end as lines of /root/mails and
/root/pings.
"""

import email
import email.policy
import http.server
import json
import socketserver
import ssl
import threading
from pathlib import Path


def note(name, said):
    """Add a line to a file."""
    with Path("/root", name).open("a", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False) + "\n")


class Relay(socketserver.StreamRequestHandler):
    """As much of SMTP as a mailer needs."""

    def handle(self):
        """Take mails until the mailer goes."""
        self.say(220)
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self.say(354)
                self.take()
            self.say(221 if line == b"QUIT" else 250)
            if line == b"QUIT":
                return

    def say(self, status):
        """Answer a line."""
        self.wfile.write(b"%d ok\r\n" % status)

    def take(self):
        """Take one mail."""
        lines = iter(self.rfile.readline, b".\r\n")
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        said = {name: str(mail[name]) for name in ("To", "Subject")}
        note("mails", {**said, "text": mail.get_content()})


class Watcher(http.server.BaseHTTPRequestHandler):
    """An outside watcher."""

    def do_GET(self):
        """Take a call."""
        note("pings", self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


def main():
    """Serve both."""
    relay = socketserver.ThreadingTCPServer(("127.0.0.1", 2525), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    watcher = http.server.HTTPServer(("127.0.0.1", 8443), Watcher)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("/root/own.pem", "/root/own.key")
    watcher.socket = context.wrap_socket(watcher.socket, server_side=True)
    watcher.serve_forever()


if __name__ == "__main__":
    main()
