"""The only writers of webhook events, and of what events change about a citizen.

An event is stored and committed first. It is processed in a transaction of its own. If that fails,
`processed_at` stays empty and the job `process_webhooks` tries again. So an event that was
answered with 200 is never lost, and everything that it changes is changed exactly once.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from citizens import actions
from citizens.following import follows
from citizens.following.follows import Seen
from citizens.models import Citizen, Erasure, Follow, WebhookEvent
from citizens.webhooks import handlers
from citizens.webhooks.verification import RECEIPTS, WITHDRAWN, Facts, Received, Source
from foundation.records.encryption import keyed_hash
from official_accounts import accounts
from official_accounts.models import OfficialAccount

log = structlog.get_logger("police_portal.webhooks")

# Zalo waits two seconds for an answer. What takes longer is left for the command.
SHORT_TIMEOUTS = "SET LOCAL lock_timeout = 800; SET LOCAL statement_timeout = 1200"
MOST_LEFTOVERS = 500
MOST_ATTEMPTS = 32_767  # that the column counts
# What a person does towards the account opens Zalo's window for free replies; what they write in
# a group does not.
MESSAGE_PREFIX, GROUP_PREFIX = "user_send_", "user_send_group_"
OPENING = frozenset({"follow", "user_call_oa", "user_click_chatnow"})
FOLLOWS: Mapping[str, bool] = {"follow": True, "unfollow": False}


def store(received: Received) -> WebhookEvent:
    """Return the row of a verified event, new or stored before.

    An event without facts counts as processed at once.
    """
    facts, now = received.facts, timezone.now()
    waiting = {
        "content": json.dumps(asdict(facts)),
        "person_hash": _person_hash(facts.app_user or facts.oa_user),
        **_account_columns(received),
    }
    event, _new = WebhookEvent.objects.get_or_create(
        identity=received.identity,
        defaults={
            "source": received.source,
            "kind": received.kind,
            "sent_at": received.sent_at,
            "received_at": now,
            "repeats": received.repeats,
            **(waiting if facts else {"processed_at": now}),
        },
    )
    if received.repeats:
        _note_repeat(event, received)
    return event


def _account_columns(received: Received) -> dict[str, object]:
    """Return whose event it is; one of an account that nobody connected is set aside."""
    if received.source != Source.OA:
        return {}
    account = accounts.account_called(received.oa_id)
    if account is None and received.oa_id:
        log.error("webhook_unknown_account", account=received.oa_id, kind=received.kind)
        return {"unknown_account": received.oa_id}
    if account and received.signer:
        accounts.note_event(account, received.signer)
    return {"account": account}


def adopt(account: OfficialAccount) -> None:
    """Let the events that were set aside be processed, because their account is connected now."""
    WebhookEvent.objects.filter(unknown_account=account.oa_id).update(
        account=account, unknown_account=""
    )


def _note_repeat(event: WebhookEvent, received: Received) -> None:
    """Count Zalo's tries; `alarms.py` tells operators before Zalo switches the webhook off."""
    log.warning("webhook_repeated", source=event.source, kind=event.kind, times=received.repeats)
    WebhookEvent.objects.filter(pk=event.pk, repeats__lt=received.repeats).update(
        repeats=received.repeats
    )


def process(event_id: int, *, hurry: bool) -> bool | None:
    """Process a stored event. `hurry` is set while Zalo waits for the answer.

    Returns True if it is done, False if it failed and is left over, None if it was processed before
    or is being processed elsewhere.
    """
    try:
        with transaction.atomic():
            return _process_waiting(event_id, hurry=hurry)
    except Exception as error:  # the event is kept and tried again, whatever went wrong
        failure = type(error).__name__
        attempts = Least(F("attempts") + 1, MOST_ATTEMPTS)
        WebhookEvent.objects.filter(pk=event_id).update(attempts=attempts, failure=failure)
        log.exception("webhook_failed", event_id=event_id, exc_info=error)
        return False


def _process_waiting(event_id: int, *, hurry: bool) -> bool | None:
    if hurry and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(SHORT_TIMEOUTS)
    waiting = WebhookEvent.objects.filter(
        pk=event_id, processed_at__isnull=True, unknown_account=""
    )
    event = waiting.select_related("account").first()
    if event is None:
        return None
    facts = Facts(**json.loads(event.content))
    # Lock the citizen before the event, as erasing does, so that the two cannot deadlock.
    # Receipts tell of messages of ours, some of which are confidential: their rows name nobody.
    citizen = None if event.kind in RECEIPTS else _locked_person(facts, event.account)
    if not waiting.select_for_update(skip_locked=True):
        return None
    waiting.update(
        processed_at=timezone.now(), citizen=citizen, content="", person_hash="", failure=""
    )
    _ACTS[Source(event.source)](event, facts, citizen)
    return True


