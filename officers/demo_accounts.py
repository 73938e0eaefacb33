"""Demo officers, whose passwords are printed. They exist only where DEBUG is on."""

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import ProtectedError, QuerySet

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "thu-nghiem-2026"  # noqa: S105  # printed by `make run` on purpose


def demo_accounts() -> QuerySet[User]:
    """Return all demo officers."""
    return User.objects.filter(username__startswith=DEMO_PREFIX)


def open_demo_accounts() -> QuerySet[User]:
    """Return the demo officers who may sign in."""
    return demo_accounts().filter(is_active=True)


def close_demo_accounts() -> tuple[int, int]:
    """Delete the demo officers; lock those that history refers to. Return the number of each."""
    deleted = locked = 0
    for user in demo_accounts():
        try:
            with transaction.atomic():
                user.past_passwords.all().delete()
                user.delete()
            deleted += 1
        except ProtectedError:
            user.is_active = user.is_staff = user.is_superuser = False
            user.set_unusable_password()
            user.save()
            user.groups.clear()
            locked += 1
    return deleted, locked


def role_accounts() -> list[tuple[str, str]]:
    """Return name and role of the demo officers with the printed password, oldest first."""
    known = (
        demo_accounts()
        .filter(is_superuser=False)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .order_by("pk")
    )
    return [
        (user.username, ", ".join(group.name for group in user.groups.all()))
        for user in known.prefetch_related("groups")
    ]


def create_demo_officer() -> User:
    """Create the demo officer or reset its password, and return it.

    Raises ImproperlyConfigured unless DEBUG and DEMO_ACCOUNTS are on.
    """
    if not (settings.DEBUG and settings.DEMO_ACCOUNTS):
        raise ImproperlyConfigured(
            "Tài khoản thử nghiệm chỉ được tạo khi DEBUG và DEMO_ACCOUNTS cùng bật."
        )
    officer, _created = User.objects.get_or_create(username=f"{DEMO_PREFIX}canbo")
    officer.is_staff = officer.is_superuser = True
    officer.first_name = "Cán bộ thử nghiệm"
    officer.set_password(DEMO_PASSWORD)
    officer.save()
    return officer
