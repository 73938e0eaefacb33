"""The only writers of citizens, their phones, consents and sessions, and the door of erasure.

`log_in` and `verify_phone` ask Zalo first, with no transaction open, and then write in one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from citizens import erasure, personal_data_registry, policy, visits
from citizens.erasure import Erased
from citizens.models import Citizen, Consent, EndedSession, Erasure, PhoneChange, Purpose
from citizens.models.citizen import NOBODY
from citizens.phones import phone_hash
from citizens.sessions import Session
from foundation.api.problems import Problem
from foundation.zalo import process
from foundation.zalo.client import Profile
from foundation.zalo.errors import ZaloError

log = structlog.get_logger("police_portal.citizens")
T = TypeVar("T")
ATTEMPTS = 5
Kind = PhoneChange.Kind


@dataclass(frozen=True)
class PhoneOffer:
    """A code of getPhoneNumber().

    And the policy version whose text for phones the citizen agreed to.
    """

    code: str = field(repr=False)
    policy_version: str


@dataclass(frozen=True)
class Login:
    """A citizen who logged in, whether for the first time.

    And why the offered phone could not be had.
    """

    citizen: Citizen
    created: bool
    phone_error: ZaloError | None = None


# --- with Zalo -----------------------------------------------------------------------------------


def log_in(access_token: str, offer: PhoneOffer | None = None) -> Login:
    """Ask Zalo whose token this is and return that citizen, created or updated.

    A phone that cannot be had does not undo the login. Raises ZaloError, and Problem
    `account_blocked`.
    """
    client = process.graph_client()
    profile = client.me(access_token)
    phone, phone_error = None, None
    if offer:
        try:
            phone = client.phone(access_token, offer.code)
        except ZaloError as error:
            phone_error = error
    citizen, created = _settled(lambda: _enter(profile, phone, offer))
    log.info("citizen_logged_in", citizen=citizen.pk, created=created, phone=phone is not None)
    return Login(citizen, created, phone_error)


def verify_phone(citizen: Citizen, access_token: str, offer: PhoneOffer) -> Citizen:
    """Ask Zalo for the number behind the offered code.

    Give it to `citizen` and return them as they are now.

    Raises ZaloError, Problem `foreign_token` when the token is another person's, and
    `session_ended` when the citizen was blocked or erased meanwhile.
    """
    client = process.graph_client()
    profile = client.me(access_token)
    if (settings.ZALO_APP_ID.strip(), profile.id) != (citizen.app_id, citizen.zalo_user_id):
        raise Problem("foreign_token")
    phone = client.phone(access_token, offer.code)
    return _settled(lambda: _keep_phone(citizen, phone, offer.policy_version))


def _settled(work: Callable[[], T]) -> T:
    """Do `work`, again when somebody was faster.

    Several took a phone that belonged to nobody, or to whom just lost it.
    """
    for _time in range(ATTEMPTS - 1):
        try:
            return work()
        except IntegrityError:
            continue
    return work()


@transaction.atomic
def _enter(profile: Profile, phone: str | None, offer: PhoneOffer | None) -> tuple[Citizen, bool]:
    identity: dict[str, Any] = {"app_id": settings.ZALO_APP_ID.strip(), "zalo_user_id": profile.id}
    if phone:
        _lock(Q(**identity) | Q(phone_hash=phone_hash(phone)))
    citizen, created = Citizen.objects.select_for_update().get_or_create(**identity)
    if citizen.blocked_at or (created and _was_blocked(citizen)):
        raise Problem("account_blocked")
    seen_on = None if created else citizen.last_seen_on
    _refresh(citizen, profile)
    if phone and offer:
        _give_phone(citizen, phone, offer.policy_version)
    visits.count(seen_on)
    return citizen, created


def _was_blocked(citizen: Citizen) -> bool:
    """Tell whether a newcomer is somebody who was blocked when their data was erased."""
    return bool(Citizen.objects.filter(blocked_identity=erasure.identity_hash(citizen)).exists())


@transaction.atomic
def _keep_phone(citizen: Citizen, phone: str, policy_version: str) -> Citizen:
    _lock(Q(pk=citizen.pk) | Q(phone_hash=phone_hash(phone)))
    current: Citizen | None = (
        Citizen.objects.active().filter(pk=citizen.pk, generation=citizen.generation).first()
    )
    if current is None:
        raise Problem("session_ended")
    _give_phone(current, phone, policy_version)
    return current


def _lock(rows: Q) -> None:
    """Lock the rows in one order for everybody.

    Or two citizens who swap numbers would wait for each other.
    """
    list(Citizen.objects.select_for_update().filter(rows).order_by("pk").values_list("pk"))


def _refresh(citizen: Citizen, profile: Profile) -> None:
    """Write what Zalo says today.

    What it does not say is kept: without consent it says nothing but the id.
    """
    known = {
        "name": None if citizen.own_name else profile.name,
        "avatar_url": profile.picture,
        "oa_user_id": profile.user_id_by_oa,
    }
    told = {name: value for name, value in known.items() if value is not None} | {
        "last_seen_on": timezone.localdate()
    }
    changed = {name: value for name, value in told.items() if getattr(citizen, name) != value}
    _write(citizen, **changed)


def _write(citizen: Citizen, **values: object) -> None:
    for name, value in values.items():
        setattr(citizen, name, value)
    if values:
        citizen.save(update_fields=list(values))


# --- phones --------------------------------------------------------------------------------------


def _give_phone(citizen: Citizen, phone: str, policy_version: str) -> None:
    """Give a verified number to `citizen`, whoever had it before: a later verification wins.

    Rows are locked.
    """
    sign, now = phone_hash(phone), timezone.now()
    for earlier in Citizen.objects.filter(phone_hash=sign).exclude(pk=citizen.pk):
        _drop_phone(earlier, Kind.TAKEN_OVER, now)
    if citizen.phone_hash != sign:
        PhoneChange.objects.create(
            citizen=citizen, kind=Kind.REPLACED if citizen.phone else Kind.VERIFIED, at=now
        )
    _write(citizen, phone=phone, phone_hash=sign, phone_verified_at=now)
    record_consent(citizen, Purpose.PHONE, granted=True, policy_version=policy_version)


def _drop_phone(citizen: Citizen, kind: PhoneChange.Kind, now: datetime) -> None:
    _write(citizen, phone="", phone_hash=None, phone_verified_at=None)
    PhoneChange.objects.create(citizen=citizen, kind=kind, at=now)
    log.info("citizen_phone_dropped", citizen=citizen.pk, kind=str(kind))


@transaction.atomic
def remove_phone(citizen: Citizen) -> None:
    """Forget the citizen's number and record that they no longer agree to its being kept.

    Nothing where neither is.
    """
    current = Citizen.objects.select_for_update().get(pk=citizen.pk)
    if current.phone or Consent.objects.agrees(current, Purpose.PHONE):
        _withdraw(current, Purpose.PHONE, policy.CURRENT)


# --- consents ------------------------------------------------------------------------------------


@transaction.atomic
def decide(citizen: Citizen, purpose: Purpose, *, granted: bool, policy_version: str) -> None:
    """Record that the citizen agrees or no longer agrees; nothing when that is what they said last.

    Whoever agrees to another version of the text agrees anew; whoever takes back or refuses does so
    once. What was held for the purpose goes with the agreement. Raises Problem `session_ended` for
    an erased citizen.
    """
    current = _living(citizen)
    newest: Consent | None = Consent.objects.holding(current).filter(purpose=purpose).first()
    if (
        newest
        and newest.granted == granted
        and (not granted or newest.policy_version == policy_version)
    ):
        return
    if granted:
        record_consent(current, purpose, granted=True, policy_version=policy_version)
    else:
        _withdraw(current, purpose, policy_version)


def _withdraw(citizen: Citizen, purpose: Purpose, policy_version: str) -> None:
    """Record it, and let go what was held for the purpose. The row is locked."""
    if purpose == Purpose.PHONE and citizen.phone:
        _drop_phone(citizen, Kind.REMOVED, timezone.now())
    for forget in personal_data_registry.withdrawals(purpose):
        forget(citizen)
    record_consent(citizen, purpose, granted=False, policy_version=policy_version)


def _living(citizen: Citizen) -> Citizen:
    """Lock the citizen's row and return it as it is now.

    Raises Problem `session_ended` when nobody is in it any more.
    """
    current: Citizen = Citizen.objects.select_for_update().get(pk=citizen.pk)
    if current.erased_at:
        raise Problem("session_ended")
    return current


def record_consent(
    citizen: Citizen, purpose: Purpose, *, granted: bool, policy_version: str
) -> Consent:
    """Append a decision to the ledger, with the text that stood in `policy_version`.

    Raises KeyError for no such version.

    The data itself is the caller's: giving a phone and dropping it record their decisions
    themselves.
    """
    text = policy.text_of(policy_version, purpose)
    entry: Consent = Consent.objects.create(
        citizen=citizen, purpose=purpose, granted=granted, policy_version=policy_version, text=text
    )
    return entry


# --- names, sessions, blocks ---------------------------------------------------------------------


@transaction.atomic
def rename(citizen: Citizen, name: str) -> Citizen:
    """Write the name that the citizen wants; an empty one takes Zalo's again at the next login."""
    current = _living(citizen)
    _write(current, name=name, own_name=bool(name))
    return current


