"""From the raw body and headers of a webhook to a verified event.

All refusals look the same, so that strangers learn nothing from them.

The signature of a Mini App's event covers values, not bytes: the same values in another order,
spelling or encoding are the same event. So every value is used exactly as it was signed
(`_signed`). The values were joined without separators, so that several events may share one
signature: an event is recognised by its kind, its person and its signature together. The signature
of the Official Account's events covers the bytes. They are recognised by Zalo's id of the message.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from citizens.models import WebhookEvent
from official_accounts.models import OfficialAccount
from zalo_client import javascript, replies, signatures
from zalo_client.configuration import Configuration

Source = WebhookEvent.Source
MAX_BYTES = 65_536
MAX_TEXT = 4000  # Zalo allows 2,000
MAX_MESSAGES = 50
MAX_REPEATS = 99
REVOKED = "user.revoke.consent"
WITHDRAWN = "user_withdraw"  # the Official Account's, new in 2026: the same wish of the person
REVOCATIONS = frozenset({REVOKED, WITHDRAWN})
# News of the account and its templates, about no person: what it was and what it is now.
ACCOUNT_NEWS = frozenset(
    {"change_oa_daily_quota", "change_template_status", "change_template_quality"}
)
_KIND = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_COUNT = re.compile(r'"num_retry":\s*"?\d{1,3}"?\s*,\s*|,\s*"num_retry":\s*"?\d{1,3}"?')
_TOKEN = re.compile(r"[!-~]{1,128}")
# The members that hold the id of the acting person. Elsewhere it may be a phone number.
_PERSON_MEMBERS = ("follower", "sender")
_SIDES = ("sender", "recipient")
# What Zalo tells the sender of a message about it: there the account stands in `sender`.
RECEIPTS = frozenset({"user_received_message", "user_seen_message"})
# Zalo repeats what it could not deliver so many seconds after the first try, and after the last
# it switches the webhook off. A repeat is as old as its first try.
REPEAT_SECONDS = (30, 330, 1230, 3030, 6630)


class Refused(Exception):
    """The event is not Zalo's, not for us, or too old. The text says which, for operators only."""


class NoSecret(Exception):
    """Neither the account nor the settings have a secret to verify an event with."""


@dataclass(frozen=True)
class Facts:
    """What is kept of an event until it is processed. Everything else is never stored.

    `app_user` is the id of log-in, `oa_user` that of the Official Account. Either may be empty.
    `news` are plain words about the account itself.
    """

    app_user: str = ""
    oa_user: str = ""
    message_ids: tuple[str, ...] = ()
    tracking_id: str = ""
    text: str = field(default="", repr=False)
    news: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to process."""
        return any(asdict(self).values())


@dataclass(frozen=True)
class Received:
    """A verified event. `identity` is 64 hex digits, the same each time the event is sent."""

    source: WebhookEvent.Source
    kind: str
    identity: str
    sent_at: datetime
    facts: Facts
    repeats: int = 0  # how often Zalo had tried before
    oa_id: str = ""  # the Official Account that the event is about
    signer: OfficialAccount.Signer | None = None  # whose secret signed it


def read_miniapp(raw: bytes, signature: str | None, zalo: Configuration, now: datetime) -> Received:
    """Return the Mini App's event. `now` is aware. Raises Refused."""
    body = _object(raw)
    if not signatures.verify_miniapp(body, signature, zalo.openapi_key):
        raise Refused("signature")
    if _signed(body.get("appId")) not in {zalo.app_id, zalo.mini_app_id} - {""}:
        raise Refused("app")
    kind = _kind(body.get("event"))
    person = body.get("userId")
    user = _identifier(person) if kind == REVOKED else ""
    sent_at = _moment(body, now)
    return Received(
        Source.MINIAPP,
        kind,
        _hash(Source.MINIAPP, kind, _signed(person), str(signature)),
        sent_at,
        Facts(app_user=user),
        _repeats(None, sent_at, now),
    )


def read_oa(raw: bytes, signature: str | None, zalo: Configuration, now: datetime) -> Received:
    """Return an Official Account's event. `now` is aware.

    Takes one query. Raises Refused, and NoSecret if none is configured for the account.
    """
    body = _object(raw)
    if _signed(body.get("app_id")) != zalo.app_id:
        raise Refused("app")
    kind = _kind(body.get("event_name"))
    oa_id, own_secret = _account_of(body, kind, zalo)
    signer = _signer(raw, _signed(body.get("timestamp")), signature, zalo, own_secret)
    facts = _facts(body, kind, oa_id)
    message = facts.message_ids[0] if len(facts.message_ids) == 1 else _without_count(raw)
    sent_at = _moment(body, now)
    return Received(
        Source.OA,
        kind,
        _hash(Source.OA, kind, facts.oa_user, message),
        sent_at,
        facts,
        _repeats(body.get("num_retry"), sent_at, now),
        oa_id,
        signer,
    )


