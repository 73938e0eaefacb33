"""The only writers of webhook events, and of what they change of a citizen.

An event is stored first, committed, and only then acted upon, in a transaction of its own: what
fails is left over, with `processed_at` empty, and `manage.py process_webhooks` takes it up again.
So an event that was answered with 200 is never lost, and whatever an event changes is changed
exactly once.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from citizens import actions
from citizens.models import Citizen, Erasure, WebhookEvent
from citizens.webhooks import handlers
from citizens.webhooks.reading import Facts, Received, Source
from foundation.records.encryption import keyed_hash

log = structlog.get_logger("police_portal.webhooks")

# Zalo waits two seconds for an answer: whatever a lock or a slow table holds up longer is left for
# the command.
HURRY = "SET LOCAL lock_timeout = 800; SET LOCAL statement_timeout = 1200"
LEFTOVERS_AT_ONCE = 500
WRITES = "user_send_"
FOLLOWS: Mapping[str, bool] = {"follow": True, "unfollow": False}


def store(received: Received) -> WebhookEvent:
    """Return the row of a verified event, new or stored before.

    An event that says nothing is done as it comes.
    """
    facts, now = received.facts, timezone.now()
    waiting = {
        "content": json.dumps(asdict(facts)),
        "person_hash": _person_hash(facts.app_user or facts.oa_user),
    }
    event, _new = WebhookEvent.objects.get_or_create(
        identity=received.identity,
        defaults={
            "source": received.source,
            "kind": received.kind,
            "sent_at": received.sent_at,
            "received_at": now,
            **(waiting if facts else {"processed_at": now}),
        },
    )
    return event


def act_upon(event_id: int, *, hurry: bool) -> bool | None:
    """Act upon a stored event.

    True: done; False: failed, and left over; None: it was done, or is being done elsewhere.

    `hurry`: somebody waits for the answer.
    """
    try:
        with transaction.atomic():
            return _act_upon_waiting(event_id, hurry=hurry)
    except Exception as error:  # whatever went wrong, the event is kept and taken up again
        failure = type(error).__name__
        WebhookEvent.objects.filter(pk=event_id).update(attempts=F("attempts") + 1, failure=failure)
        log.exception("webhook_failed", event_id=event_id, exc_info=error)
        return False


def _act_upon_waiting(event_id: int, *, hurry: bool) -> bool | None:
    if hurry and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(HURRY)
    waiting = WebhookEvent.objects.filter(pk=event_id, processed_at__isnull=True)
    event = waiting.first()
    if event is None:
        return None
    facts = Facts(**json.loads(event.content))
    # The citizen before the event, as erasing does, or one of both would be refused as a deadlock.
    citizen: Citizen | None = (
        Citizen.objects.select_for_update().filter(_person(facts)).order_by("pk").first()
    )
    if not waiting.select_for_update(skip_locked=True):
        return None
    waiting.update(
        processed_at=timezone.now(), citizen=citizen, content="", person_hash="", failure=""
    )
    _ACTS[Source(event.source)](event, facts, citizen)
    return True


def act_upon_leftovers() -> tuple[int, int]:
    """Act upon what is left over, oldest first, a bounded number at a time: (done, failed)."""
    waiting = (
        WebhookEvent.objects.filter(processed_at__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    results = [act_upon(pk, hurry=False) for pk in waiting[:LEFTOVERS_AT_ONCE]]
    return results.count(True), results.count(False)


# --- the Mini App --------------------------------------------------------------------------------


def _revoke(_event: WebhookEvent, _facts: Facts, citizen: Citizen | None) -> None:
    """Erase whoever withdrew their consent at Zalo.

    Somebody unknown here has nothing that could be erased.
    """
    if citizen:
        actions.erase(citizen, Erasure.Cause.ZALO_REVOKED)


# --- the Official Account ------------------------------------------------------------------------


def _hear(event: WebhookEvent, facts: Facts, citizen: Citizen | None) -> None:
    changed = _changes(citizen, event.kind, event.sent_at, facts) if citizen else {}
    if citizen and changed:
        Citizen.objects.filter(pk=citizen.pk).update(**changed)
    number, ids = citizen.pk if citizen else None, tuple(facts.message_ids)
    told = handlers.OaEvent(event.kind, event.sent_at, number, ids, facts.tracking_id, facts.text)
    for handler in handlers.of(event.kind):
        handler(told)


def _changes(citizen: Citizen, kind: str, at: datetime, facts: Facts) -> dict[str, Any]:
    """Return what an event says anew about a citizen.

    Events may overtake each other: an older one changes nothing.
    """
    changed: dict[str, Any] = {}
    if facts.oa_user and facts.app_user and citizen.oa_user_id != facts.oa_user:
        changed["oa_user_id"] = facts.oa_user
    if kind in FOLLOWS and _newer(at, citizen.follow_changed_at):
        changed |= {"is_follower": FOLLOWS[kind], "follow_changed_at": at}
    if kind.startswith(WRITES) and _newer(at, citizen.last_oa_message_at):
        changed["last_oa_message_at"] = at
    return changed


def _newer(at: datetime, known: datetime | None) -> bool:
    return known is None or at > known


_ACTS: Mapping[WebhookEvent.Source, Callable[[WebhookEvent, Facts, Citizen | None], None]] = {
    Source.MINIAPP: _revoke,
    Source.OA: _hear,
}


def _person(facts: Facts) -> Q:
    """Return the condition for the citizen whom an event is about.

    By the id that login knows where Zalo tells it.
    """
    known = {"zalo_user_id": facts.app_user} if facts.app_user else {"oa_user_id": facts.oa_user}
    return Q(app_id=settings.ZALO_APP_ID.strip(), **known) if all(known.values()) else Q(pk__in=[])


def _person_hash(person: str) -> str:
    return keyed_hash("zalo_event", person) if person else ""


# --- what is kept --------------------------------------------------------------------------------


def forget(citizen: Citizen) -> None:
    """Take the person out of every event.

    That it came stays, so that a repeat is still recognised.
    """
    hashes = [
        _person_hash(person) for person in (citizen.zalo_user_id, citizen.oa_user_id) if person
    ]
    concerned = WebhookEvent.objects.filter(Q(citizen=citizen) | Q(person_hash__in=hashes))
    concerned.filter(processed_at__isnull=True).update(
        processed_at=timezone.now(), content="", person_hash="", failure=""
    )
    WebhookEvent.objects.filter(citizen=citizen).update(citizen=None)


def outlived(moment: datetime) -> QuerySet[WebhookEvent]:
    """Return the events that came before `moment`, done or not: for retention."""
    return WebhookEvent.objects.filter(received_at__lt=moment)
