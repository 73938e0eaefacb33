"""The only writers of citizens, their phones, consents and sessions; and erasing a citizen.

`logging_in.py` uses them for what Zalo confirms.
"""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from citizens.locking import Act, hold_citizens, lock_citizen
from citizens.login.phones import phone_hash
from citizens.login.sessions import Session
from citizens.models import Citizen, Consent, EndedSession, Erasure, PhoneChange, Purpose
from citizens.models.citizen import NOBODY
from citizens.privacy import erasure, erasure_list, personal_data_registry, policy
from citizens.privacy.erasure import Erased

log = structlog.get_logger("police_portal.citizens")
Kind = PhoneChange.Kind


def write_columns(citizen: Citizen, **values: object) -> None:
    """Write these columns of a citizen whose row is locked."""
    for name, value in values.items():
        setattr(citizen, name, value)
    if values:
        citizen.save(update_fields=list(values))


# --- phones --------------------------------------------------------------------------------------


def give_phone(citizen: Citizen, phone: str, policy_version: str) -> None:
    """Give a verified number to `citizen`, and take it from anyone who had it before.

    The later verification wins. The rows of both must be locked.
    """
    sign, now = phone_hash(phone), timezone.now()
    for earlier in Citizen.objects.filter(phone_hash=sign).exclude(pk=citizen.pk):
        _drop_phone(earlier, Kind.TAKEN_OVER, now)
    if citizen.phone_hash != sign:
        PhoneChange.objects.create(
            citizen=citizen, kind=Kind.REPLACED if citizen.phone else Kind.VERIFIED, at=now
        )
    write_columns(citizen, phone=phone, phone_hash=sign, phone_verified_at=now)
    record_consent(citizen, Purpose.PHONE, granted=True, policy_version=policy_version)


def _drop_phone(citizen: Citizen, kind: PhoneChange.Kind, now: datetime) -> None:
    write_columns(citizen, phone="", phone_hash=None, phone_verified_at=None)
    PhoneChange.objects.create(citizen=citizen, kind=kind, at=now)
    log.info("citizen_phone_dropped", citizen=citizen.pk, kind=str(kind))


@transaction.atomic
def remove_phone(citizen: Citizen) -> None:
    """Delete the citizen's number and withdraw their consent to its being kept.

    Does nothing if there is neither.
    """
    current = lock_citizen(citizen.pk, Act.DATA_RIGHT)
    if current.phone or Consent.objects.agrees(current, Purpose.PHONE):
        _withdraw(current, Purpose.PHONE, policy.CURRENT)


# --- consents ------------------------------------------------------------------------------------


@transaction.atomic
def decide(citizen: Citizen, purpose: Purpose, *, granted: bool, policy_version: str) -> None:
    """Record that the citizen agrees to a purpose, or withdraws.

    Does nothing if that was their last decision. Agreeing to another version of the text is a new
    decision; withdrawing again is not. Data held for the purpose is deleted with the consent.
    Raises Problem `session_ended` for an erased citizen.
    """
    current = lock_citizen(citizen.pk, Act.DATA_RIGHT)
    newest: Consent | None = (
        Consent.objects.newest_by_purpose(current).filter(purpose=purpose).first()
    )
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
    """Record a withdrawal and delete what was held for the purpose. The row is locked."""
    if purpose == Purpose.PHONE and citizen.phone:
        _drop_phone(citizen, Kind.REMOVED, timezone.now())
    for forget in personal_data_registry.withdrawals(purpose):
        forget(citizen)
    record_consent(citizen, purpose, granted=False, policy_version=policy_version)


def record_consent(
    citizen: Citizen, purpose: Purpose, *, granted: bool, policy_version: str
) -> Consent:
    """Append a decision to the ledger, with the text of `policy_version`.

    Raises KeyError for an unknown version. The caller writes or deletes the data itself.
    """
    text = policy.text_of(policy_version, purpose)
    entry: Consent = Consent.objects.create(
        citizen=citizen, purpose=purpose, granted=granted, policy_version=policy_version, text=text
    )
    return entry


# --- names, sessions, blocks ---------------------------------------------------------------------


@transaction.atomic
def rename(citizen: Citizen, name: str) -> Citizen:
    """Write the citizen's own name; an empty one brings back Zalo's at the next log-in."""
    current = lock_citizen(citizen.pk, Act.DATA_RIGHT)
    write_columns(current, name=name, own_name=bool(name))
    return current


@transaction.atomic
def log_out(session: Session) -> None:
    """End one session. Erasing has ended all of them."""
    if not hold_citizens([session.citizen_id]):
        return
    row = EndedSession(
        token_id=session.token_id, citizen_id=session.citizen_id, expires_at=session.expires_at
    )
    EndedSession.objects.bulk_create([row], ignore_conflicts=True)
    log.info("citizen_logged_out", citizen=session.citizen_id, everywhere=False)


def log_out_everywhere(citizen: Citizen) -> None:
    """End every session of the citizen."""
    Citizen.objects.filter(pk=citizen.pk).update(generation=F("generation") + 1)
    EndedSession.objects.filter(citizen=citizen).delete()  # the generation ends them already
    log.info("citizen_logged_out", citizen=citizen.pk, everywhere=True)


@transaction.atomic
def block(citizen: Citizen, reason: str) -> None:
    """Shut the citizen out and end their sessions; log-in answers `account_blocked`."""
    log_out_everywhere(citizen)
    Citizen.objects.filter(pk=citizen.pk, erased_at__isnull=True).update(
        blocked_at=timezone.now(), blocked_reason=reason
    )
    log.warning("citizen_blocked", citizen=citizen.pk)


def unblock(citizen: Citizen) -> None:
    """Let the citizen in again, even after an erasure. Their earlier sessions stay ended."""
    Citizen.objects.filter(pk=citizen.pk).update(
        blocked_at=None, blocked_reason="", blocked_identity=None
    )
    log.warning("citizen_unblocked", citizen=citizen.pk)


# --- erasure -------------------------------------------------------------------------------------


@transaction.atomic
def erase(citizen: Citizen, cause: str) -> Erased | None:
    """Erase everything about the citizen in every app, empty their row, end their sessions.

    `cause` is one of `Erasure.Cause`. Returns None if the citizen was erased before. A person who
    logs in afterwards is a new citizen. Of a blocked person a keyed hash is kept, so that erasing
    is no way out of a block; `unblock` and retention delete it.
    """
    current = lock_citizen(citizen.pk, Act.ERASURE)  # blocked citizens too; erased ones below
    if current.erased_at:
        return None
    counts, kept = erasure.erase_parts(current)
    log_out_everywhere(current)
    now = timezone.now()
    erasure_list.note(current, now)
    identity = erasure.identity_hash(current) if current.blocked_at else None
    write_columns(current, **NOBODY, blocked_identity=identity, erased_at=now)
    shown = personal_data_registry.names_shown_to_officers()
    Erasure.objects.create(
        citizen=current,
        cause=Erasure.Cause(cause),
        counts={name: rows for name, rows in counts.items() if name in shown},
        at=now,
    )
    log.info("citizen_erased", citizen=current.pk, cause=cause)
    return Erased(now, counts, kept)