def _account_of(body: Mapping[str, object], kind: str, zalo: Configuration) -> tuple[str, str]:
    """Return the account's id and its own secret, empty if it has none.

    The account stands in `oa_id`, in `oaId`, or is one side of a message. Of a message to an
    account that nobody connected, it is the side that did not act.
    """
    named = [_identifier(body.get(name)) for name in ("oa_id", "oaId")]
    sides = [_identifier(replies.member(dict(body), name).get("id")) for name in _SIDES]
    ids = [one for one in (*named, *sides) if one]
    known = dict(
        OfficialAccount.objects.filter(oa_id__in=ids).values_list("oa_id", "webhook_secret")
    )
    known.setdefault(zalo.oa_id, "")
    found = next((one for one in ids if one and one in known), "")
    sender, recipient = sides
    about_own = kind.startswith("oa_") or kind in RECEIPTS
    unknown = next(filter(None, named), sender if about_own else recipient)
    return (found, known[found]) if found else (unknown, "")


def _signer(
    raw: bytes, timestamp: str, signature: str | None, zalo: Configuration, own_secret: str
) -> OfficialAccount.Signer:
    """Return whose secret signed an event: Zalo's documents do not say which it is."""
    signer = OfficialAccount.Signer
    tried = {signer.ACCOUNT: own_secret, signer.WEBHOOK: zalo.oa_secret}
    if not any(tried.values()):
        raise NoSecret
    for whose, secret in {**tried, signer.APP: zalo.app_secret}.items():
        if signatures.verify_oa(zalo.app_id, raw, timestamp, signature, secret):
            return whose
    raise Refused("signature")


def _without_count(raw: bytes) -> str:
    """Return an event as it was sent first, without Zalo's count of its tries."""
    return _COUNT.sub("", raw.decode())


def _repeats(told: object, sent_at: datetime, now: datetime) -> int:
    """Return how often Zalo had tried before, by its own count or by the age of the event.

    Zalo's header `num_retry` does not come through nginx, which drops names with an underscore.
    """
    age = (now - sent_at).total_seconds()
    by_age = sum(age >= seconds for seconds in REPEAT_SECONDS)
    return min(max(replies.optional_count(told) or 0, by_age), MAX_REPEATS)


def _object(raw: bytes) -> dict[str, object]:
    try:
        return replies.parse_object(raw)
    except replies.Malformed:
        raise Refused("body") from None


def _signed(value: object) -> str:
    """Return a value of the body as it was signed, empty if it is missing or not a plain value."""
    if value is None or isinstance(value, Mapping | list):
        return ""
    return value if isinstance(value, str) else javascript.stringify(value)


def _moment(body: Mapping[str, object], now: datetime) -> datetime:
    text = _signed(body.get("timestamp"))
    moment = replies.optional_moment(text)
    if moment is None or signatures.is_stale(
        text, now, timedelta(hours=settings.ZALO_WEBHOOK_HOURS)
    ):
        raise Refused("moment")
    return moment


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _kind(value: object) -> str:
    return value if isinstance(value, str) and _KIND.fullmatch(value) else ""


def _identifier(value: object) -> str:
    return replies.optional_identifier(_signed(value)) or ""


def _facts(body: dict[str, object], kind: str, oa_id: str) -> Facts:
    """Return the facts of an event, none if it names no Official Account."""
    if not oa_id:
        return Facts()
    message = replies.member(body, "message")
    several = message.get("msg_ids")
    ids_sent = [
        message.get("msg_id"),
        *(several[:MAX_MESSAGES] if isinstance(several, list) else []),
    ]
    return Facts(
        app_user=_identifier(body.get("user_id_by_app")),
        oa_user=_person(body, kind, oa_id),
        message_ids=tuple(token for value in ids_sent if (token := _token(value))),
        tracking_id=_token(message.get("tracking_id")),
        text=_text(message.get("text")),
        news=_news(body, kind),
    )


def _person(body: dict[str, object], kind: str, oa_id: str) -> str:
    """Return the acting person's id with the account; a withdrawal may name it `user_id`."""
    named = [replies.member(body, name).get("id") for name in _PERSON_MEMBERS]
    if kind == WITHDRAWN:
        named.append(body.get("user_id"))
    return next((found for one in named if (found := _identifier(one)) not in {"", oa_id}), "")


def _news(body: dict[str, object], kind: str) -> tuple[str, ...]:
    """Return what changed about the account or a template: which one, before, after."""
    if kind not in ACCOUNT_NEWS:
        return ()
    quota, status = replies.member(body, "quota"), replies.member(body, "status")
    values = (
        body.get("template_id"),
        quota.get("prev_value", status.get("prev_status")),
        quota.get("new_value", status.get("new_status", body.get("quality"))),
    )
    return tuple(_token(_signed(value)) or "–" for value in values)


def _token(value: object) -> str:
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else ""


def _text(value: object) -> str:
    """Return what a person wrote, without characters that databases refuse."""
    if not isinstance(value, str):
        return ""
    return value.encode(errors="ignore").decode().replace("\0", "")[:MAX_TEXT]
