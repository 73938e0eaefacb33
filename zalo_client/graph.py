"""The citizen's identity: Zalo's Social API, called once at login.

    client = GraphClient(configuration, Places(4))
    profile = client.me(access_token)            # repeatable, so it comes first
    phone = client.phone(access_token, code)     # a code works once, for two minutes

Each call raises only ZaloError and waits at most `total_seconds`. Do not call inside a database
transaction: a slow Zalo would hold its locks.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from zalo_client import phones, replies, signatures
from zalo_client.configuration import Configuration
from zalo_client.error_numbers import social_error
from zalo_client.errors import (
    CodeRefused,
    Reason,
    TokenRefused,
    ZaloError,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.limits import Breaker, Places
from zalo_client.observing import NOBODY, Observer
from zalo_client.transport import Call, Reply, Transport

T = TypeVar("T")

ME_PATH = "/v2.0/me?fields=id,name,picture"
INFO_PATH = "/v2.0/me/info"
MAX_TOKEN_LENGTH = 2048
# Characters that fit into a header; anything else cannot be a token of Zalo's and needs no call.
_TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Profile:
    """The answer of `/me`. `id` belongs to this user and app; the rest is None without consent."""

    id: str
    name: str | None = field(default=None, repr=False)
    picture: str | None = field(default=None, repr=False)
    user_id_by_oa: str | None = None
    is_follower: bool | None = None
    is_sensitive: bool | None = None


@dataclass(frozen=True, repr=False)
class Location:
    """Where the citizen was, in degrees (WGS 84), and who measured it (`gps`, …).

    The moment is in UTC, None if Zalo omits it.
    """

    latitude: float
    longitude: float
    taken_at: datetime | None
    provider: str | None


class GraphClient:
    """Calls of the Social API. Threads may share it, and clients may share `places`."""

    def __init__(
        self,
        configuration: Configuration,
        places: Places,
        breaker: Breaker | None = None,
        notes: Observer = NOBODY,
    ) -> None:
        self._configuration = configuration
        self._notes = notes
        self._transport = Transport(
            configuration.graph_url, configuration, places, breaker or Breaker(), notes
        )

    def me(self, access_token: str) -> Profile:
        """Return the owner of this token: GET /v2.0/me.

        Raises TokenRefused, ZaloUnavailable, ZaloMisconfigured, TryLater.
        """
        call = Call("me", "GET", ME_PATH, self._headers(access_token), idempotent=True)
        with self._notes.watching(call.name):
            return checked(_profile, self._ask(call))

    def phone(self, access_token: str, code: str) -> str:
        """Return the phone number behind a code of getPhoneNumber(), in E.164: GET /v2.0/me/info.

        The code is used up, whatever the answer. Raises CodeRefused besides the errors of `me`.
        """
        call = self._info_call("phone", access_token, code)
        with self._notes.watching(call.name):
            return checked(_phone, self._ask_info(call))

    def location(self, access_token: str, code: str) -> Location:
        """Return the place behind a code of getLocation(): GET /v2.0/me/info.

        Raises the same errors as `phone`.
        """
        call = self._info_call("location", access_token, code)
        with self._notes.watching(call.name):
            return checked(_location, self._ask_info(call))

    def probe(self, access_token: str) -> Reply:
        """Call `/me` and return the reply even if it is an error; for check_zalo."""
        return self._transport.send(
            Call("probe", "GET", ME_PATH, self._headers(access_token), idempotent=True)
        )

    def close(self) -> None:
        """Close the open connections."""
        self._transport.close()

    def _headers(self, access_token: str) -> dict[str, str]:
        self._configuration.require()
        if not fits_header(access_token):
            raise TokenRefused(Reason.TOKEN)
        return {
            "access_token": access_token,
            "appsecret_proof": signatures.proof(access_token, self._configuration.app_secret),
        }

    def _info_call(self, name: str, access_token: str, code: str) -> Call:
        headers = self._headers(access_token)
        if not fits_header(code):
            raise CodeRefused(Reason.CODE)
        return Call(
            name,
            "GET",
            INFO_PATH,
            {**headers, "code": code, "secret_key": self._configuration.app_secret},
        )

    def _ask(self, call: Call) -> dict[str, Any]:
        body = self._transport.send(call).body
        if number := checked(replies.error_number, body):
            raise social_error(number)
        return body

    def _ask_info(self, call: Call) -> dict[str, Any]:
        """Return the data behind a code.

        An unknown error number is about the code: the citizen gets a new one and tries again.
        """
        refusal: ZaloError
        try:
            return replies.member(self._ask(call), "data")
        except ZaloMisconfigured as error:
            refusal = (
                CodeRefused(Reason.CODE, error.number) if error.reason is Reason.UNKNOWN else error
            )
        raise refusal


def fits_header(text: str) -> bool:
    """Return True if `text` has 1 to 2048 printable ASCII characters, as Zalo's tokens do."""
    return len(text) <= MAX_TOKEN_LENGTH and _TOKEN.fullmatch(text) is not None


def checked(read: Callable[[dict[str, Any]], T], body: dict[str, Any]) -> T:
    """Return the result of `read` on `body`.

    Raises ZaloUnavailable if the body does not follow Zalo's documents.
    """
    try:
        return read(body)
    except replies.Malformed:
        pass
    raise ZaloUnavailable(Reason.MALFORMED)


def _profile(body: dict[str, Any]) -> Profile:
    return Profile(
        id=replies.identifier(body.get("id"), "id"),
        name=replies.optional_text(body.get("name")),
        picture=replies.optional_address(
            replies.member(replies.member(body, "picture"), "data").get("url")
        ),
        user_id_by_oa=replies.optional_identifier(body.get("user_id_by_oa")),
        is_follower=replies.optional_flag(body.get("is_follower")),
        is_sensitive=replies.optional_flag(body.get("is_sensitive")),
    )


def _phone(data: dict[str, Any]) -> str:
    number = data.get("number")
    if number is None or number == "":
        raise CodeRefused(Reason.NO_PHONE)
    if not isinstance(number, str | int) or isinstance(number, bool):
        raise replies.Malformed("number")
    try:
        return phones.normalise(str(number))
    except ValueError:
        pass
    raise CodeRefused(Reason.FOREIGN_PHONE)


def _location(data: dict[str, Any]) -> Location:
    if data.get("latitude") is None:  # a code of another kind, or nothing measured
        raise CodeRefused(Reason.CODE)
    latitude, longitude = _degrees(data, "latitude", 90), _degrees(data, "longitude", 180)
    return Location(
        latitude,
        longitude,
        replies.optional_moment(data.get("timestamp")),
        replies.optional_text(data.get("provider")),
    )


def _degrees(data: dict[str, Any], name: str, most: int) -> float:
    """Return a coordinate, given as text or as a number."""
    value = data.get(name)
    try:
        degrees = (
            float(value)
            if isinstance(value, str | int | float) and not isinstance(value, bool)
            else math.nan
        )
    except (ValueError, OverflowError):
        degrees = math.nan
    if not -most <= degrees <= most:
        raise replies.Malformed(name)
    return degrees
