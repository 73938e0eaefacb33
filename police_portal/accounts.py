"""Demo officers, with passwords that are printed: only ever where DEBUG is on."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "thu-nghiem-2026"  # noqa: S105  # printed by `make run` on purpose


def demo_accounts() -> QuerySet[User]:
    """Return the demo officers that exist."""
    return User.objects.filter(username__startswith=DEMO_PREFIX)


def create_demo_officer() -> User:
    """Create the demo officer or reset its password, and return it.

    Raises ImproperlyConfigured unless DEBUG and DEMO_ACCOUNTS are on.
    """
    if not (settings.DEBUG and settings.DEMO_ACCOUNTS):
        raise ImproperlyConfigured("Tài khoản thử nghiệm chỉ được tạo khi DEBUG và DEMO_ACCOUNTS cùng bật.")
    officer, _created = User.objects.get_or_create(username=f"{DEMO_PREFIX}canbo")
    officer.is_staff = officer.is_superuser = True
    officer.first_name = "Cán bộ thử nghiệm"
    officer.set_password(DEMO_PASSWORD)
    officer.save()
    return officer
