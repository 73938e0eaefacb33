"""The Official Account: its tokens, and the four ways to send a message to a citizen.

Nothing is stored here. The caller keeps the pair of tokens in one row, refreshes it under a lock
before it expires, saves the new pair before using it, and acts by the class of the error:

    PermanentForPerson   never again on this channel (`person_quota`: not today); try the next
    MessageRefused       this message is wrong: try the next channel, an operator must look
    TokenExpired         refresh, send once more
    ChannelStopped       stop the channel, an operator must act
    TemplateStopped      stop the template, an operator must act
    QuotaExhausted       hold the channel's or the template's messages back
    Later, TryLater      again after `retry_after`
    ZaloUnavailable      again later; `maybe_done` means that it may have been sent
    ZaloMisconfigured    an unknown number: set the message aside

Every call with a token of the account has an `appsecret_proof`, so that a stolen token is useless
where the app requires the proof.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson

from zalo_client import oa_answers, phones, replies, signatures, templates
from zalo_client.api_requests import ApiRequest, Host
from zalo_client.configuration import Configuration
from zalo_client.error_numbers import miniapp_error, sending_error, social_error
from zalo_client.errors import Later, Reason, TokenExpired, ZaloError, ZaloMisconfigured
from zalo_client.graph import checked, fits_header
from zalo_client.limits import Breaker, Places
from zalo_client.oa_answers import Account, OaTokens, Receipt
from zalo_client.observing import NOBODY, Observer
from zalo_client.quiet_hours import allowed_from
from zalo_client.templates import Template
from zalo_client.transport import Call, Transport

MAX_TEXT_LENGTH = 2000
MAX_TRACKING_ID_LENGTH = 48
TEXT_PATH, OLD_TEXT_PATH = "/v3.0/oa/message/cs", "/v2.0/oa/message"
_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _own_breaker(_host: str) -> Breaker:
    return Breaker()


class OaClient:
    """Calls of the Official Account. Threads may share it.

    A process that only sends has as many places as senders. `breaker(host)` makes the breaker of
    one host; by default it is this client's own.
    """

    def __init__(
        self,
        configuration: Configuration,
        places: Places,
        notes: Observer = NOBODY,
        breaker: Callable[[str], Breaker] = _own_breaker,
    ) -> None:
        self._configuration = configuration
        self._notes = notes
        self._oauth, self._business, self._openapi, self._miniapp, self._templates = (
            Transport(url, configuration, places, breaker(host), notes)
            for host, url in (
                ("oauth", configuration.oauth_url),
                ("business", configuration.business_url),
                ("openapi", configuration.openapi_url),
                ("miniapp", configuration.miniapp_url),
                # With a separate breaker: messages continue without its answers.
                ("templates", configuration.business_url),
            )
        )

    def refresh(self, refresh_token: str) -> OaTokens:
        """Exchange a refresh token for a new pair: POST /v4/oa/access_token.

        The old token is used up, even if this raises ZaloUnavailable with `maybe_done`: then a
        person may have to consent again. Raises ZaloMisconfigured (`oa_refresh`) if Zalo refuses
        token, app or secret.
        """
        form = {"refresh_token": refresh_token, "grant_type": "refresh_token"}
        return self._pair(Call("oa_refresh", "POST", "/v4/oa/access_token", {}), form)

    def _pair(self, call: Call, form: Mapping[str, str]) -> OaTokens:
        """Return the pair from the token host for `form`."""
        self._configuration.require()
        sent = {**form, "app_id": self._configuration.app_id}
        headers = {**_FORM, "secret_key": self._configuration.app_secret}
        call = replace(call, headers=headers, body=urlencode(sent).encode())
        with self._notes.watching(call.name):
            body = self._oauth.send(call).body
            if number := checked(replies.error_number, body):
                raise _refresh_error(number)
            return checked(oa_answers.read_tokens, body)

    def exchange(self, code: str, verifier: str) -> OaTokens:
        """Exchange the code of an administrator's consent for the first pair of tokens.

        POST /v4/oa/access_token; `verifier` is the PKCE secret of the consent. The code is valid
        for ten minutes and works once, even if this raises ZaloUnavailable. Raises
        ZaloMisconfigured (`oa_refresh`) if Zalo refuses code, app or secret.
        """
        form = {"code": code, "grant_type": "authorization_code", "code_verifier": verifier}
        return self._pair(Call("oa_exchange", "POST", "/v4/oa/access_token", {}), form)

    def ask(self, access_token: str, request: ApiRequest) -> dict[str, Any]:
        """Make any call in the name of the account, and return the whole body of its success.

        Raises the errors of sending a message (see above), malformed answers as ZaloUnavailable.
        """
        headers = self._with_token(access_token, request.headers)
        call = Call(
            request.name, request.method, request.address, headers, request.sent, request.idempotent
        )
        transport = self._templates if request.host is Host.BUSINESS else self._openapi
        with self._notes.watching(call.name):
            return _ask_all(transport, call)

    def account(self, access_token: str) -> Account:
        """Return the account of a token: GET /v2.0/oa/getoa.

        It sends nothing to anybody.
        """
        headers = self._with_token(access_token, {})
        call = Call("oa_account", "GET", "/v2.0/oa/getoa", headers, idempotent=True)
        with self._notes.watching(call.name):
            return checked(oa_answers.read_account, _ask(self._openapi, call))

    def template(self, access_token: str, template_id: str) -> Template:
        """Return a template with its parameters: GET /template/info/v2.

        It sends nothing to anybody.
        """
        path = "/template/info/v2?" + urlencode({"template_id": template_id})
        headers = self._with_token(access_token, {})
        call = Call("template_info", "GET", path, headers, idempotent=True)
        with self._notes.watching(call.name):
            return checked(templates.read_template, _ask(self._templates, call))

    def free_replies(self, access_token: str, user_id: str) -> int | None:
        """Return how many free consultation messages are left for a person, None for any number.

        POST /v3.0/oa/quota/message, which sends nothing to anybody.
        """
        headers = self._with_token(access_token, _JSON)
        call = _post("free_replies", "/v3.0/oa/quota/message", headers, {"user_id": user_id})
        with self._notes.watching(call.name):
            return checked(oa_answers.read_free_replies, _ask(self._openapi, call))

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
        headers = self._with_token(access_token, _JSON)
        call = _post("template_to_phone", "/message/template", headers, body)
        return self._send(self._business, call)

    def send_template_to_user(
        self, access_token: str, user_id: str, template_id: str, data: Mapping[str, Any]
    ) -> Receipt:
        """Send a template message to an OA user id: POST /v3.0/oa/message/template.

        The id is one of `Profile.user_id_by_oa`.
        """
        body = {"user_id": user_id, "template_id": template_id, "template_data": dict(data)}
        headers = self._with_token(access_token, _JSON)
        call = _post("template_to_user", "/v3.0/oa/message/template", headers, body)
        return self._send(self._openapi, call)

    def send_text(self, access_token: str, user_id: str, text: str) -> Receipt:
        """Send a consultation message of at most 2000 characters to an OA user id.

        POST /v3.0/oa/message/cs, or /v2.0/oa/message with ZALO_OA_TEXT_V2. It is free within 48 h
        of the citizen's last act towards the account, and raises PermanentForPerson (`window`)
        after 7 days.
        """
        if not text or len(text) > MAX_TEXT_LENGTH:
            raise ValueError("text is empty or longer than 2000 characters")
        body = {"recipient": {"user_id": user_id}, "message": {"text": text}}
        path = OLD_TEXT_PATH if self._configuration.old_text else TEXT_PATH
        call = _post("text", path, self._with_token(access_token, _JSON), body)
        return self._send(self._openapi, call)

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
        call = _post("notification", "/notification/template", headers, body)
        return self._send(self._miniapp, call, miniapp_error)

    def close(self) -> None:
        """Close the open connections."""
        for transport in (
            self._oauth,
            self._business,
            self._openapi,
            self._miniapp,
            self._templates,
        ):
            transport.close()

    def _with_token(self, access_token: str, headers: Mapping[str, str]) -> dict[str, str]:
        self._configuration.require()
        if not fits_header(access_token):
            raise TokenExpired(Reason.TOKEN)
        return {
            **headers,
            "access_token": access_token,
            "appsecret_proof": signatures.proof(access_token, self._configuration.app_secret),
        }

    def _send(
        self,
        transport: Transport,
        call: Call,
        error_of: Callable[[int], ZaloError] = sending_error,
    ) -> Receipt:
        with self._notes.watching(call.name):
            return oa_answers.read_receipt(_ask(transport, call, error_of))


def _post(name: str, path: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> Call:
    return Call(name, "POST", path, headers, orjson.dumps(body))


def _ask(
    transport: Transport, call: Call, error_of: Callable[[int], ZaloError] = sending_error
) -> dict[str, Any]:
    """Return the `data` of a stated success; an answer without a statement is malformed."""
    return replies.member(_ask_all(transport, call, error_of), "data")


def _ask_all(
    transport: Transport, call: Call, error_of: Callable[[int], ZaloError] = sending_error
) -> dict[str, Any]:
    """Return the whole body of a stated success."""
    body = transport.send(call).body
    if number := checked(replies.stated_error_number, body):
        raise _with_morning(error_of(number))
    return body


def _with_morning(error: ZaloError) -> ZaloError:
    """Make a message refused at night wait until morning; if our clock says day, an hour."""
    if isinstance(error, Later) and error.reason is Reason.NIGHT:
        now = datetime.now(UTC)  # noqa: TID251  # Django is not here
        wait = (allowed_from(now) - now).total_seconds()
        return Later(Reason.NIGHT, error.number, retry_after=int(wait) + 1 if wait else 3600)
    return error


def _refresh_error(number: int) -> ZaloError:
    """Return the error of a refused refresh: a temporary fault, or a person must act."""
    error = social_error(number)
    return error if error.retryable else ZaloMisconfigured(Reason.OA_REFRESH, number)
