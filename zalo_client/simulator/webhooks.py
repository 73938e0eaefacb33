"""Events that Zalo posts to us, signed by its published formulas, and ways to tamper with them.

    event = simulator.revocation(user)
    event.post(url)                                   # over HTTP: status
    client.post(path, event.raw, content_type=…, headers=event.headers)    # Django's test client
    event.tampered(reordered), event.signed_by("wrong-key"), event.unsigned()

`age` makes a stale event; posting an event twice is a replay.
"""

import dataclasses
import hashlib
import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SIGNATURE = "X-ZEvent-Signature"
SECONDS = 5


def written(body: dict) -> bytes:
    """Return JSON as Zalo writes it: without spaces, Vietnamese letters unescaped."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def miniapp_signature(body: dict, key: str) -> str:
    values = (body[name] for name in sorted(body))
    text = "".join(value if isinstance(value, str) else written(value).decode() for value in values)
    return hashlib.sha256((text + key).encode()).hexdigest()


def oa_signature(app_id: str, raw: bytes, timestamp: str, secret: str) -> str:
    return (
        "mac="
        + hashlib.sha256(app_id.encode() + raw + timestamp.encode() + secret.encode()).hexdigest()
    )


@dataclass(frozen=True)
class Event:
    """A request ready to be sent: raw body and headers.

    `sign` makes the signature for another key.
    """

    raw: bytes
    headers: dict
    sign: Callable[[str], str] = field(repr=False)

    def signed_by(self, key: str) -> "Event":
        """Return the event signed with another key."""
        return dataclasses.replace(self, headers={**self.headers, SIGNATURE: self.sign(key)})

    def signed_as(self, signature: str) -> "Event":
        """Return the event with this signature."""
        return dataclasses.replace(self, headers={**self.headers, SIGNATURE: signature})

    def unsigned(self) -> "Event":
        """Return the event without a signature."""
        return dataclasses.replace(
            self, headers={name: value for name, value in self.headers.items() if name != SIGNATURE}
        )

    def tampered(self, change: Callable[[bytes], bytes]) -> "Event":
        """Return the event with its body changed after signing."""
        return dataclasses.replace(self, raw=change(self.raw))

    def post(self, url: str) -> int:
        """Send it over HTTP and return the status. Sending it twice is a replay."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
        try:
            connection.request("POST", parts.path, self.raw, self.headers)
            return connection.getresponse().status
        finally:
            connection.close()


def miniapp_event(body: dict, key: str) -> Event:
    def sign(with_key):
        return miniapp_signature(body, with_key)

    return Event(written(body), {"Content-Type": "application/json", SIGNATURE: sign(key)}, sign)


def oa_event(body: dict, app_id: str, secret: str) -> Event:
    raw = written(body)

    def sign(with_secret):
        return oa_signature(app_id, raw, body["timestamp"], with_secret)

    return Event(raw, {"Content-Type": "application/json", SIGNATURE: sign(secret)}, sign)


def reordered(raw: bytes) -> bytes:
    """Reverse the keys: a Mini App signature still fits, an OA signature does not."""
    return written(dict(reversed(json.loads(raw).items())))


def escaped(raw: bytes) -> bytes:
    """Return the same values written differently, with spaces and escaped letters."""
    return json.dumps(json.loads(raw)).encode()