def log_out(session: Session) -> None:
    """End one session."""
    row = EndedSession(
        token_id=session.token_id, citizen_id=session.citizen_id, expires_at=session.expires_at
    )
    EndedSession.objects.bulk_create([row], ignore_conflicts=True)
    log.info("citizen_logged_out", citizen=session.citizen_id, everywhere=False)


def log_out_everywhere(citizen: Citizen) -> None:
    """End every session of the citizen."""
    Citizen.objects.filter(pk=citizen.pk).update(generation=F("generation") + 1)
    EndedSession.objects.filter(citizen=citizen).delete()  # they end with the generation
    log.info("citizen_logged_out", citizen=citizen.pk, everywhere=True)


def forget_ended_sessions() -> int:
    """Delete the rows of sessions that would be over by now, and return how many.

    For the daily clean-up.
    """
    return EndedSession.objects.filter(expires_at__lt=timezone.now()).delete()[0]


@transaction.atomic
def block(citizen: Citizen, reason: str) -> None:
    """Shut the citizen out and end their sessions; login answers `account_blocked`."""
    log_out_everywhere(citizen)
    Citizen.objects.filter(pk=citizen.pk, erased_at__isnull=True).update(
        blocked_at=timezone.now(), blocked_reason=reason
    )
    log.warning("citizen_blocked", citizen=citizen.pk)


