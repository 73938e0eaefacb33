"""A relay as a province has one: TLS, then a password. It runs by the machine's Python, on 2587.

Its arguments are name and password of the one it lets in. Mails end as lines of /root/mails.
"""

import email
import email.policy
import json
import signal
import ssl
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Taker:
    """Takes mails."""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  # aiosmtpd's name
        """Take one."""
        keep(envelope.content)
        return "250 taken"


def keep(content):
    """Write a mail down."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    said = {name: str(mail[name]) for name in ("To", "Subject")}
    with Path("/root/mails").open("a", encoding="utf-8") as file:
        file.write(json.dumps({**said, "text": mail.get_content()}, ensure_ascii=False) + "\n")


def knows(_server, _session, _envelope, _mechanism, given):
    """Let one in."""
    return AuthResult(
        success=(given.login, given.password) == tuple(one.encode() for one in sys.argv[1:]),
        handled=False,
    )


def main():
    """Serve."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("/root/own.pem", "/root/own.key")
    strict = {"require_starttls": True, "auth_required": True}
    Controller(
        Taker(), "127.0.0.1", 2587, tls_context=context, authenticator=knows, **strict
    ).start()
    signal.pause()


if __name__ == "__main__":
    main()
