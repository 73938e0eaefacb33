"""Officers for browser tests: with a role, a post and a phone that shows codes."""

from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.offices import factories as offices

PASSWORD = "mat-khau-rat-dai-2026"


def officer(office=None, *roles, **values):
    """Return an officer of `office` with these roles, without a phone."""
    username = values.pop("username", f"can.bo.{User.objects.count() + 1}")
    user = User.objects.create_user(username, password=PASSWORD, is_staff=True, **values)
    user.groups.set(Group.objects.filter(name__in=roles))
    assert user.groups.count() == len(roles)
    if office:
        offices.Officer.objects.create(
            office=office, user=user, public_name=f"Thượng uý {username}"
        )
    return user


def phone_of(user):
    """Return the phone that an officer has set up."""
    return TOTPDevice.objects.get_or_create(
        user=user, confirmed=True, defaults={"name": "điện thoại"}
    )[0]


def code(device):
    """Return the code that the phone shows now."""
    generator = TOTP(device.bin_key, device.step, device.t0, device.digits)
    generator.time = timezone.now().timestamp()
    return f"{generator.token():06d}"


def session_of(user):
    """Return the key of a session with both factors proved."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = phone_of(user).persistent_id
    session.save()
    return session.session_key
