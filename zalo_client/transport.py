"""One HTTP exchange with one host of Zalo.

The address is fixed; there are time-outs, a deadline and a limit of the body, but no redirects and
no cookies.

`requests` reports errors with addresses and headers in them. They become our own errors, which are
returned, and raised outside the `except`, so that no traceback leads back to a token.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from zalo_client.configuration import Configuration, base_address
from zalo_client.errors import (
    RateLimited,
    Reason,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.limits import Breaker, Places
from zalo_client.lines import HeldAdapter, Line
from zalo_client.observing import NOBODY, Observer
from zalo_client.replies import Malformed, optional_count, parse_object

MAX_REPLY_BYTES = 65536
MAX_RETRY_AFTER = 3600
_CHUNK = 16384
_OK, _TOO_MANY = 200, 429


@dataclass(frozen=True)
class Call:
    """One request.

    `name` is for logs; an `idempotent` call is retried once if the connection fails.
    """

    name: str
    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    idempotent: bool = False


@dataclass(frozen=True)
class Reply:
    """The JSON object of a 200 answer, and the server's time if it was sent."""

    body: dict[str, Any] = field(repr=False)
    date: datetime | None = None


class Transport:
    """Exchanges with the host at `url`. Threads may share it; connections are reused.

    Raises ZaloMisconfigured if `url` is not a base address.
    """

    def __init__(
        self,
        url: str,
        configuration: Configuration,
        places: Places,
        breaker: Breaker,
        notes: Observer = NOBODY,
    ) -> None:
        self._base = base_address(url, plain_http=configuration.plain_http)
        self._configuration = configuration
        self._places = places
        self._breaker = breaker
        self._notes = notes
        self._session = _session(self._base, configuration)

    def send(self, call: Call) -> Reply:
        """Return the reply to `call`, even if its `error` is not 0.

        Raises ZaloUnavailable without a usable answer, TryLater if Zalo was not called, RateLimited
        for HTTP 429, ZaloMisconfigured for a setting with letters that a header cannot contain.
        """
        seconds = self._configuration.total_seconds
        with _measured(self._notes) as note, self._breaker.guard():
            line = Line()
            reply = self._places.run(
                partial(self._exchange, call, time.monotonic() + seconds, line), seconds, line.cut
            )
            note(reply)
            return reply

    def close(self) -> None:
        """Close the open connections."""
        self._session.close()

    def _exchange(self, call: Call, deadline: float, line: Line) -> Reply:
        with line.in_use():
            result = self._attempt(call, deadline)
            if (
                call.idempotent
                and isinstance(result, ZaloError)
                and result.reason in {Reason.CONNECT, Reason.RESET}
            ):
                result = self._attempt(call, deadline)
        if isinstance(result, ZaloError):
            raise result
        return result

    def _attempt(self, call: Call, deadline: float) -> Reply | ZaloError:
        left = deadline - time.monotonic()
        if left <= 0:
            return ZaloUnavailable(Reason.TIMEOUT)
        timeout = (
            min(left, self._configuration.connect_seconds),
            min(left, self._configuration.read_seconds),
        )
        try:
            response = self._session.request(
                call.method,
                self._base + call.path,
                headers=call.headers,
                data=call.body,
                timeout=timeout,
                allow_redirects=False,
                stream=True,
            )
        except ValueError:  # a secret or address with letters that no request can contain
            return ZaloMisconfigured(Reason.REQUEST)
        except requests.RequestException as error:
            return ZaloUnavailable(_reason(error))
        except OSError:  # ZALO_CA_FILE can no longer be read
            return ZaloUnavailable(Reason.TLS)
        with response:
            return _read(response)


@contextmanager
def _measured(notes: Observer) -> Iterator[Callable[[Reply], None]]:
    """Measure a call; the block passes the reply to the yielded function, if there is one."""
    begun, replies = time.monotonic(), list[Reply]()
    try:
        yield replies.append
    except ZaloError as error:
        notes.measured(type(error).__name__, time.monotonic() - begun)
        raise
    date = replies[0].date
    ahead = date.timestamp() - time.time() if date else None
    notes.measured("ok", time.monotonic() - begun, ahead)


def _read(response: requests.Response) -> Reply | ZaloError:
    if response.status_code == _TOO_MANY:
        return RateLimited(Reason.RATE, http_status=_TOO_MANY, retry_after=_retry_after(response))
    if response.status_code != _OK:
        return ZaloUnavailable(Reason.STATUS, http_status=response.status_code)
    body = _body(response)
    if isinstance(body, Reason):
        return ZaloUnavailable(body)
    try:
        return Reply(parse_object(body), _date(response))
    except Malformed:
        return ZaloUnavailable(Reason.NOT_JSON)


def _body(response: requests.Response) -> bytes | Reason:
    """Return the body, or why it is not usable; reading stops at the limit."""
    body = bytearray()
    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > MAX_REPLY_BYTES:
                return Reason.TOO_LARGE
    except ReadTimeoutError:
        return Reason.TIMEOUT
    except (HTTPError, OSError):
        return Reason.MALFORMED
    return bytes(body)


def _session(base: str, configuration: Configuration) -> requests.Session:
    """Return a session that reaches only `base`, without cookies and proxies of the environment."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update(
        {
            "User-Agent": configuration.user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
    )
    session.verify = configuration.ca_file or True
    if configuration.proxy:
        session.proxies = {"http": configuration.proxy, "https": configuration.proxy}
    session.adapters.clear()
    session.mount(
        f"{base}/",
        HeldAdapter(pool_connections=1, pool_maxsize=configuration.waiting_places, max_retries=0),
    )
    return session


def _reason(error: requests.RequestException) -> Reason:
    """Return why there was no answer, by the type of the error, never by its text."""
    match error:
        case requests.exceptions.ConnectTimeout() | requests.exceptions.ReadTimeout():
            return Reason.TIMEOUT
        case requests.exceptions.ProxyError():
            return Reason.PROXY
        case requests.exceptions.SSLError():
            return Reason.TLS
    cause = getattr(error.args[0], "reason", None) if error.args else None
    return (
        Reason.CONNECT
        if isinstance(cause, NewConnectionError | ConnectTimeoutError)
        else Reason.RESET
    )


def _retry_after(response: requests.Response) -> int | None:
    """Return the seconds to wait in a 429, 1 to 3600, or None."""
    seconds = optional_count(response.headers.get("Retry-After"))
    return None if seconds is None else min(max(1, seconds), MAX_RETRY_AFTER)


def _date(response: requests.Response) -> datetime | None:
    """Return the server's time, or None."""
    try:
        moment = parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