def unblock(citizen: Citizen) -> None:
    """Let the citizen in again, one whose data was erased too; their former sessions stay ended."""
    Citizen.objects.filter(pk=citizen.pk).update(
        blocked_at=None, blocked_reason="", blocked_identity=None
    )
    log.warning("citizen_unblocked", citizen=citizen.pk)


# --- erasure -------------------------------------------------------------------------------------


@transaction.atomic
def erase(citizen: Citizen, cause: str) -> Erased | None:
    """Erase everything about the citizen in every app, empty their row, end their sessions.

    None when that was done before.

    `cause` is one of `Erasure.Cause`. Whoever logs in afterwards is a new citizen – unless they
    were blocked: of them stays a keyed hash, so that erasing is no way out of a block (`unblock`
    and retention forget it).
    """
    current: Citizen = Citizen.objects.select_for_update().get(pk=citizen.pk)
    if current.erased_at:
        return None
    counts, kept = erasure.erase_parts(current)
    log_out_everywhere(current)
    now = timezone.now()
    identity = erasure.identity_hash(current) if current.blocked_at else None
    _write(current, **NOBODY, blocked_identity=identity, erased_at=now)
    told = {
        name: rows
        for name, rows in counts.items()
        if name in personal_data_registry.told_to_officers()
    }
    Erasure.objects.create(citizen=current, cause=Erasure.Cause(cause), counts=told, at=now)
    log.info("citizen_erased", citizen=current.pk, cause=cause)
    return Erased(now, counts, kept)
