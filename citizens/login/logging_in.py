"""Logging in with Zalo, and verifying a phone number with Zalo.

Both ask Zalo first, with no transaction open, and then write everything in one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from citizens import actions
from citizens.api import visits
from citizens.following import follows
from citizens.following.follows import Seen
from citizens.locking import lock_citizen
from citizens.login.phones import phone_hash
from citizens.models import Citizen
from citizens.privacy import erasure
from foundation.api.problems import Problem
from foundation.zalo import process
from official_accounts.accounts import province_account
from zalo_client.errors import ZaloError
from zalo_client.graph import Profile

log = structlog.get_logger("police_portal.citizens")
T = TypeVar("T")
ATTEMPTS = 5


@dataclass(frozen=True)
class PhoneOffer:
    """A code of getPhoneNumber(), and the policy version that the citizen agreed to."""

    code: str = field(repr=False)
    policy_version: str


@dataclass(frozen=True)
class Login:
    """A citizen who logged in.

    `created` is set at the first log-in. `phone_error` says why the offered phone is missing.
    """

    citizen: Citizen
    created: bool
    phone_error: ZaloError | None = None


def log_in(access_token: str, offer: PhoneOffer | None = None) -> Login:
    """Ask Zalo whose token this is and return that citizen, created or updated.

    The log-in succeeds even if the phone is not available. Raises ZaloError, and Problem
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
    citizen, created = _repeat_on_conflict(lambda: _save_login(profile, phone, offer))
    log.info("citizen_logged_in", citizen=citizen.pk, created=created, phone=phone is not None)
    return Login(citizen, created, phone_error)


def verify_phone(citizen: Citizen, access_token: str, offer: PhoneOffer) -> Citizen:
    """Ask Zalo for the number behind the offered code, and give it to `citizen`.

    Returns the citizen as they are now. Raises ZaloError, Problem `foreign_token` for the token of
    another person, and `session_ended` if the citizen was blocked or erased in the meantime.
    """
    client = process.graph_client()
    profile = client.me(access_token)
    if (settings.ZALO_APP_ID.strip(), profile.id) != (citizen.app_id, citizen.zalo_user_id):
        raise Problem("foreign_token")
    phone = client.phone(access_token, offer.code)
    return _repeat_on_conflict(lambda: _save_phone(citizen, phone, offer.policy_version))


def _repeat_on_conflict(work: Callable[[], T]) -> T:
    """Do `work`, and repeat it if another request took the same number at the same moment."""
    for _time in range(ATTEMPTS - 1):
        try:
            return work()
        except IntegrityError:
            continue
    return work()


@transaction.atomic
def _save_login(
    profile: Profile, phone: str | None, offer: PhoneOffer | None
) -> tuple[Citizen, bool]:
    identity: dict[str, Any] = {"app_id": settings.ZALO_APP_ID.strip(), "zalo_user_id": profile.id}
    if phone:
        _lock_rows(Q(**identity) | Q(phone_hash=phone_hash(phone)))
    citizen, created = Citizen.objects.select_for_update().get_or_create(**identity)
    if citizen.blocked_at or (created and _was_blocked(citizen)):
        raise Problem("account_blocked")
    seen_on = None if created else citizen.last_seen_on
    _save_profile(citizen, profile)
    if phone and offer:
        actions.give_phone(citizen, phone, offer.policy_version)
    visits.count_visit(seen_on)
    return citizen, created


def _was_blocked(citizen: Citizen) -> bool:
    """Return True if a new citizen is a person who was blocked when their data was erased."""
    return Citizen.objects.filter(blocked_identity=erasure.identity_hash(citizen)).exists()


@transaction.atomic
def _save_phone(citizen: Citizen, phone: str, policy_version: str) -> Citizen:
    _lock_rows(Q(pk=citizen.pk) | Q(phone_hash=phone_hash(phone)))
    current = lock_citizen(citizen.pk)
    if current.generation != citizen.generation:  # the session ended while Zalo was asked
        raise Problem("session_ended")
    actions.give_phone(current, phone, policy_version)
    return current


def _lock_rows(rows: Q) -> None:
    """Lock the rows in one order, so that two citizens who swap numbers cannot deadlock."""
    list(Citizen.objects.select_for_update().filter(rows).order_by("pk").values_list("pk"))


def _save_profile(citizen: Citizen, profile: Profile) -> None:
    """Write what Zalo says today. Without consent Zalo says only the id; the rest is kept."""
    profile_values = {
        "name": None if citizen.own_name else profile.name,
        "avatar_url": profile.picture,
    }
    values: dict[str, object] = {
        **{name: value for name, value in profile_values.items() if value is not None},
        "last_seen_on": timezone.localdate(),
    }
    changed = {name: value for name, value in values.items() if getattr(citizen, name) != value}
    actions.write_columns(citizen, **changed)
    _learn_id_at_account(citizen, profile)


def _learn_id_at_account(citizen: Citizen, profile: Profile) -> None:
    """Note the person's id at the account that the Mini App is linked to: the province's."""
    account = province_account() if profile.user_id_by_oa else None
    if account and profile.user_id_by_oa:
        follows.learn(citizen, account, Seen(profile.user_id_by_oa, timezone.now()))
