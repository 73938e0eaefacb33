"""Rules of officers' accounts: one person each, disabled when nobody uses them.

Who may give which role, `roles.py` says.
"""

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

COMMAND = "disable_idle_accounts"
DISABLED = "Tắt vì lâu không đăng nhập"
# Names by which several people tend to sign in.
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
    """Tell whether a name seems to stand for a desk instead of a person.

    >>> looks_shared("phong.motcua"), looks_shared("tiepdan01"), looks_shared("nguyen.van.an")
    (True, True, False)
    """
    parts = "".join(letter if letter.isalpha() else " " for letter in fold(username)).split()
    return bool(parts) and all(part in _SHARED for part in parts)


def last_used(accounts: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate each account with `used_at`: the last sign-in, or when it was made."""
    found: QuerySet[Any] = accounts.annotate(
        used_at=Greatest(Coalesce(F("last_login"), F("date_joined")), F("date_joined"))
    )
    return found


def idle_days(user: Any, now: datetime) -> int:
    """Return for how many whole days nobody signed in."""
    used: datetime = max(user.last_login or user.date_joined, user.date_joined)
    return max(0, (now - used).days)


def idle(now: datetime) -> list[User]:
    """Return the active accounts that nobody used for so long that they are to be disabled.

    Who was enabled again by hand gets the whole period anew. The superuser seen last stays,
    whatever happens: somebody has to be able to enable the others.
    """
    before = now - timedelta(days=settings.OFFICER_DISABLE_DAYS)
    found = (
        last_used(User.objects.filter(is_active=True))
        .filter(used_at__lt=before)
        .order_by("username")
    )
    kept = {*_enabled_since(before), _last_superuser()}
    return [user for user in found if user.pk not in kept]


def _last_superuser() -> int | None:
    return (
        last_used(User.objects.filter(is_active=True, is_superuser=True))
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
def disable(users: list[User]) -> int:
    """Disable accounts and log it; return how many.

    Their sessions end: Django asks at every request.
    """
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
    return len(users)


def reviewed_before(now: datetime) -> datetime:
    """Return the moment before which a review is out of date."""
    return now - timedelta(days=settings.ACCOUNT_REVIEW_DAYS)
