"""The phone and the recovery codes of an officer. The only writers of devices.

django-otp counts the wrong codes of a device and doubles the wait after each; a code works once.
"""

import base64
import hashlib
import re
import secrets

import django_otp
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from offices.tree import AnyUser

RECOVERY_CODES = 10
_SPACES = re.compile(r"[\s\-–.]")


def is_second_factor_required(user: AnyUser) -> bool:
    """Return True for every officer, unless a developer switched the second factor off."""
    return bool(settings.SECOND_FACTOR and user.is_authenticated)


def lacks_second_factor(user: AnyUser) -> bool:
    """Return True if this session has not proved the second factor."""
    return is_second_factor_required(user) and not user.is_verified()  # type: ignore[union-attr]  # django-otp adds it


def confirmed_phone(user: User) -> TOTPDevice | None:
    """Return the officer's confirmed phone, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


@transaction.atomic
def begin_set_up(user: User) -> TOTPDevice:
    """Return the phone that this officer is setting up: the same one until it is confirmed."""
    User.objects.select_for_update().get(pk=user.pk)  # two windows at once see the same QR code
    device, _created = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "điện thoại"}
    )
    return device


@transaction.atomic
def confirm_phone(user: User, code: str) -> TOTPDevice | None:
    """Confirm the phone that shows `code` and delete earlier ones. None if the code is wrong."""
    User.objects.select_for_update().get(pk=user.pk)
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    device = waiting and django_otp.verify_token(user, waiting.persistent_id, _plain(code))
    if not isinstance(device, TOTPDevice):
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


def verify_code(user: User, code: str) -> Device | None:
    """Return the device of `code`, None if the code is wrong.

    A code is six digits from the phone, or a recovery code, which works once.
    """
    plain = _plain(code)
    if plain.isdigit() and len(plain) == TOTPDevice._meta.get_field("digits").default:
        device: TOTPDevice | StaticDevice | None = confirmed_phone(user)
        token = plain
    else:
        device, token = _recovery_device(user), _recovery_hash(user, plain)
    return django_otp.verify_token(user, device.persistent_id, token) if device else None


def _recovery_device(user: User) -> StaticDevice | None:
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def _plain(code: str) -> str:
    return _SPACES.sub("", code).lower()


def _recovery_hash(user: User, plain_code: str) -> str:
    """Return the stored part of a recovery code: 64 bits of a hash.

    The code itself has 80 random bits, so nobody finds it by trying.
    """
    return hashlib.sha256(f"{user.pk}:{plain_code}".encode()).hexdigest()[:16]


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Replace this officer's recovery codes and return the new ones, `abcd-efgh-ijkl-mnop`.

    They cannot be shown again.
    """
    User.objects.select_for_update().get(pk=user.pk)
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="mã khôi phục")
    plain = [
        base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)
    ]
    for code in plain:
        device.token_set.create(token=_recovery_hash(user, code))
    return ["-".join(code[i : i + 4] for i in range(0, 16, 4)) for code in plain]


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes are unused."""
    device = _recovery_device(user)
    return device.token_set.count() if device else 0


@transaction.atomic
def forget_devices(user: User) -> None:
    """Delete the phone and the recovery codes of an officer who lost them.

    At the next sign-in they set up a phone again.
    """
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def secret_of(device: TOTPDevice) -> str:
    """Return the device's key as officers type it into an app: base 32, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))