def _locked_person(facts: Facts, account: OfficialAccount | None) -> Citizen | None:
    locked: Citizen | None = (
        Citizen.objects.select_for_update()
        .filter(_is_person_of(facts, account))
        .order_by("pk")
        .first()
    )
    return locked


def process_leftovers() -> tuple[int, int]:
    """Process at most 500 leftover events; return how many were done and failed.

    The oldest come first, but those that failed before come last: they keep no others waiting.
    """
    waiting = (
        WebhookEvent.objects.filter(processed_at__isnull=True, unknown_account="")
        .order_by("attempts", "pk")
        .values_list("pk", flat=True)
    )
    results = [process(pk, hurry=False) for pk in waiting[:MOST_LEFTOVERS]]
    return results.count(True), results.count(False)


# --- the Mini App --------------------------------------------------------------------------------


def _erase_revoked(_event: WebhookEvent, _facts: Facts, citizen: Citizen | None) -> None:
    """Erase the citizen who withdrew their consent at Zalo. Strangers have no data here."""
    if citizen:
        actions.erase(citizen, Erasure.Cause.ZALO_REVOKED)


# --- the Official Account ------------------------------------------------------------------------


def _apply_oa_event(event: WebhookEvent, facts: Facts, citizen: Citizen | None) -> None:
    if event.kind == WITHDRAWN:
        _erase_revoked(event, facts, citizen)
        return
    if facts.news:
        template, before, after = facts.news
        log.warning(
            "oa_account_changed", kind=event.kind, template=template, before=before, after=after
        )
    if citizen and event.account and facts.oa_user:
        follows.learn(citizen, event.account, _seen(event, facts))
    told = handlers.OaEvent(
        event.kind,
        event.sent_at,
        citizen.pk if citizen else None,
        tuple(facts.message_ids),
        facts.tracking_id,
        facts.text,
        event.account,
    )
    for handler in handlers.handlers_of(event.kind):
        handler(told)


def _seen(event: WebhookEvent, facts: Facts) -> Seen:
    """Return what an event tells of its person."""
    kind = event.kind
    return Seen(facts.oa_user, event.sent_at, FOLLOWS.get(kind), interacted=_opens_window(kind))


def _opens_window(kind: str) -> bool:
    """Return True if Zalo lets the account answer for nothing after such an act."""
    return kind in OPENING or (
        kind.startswith(MESSAGE_PREFIX) and not kind.startswith(GROUP_PREFIX)
    )


_ACTS: Mapping[WebhookEvent.Source, Callable[[WebhookEvent, Facts, Citizen | None], None]] = {
    Source.MINIAPP: _erase_revoked,
    Source.OA: _apply_oa_event,
}


def _is_person_of(facts: Facts, account: OfficialAccount | None) -> Q:
    """Return the condition that finds the citizen of an event, by the log-in id if it is known."""
    ours = Q(app_id=settings.ZALO_APP_ID.strip())
    if facts.app_user:
        return ours & Q(zalo_user_id=facts.app_user)
    if not facts.oa_user:
        return Q(pk__in=[])
    known = Follow.objects.filter(account=account, user_id=facts.oa_user)
    return ours & Q(pk__in=known.values("citizen"))


def _person_hash(person: str) -> str:
    return keyed_hash("zalo_event", person) if person else ""


# --- what is kept --------------------------------------------------------------------------------


def forget_person(citizen: Citizen) -> None:
    """Remove the person from every event. The rows stay, so that repeats are still recognised."""
    names = [citizen.zalo_user_id, *citizen.follows.values_list("user_id", flat=True)]
    hashes = [_person_hash(person) for person in names if person]
    concerned = WebhookEvent.objects.filter(Q(citizen=citizen) | Q(person_hash__in=hashes))
    concerned.filter(processed_at__isnull=True).update(
        processed_at=timezone.now(), content="", person_hash="", failure=""
    )
    WebhookEvent.objects.filter(citizen=citizen).update(citizen=None)


def events_before(moment: datetime) -> QuerySet[WebhookEvent]:
    """Return the events received before `moment`, processed or not; for retention."""
    return WebhookEvent.objects.filter(received_at__lt=moment)
