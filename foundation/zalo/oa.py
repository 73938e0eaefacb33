"""The Official Account: its tokens, and the four ways to tell a citizen something.

Nothing is stored here. The caller keeps the pair of tokens in one row, refreshes it under a lock
before it expires, saves the new pair before using it, and acts by the class of the error:

    PermanentForPerson   never again on this channel; try the next
    TokenExpired         refresh, send once more
    ChannelStopped       stop the channel, an operator must act
    QuotaExhausted       hold the channel's messages back
    Later, TryLater      again after `retry_after`
    ZaloUnavailable      again later; `maybe_done` says that the message may have gone out
    ZaloMisconfigured    an unknown number: set the message aside
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import orjson
from django.utils import timezone

from foundation.zalo import phones, replies
from foundation.zalo.client import checked, fits_header
from foundation.zalo.configuration import Configuration
from foundation.zalo.error_numbers import sending_error, social_error
from foundation.zalo.errors import Later, Reason, TokenExpired, ZaloError, ZaloMisconfigured
from foundation.zalo.limits import Breaker, Places
from foundation.zalo.reports import Reports, reports
from foundation.zalo.transport import Call, Transport

MAX_TEXT_LENGTH = 2000
MAX_TRACKING_ID_LENGTH = 48
MAX_TOKEN_SECONDS = 10**8
QUIET_FROM_HOUR, QUIET_UNTIL_HOUR = 22, 6
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class OaTokens:
    """A fresh pair of tokens.

    The access token lives `expires_in` seconds (25 h), the refresh token 3 months and works once.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int


@dataclass(frozen=True)
class Receipt:
    """What Zalo says of a message that it accepted; a part is None if the channel omits it."""

    message_id: str | None
    sent_at: datetime | None = None
    remaining_quota: int | None = None


def allowed_from(moment: datetime) -> datetime:
    """Return the first moment from `moment` on at which Zalo sends templates: 06:00 to 22:00."""
    local = moment.astimezone(VIETNAM)
    if QUIET_UNTIL_HOUR <= local.hour < QUIET_FROM_HOUR:
        return moment
    morning = local.replace(hour=QUIET_UNTIL_HOUR, minute=0, second=0, microsecond=0)
    return morning if local.hour < QUIET_UNTIL_HOUR else morning + timedelta(days=1)


