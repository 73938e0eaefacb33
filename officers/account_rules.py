"""Rules of officers' accounts: one account per person, disabled when unused."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Greatest

from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of
from foundation.desk.models import ChangeEntry
from foundation.records.vietnamese import fold
from officers.sessions import end_sessions

COMMAND = "disable_idle_accounts"
DISABLED = "Tắt vì lâu không đăng nhập"
# Words in user names that several people tend to share.
_SHARED = (
    "admin",
    "quantri",
    "canbo",
    "congan",
    "tiepdan",
    "motcua",
    "vanphong",
    "truc",
    "doi",
    "phong",
    "test",
    "user",
    "chung",
)


def looks_shared(username: str) -> bool:
    """Return True if a user name seems to belong to a desk and not to a person.

    >>> looks_shared("phong.motcua"), looks_shared("tiepdan01"), looks_shared("nguyen.van.an")
    (True, True, False)
    """
    parts = "".join(letter if letter.isalpha() else " " for letter in fold(username)).split()
    return bool(parts) and all(part in _SHARED for part in parts)


def is_administrator(user: User) -> bool:
    """Return True for who may change accounts."""
    return user.has_perm("auth.change_user")


def with_last_use(accounts: QuerySet[User]) -> QuerySet[Any]:
    """Annotate each account with `used_at`: its last sign-in, or its creation."""
    found: QuerySet[Any] = accounts.annotate(
        used_at=Greatest(Coalesce(F("last_login"), F("date_joined")), F("date_joined"))
    )
    return found


def idle_days(user: User, now: datetime) -> int:
    """Return the whole days since the last sign-in, or since the account was created."""
    used: datetime = max(user.last_login or user.date_joined, user.date_joined)
    return max(0, (now - used).days)


def find_idle_accounts(now: datetime) -> list[User]:
    """Return the active accounts that were unused for so long that they should be disabled.

    Enabling an account by hand starts the period again. The superuser who signed in last is never
    returned: somebody must be able to enable the others.
    """
    before = now - timedelta(days=settings.OFFICER_DISABLE_DAYS)
    found = (
        with_last_use(User.objects.filter(is_active=True))
        .filter(used_at__lt=before)
        .order_by("username")
    )
    kept = {*_enabled_since(before), _last_superuser()}
    return [user for user in found if user.pk not in kept]


def _last_superuser() -> int | None:
    return (
        with_last_use(User.objects.filter(is_active=True, is_superuser=True))
        .order_by("-used_at", "pk")
        .values_list("pk", flat=True)
        .first()
    )


def _enabled_since(before: datetime) -> Iterator[int]:
    entries = ChangeEntry.objects.filter(
        model="auth.user", at__gte=before, where=ChangeEntry.Where.ADMIN
    )
    for key, changed in entries.values_list("key", "differences"):
        if any(one["name"] == "is_active" for one in changed):
            yield int(key)


@transaction.atomic
def disable_accounts(users: list[User]) -> int:
    """Disable accounts, log it, and return how many. Their sessions are deleted."""
    for user in users:
        before = state_of(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
        record(
            None,
            Act.CHANGED,
            user,
            DISABLED,
            differences(User, before, state_of(user), ("is_active",)),
            command=COMMAND,
        )
    end_sessions(users)
    return len(users)


def oldest_valid_review(now: datetime) -> datetime:
    """Return the moment before which a review is out of date."""
    return now - timedelta(days=settings.ACCOUNT_REVIEW_DAYS)