class OaClient:
    """Calls of the Official Account. Threads may share it; `process.oa_client()` builds it.

    A process that only sends may build its own, with as many places as it has senders.
    """

    def __init__(
        self, configuration: Configuration, places: Places, notes: Reports = reports
    ) -> None:
        self._configuration = configuration
        self._notes = notes
        self._oauth, self._business, self._openapi, self._miniapp = (
            Transport(url, configuration, places, Breaker())
            for url in (
                configuration.oauth_url,
                configuration.business_url,
                configuration.openapi_url,
                configuration.miniapp_url,
            )
        )

    def refresh(self, refresh_token: str) -> OaTokens:
        """Exchange a refresh token for a new pair: POST /v4/oa/access_token.

        The old token is used up, even if this raises ZaloUnavailable with `maybe_done`: then a
        person may have to consent again. Raises ZaloMisconfigured (`oa_refresh`) if Zalo refuses
        token, app or secret.
        """
        self._configuration.require()
        form = {
            "refresh_token": refresh_token,
            "app_id": self._configuration.app_id,
            "grant_type": "refresh_token",
        }
        headers = {**_FORM, "secret_key": self._configuration.app_secret}
        call = Call("oa_refresh", "POST", "/v4/oa/access_token", headers, urlencode(form).encode())
        with self._notes.watching(call.name):
            body = self._oauth.send(call).body
            if number := checked(replies.error_number, body):
                raise _refresh_error(number)
            return checked(_tokens, body)

    def account_id(self, access_token: str) -> str:
        """Return the id of the account that a token belongs to: GET /v2.0/oa/getoa.

        It sends nothing to anybody.
        """
        call = Call(
            "oa_account", "GET", "/v2.0/oa/getoa", _with_token(access_token, {}), idempotent=True
        )
        with self._notes.watching(call.name):
            return checked(_account, self._ask(self._openapi, call))

    def send_template_to_phone(
        self,
        access_token: str,
        phone: str,
        template_id: str,
        data: Mapping[str, Any],
        tracking_id: str,
    ) -> Receipt:
        """Send a paid template message to a phone number in E.164, not at night.

        POST /message/template.

        `tracking_id` is ours, of at most 48 characters. Raises ValueError if phone or tracking id
        is wrong.
        """
        if len(tracking_id) > MAX_TRACKING_ID_LENGTH:
            raise ValueError("tracking_id is longer than 48 characters")
        body = {
            "phone": phones.for_zalo(phone),
            "template_id": template_id,
            "template_data": dict(data),
            "tracking_id": tracking_id,
        }
        return self._send(
            self._business,
            "template_to_phone",
            "/message/template",
            _with_token(access_token, _JSON),
            body,
        )

    def send_template_to_user(
        self, access_token: str, user_id: str, template_id: str, data: Mapping[str, Any]
    ) -> Receipt:
        """Send a template message to an OA user id: POST /v3.0/oa/message/template.

        The id is one of `Profile.user_id_by_oa`.
        """
        body = {"user_id": user_id, "template_id": template_id, "template_data": dict(data)}
        return self._send(
            self._openapi,
            "template_to_user",
            "/v3.0/oa/message/template",
            _with_token(access_token, _JSON),
            body,
        )

    def send_text(self, access_token: str, user_id: str, text: str) -> Receipt:
        """Send a consultation message of at most 2000 characters to an OA user id.

        POST /v3.0/oa/message/cs. It is free within 48 h of the citizen's last message, and raises
        PermanentForPerson (`window`) after 7 days.
        """
        if not text or len(text) > MAX_TEXT_LENGTH:
            raise ValueError("text is empty or longer than 2000 characters")
        body = {"recipient": {"user_id": user_id}, "message": {"text": text}}
        return self._send(
            self._openapi, "text", "/v3.0/oa/message/cs", _with_token(access_token, _JSON), body
        )

    def notify(
        self, miniapp_id: str, user_id: str, template_id: str, data: Mapping[str, Any]
    ) -> Receipt:
        """Send a Mini App notification to an app user id (`Profile.id`), at most one a day.

        POST /notification/template. It needs ZALO_OPENAPI_KEY; without, it raises ZaloMisconfigured
        (`not_configured`).
        """
        if not (fits_header(miniapp_id) and fits_header(user_id)):
            raise ValueError("miniapp_id or user_id is no id")
        if not self._configuration.openapi_key:
            raise ZaloMisconfigured(Reason.NOT_CONFIGURED)
        key = f"Bearer {self._configuration.openapi_key}"
        headers = {**_JSON, "X-Api-Key": key, "X-User-Id": user_id, "X-MiniApp-Id": miniapp_id}
        body = {"templateId": template_id, "templateData": dict(data)}
        return self._send(self._miniapp, "notification", "/notification/template", headers, body)

    def close(self) -> None:
        """Close the open connections."""
        for transport in (self._oauth, self._business, self._openapi, self._miniapp):
            transport.close()

    def _send(
        self,
        transport: Transport,
        name: str,
        path: str,
        headers: Mapping[str, str],
        body: Mapping[str, Any],
    ) -> Receipt:
        call = Call(name, "POST", path, headers, orjson.dumps(body))
        with self._notes.watching(name):
            return _receipt(self._ask(transport, call))

    def _ask(self, transport: Transport, call: Call) -> dict[str, Any]:
        body = transport.send(call).body
        if number := checked(replies.error_number, body):
            raise _with_morning(sending_error(number))
        return replies.member(body, "data")


def _with_token(access_token: str, headers: Mapping[str, str]) -> dict[str, str]:
    if not fits_header(access_token):
        raise TokenExpired(Reason.TOKEN)
    return {**headers, "access_token": access_token}


def _with_morning(error: ZaloError) -> ZaloError:
    """Let a message refused at night wait until morning; if our clock says day, an hour."""
    if isinstance(error, Later) and error.reason is Reason.NIGHT:
        now = timezone.now()
        wait = (allowed_from(now) - now).total_seconds()
        return Later(Reason.NIGHT, error.number, retry_after=int(wait) + 1 if wait else 3600)
    return error


def _refresh_error(number: int) -> ZaloError:
    """Return the error of a refused refresh: a passing fault, or a person must act."""
    error = social_error(number)
    return error if error.retryable else ZaloMisconfigured(Reason.OA_REFRESH, number)


def _tokens(body: dict[str, Any]) -> OaTokens:
    return OaTokens(_token(body, "access_token"), _token(body, "refresh_token"), _seconds(body))


def _token(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not fits_header(value):
        raise replies.Malformed(name)
    return value


def _seconds(body: dict[str, Any]) -> int:
    """Return `expires_in`, which comes as text."""
    seconds = replies.optional_count(body.get("expires_in"))
    if not seconds or seconds > MAX_TOKEN_SECONDS:
        raise replies.Malformed("expires_in")
    return seconds


def _account(data: dict[str, Any]) -> str:
    return replies.identifier(data.get("oa_id"), "oa_id")


def _receipt(data: dict[str, Any]) -> Receipt:
    return Receipt(
        message_id=replies.optional_identifier(data.get("msg_id"))
        or replies.optional_identifier(data.get("message_id")),
        sent_at=replies.optional_moment(data.get("sent_time")),
        remaining_quota=replies.optional_count(replies.member(data, "quota").get("remainingQuota")),
    )
