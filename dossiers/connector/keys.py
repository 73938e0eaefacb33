"""Keys of the province's connector: created, checked, rotated, revoked.

A key is `<id>.<secret>`. The id finds the row; the secret, 256 random bits that only the connector
keeps, is compared with its keyed hash in constant time. Unknown, wrong, expired and revoked keys
are refused in the same way, after the same work.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from dossiers.connector import scopes
from dossiers.models import ConnectorKey
from foundation.records.encryption import keyed_hash
from offices.models import Office
from offices.tree import with_below

log = structlog.get_logger("police_portal.connectors")

MAX_NAME = 100
DEFAULT_DAYS = 365
MAX_DAYS = 2 * 365
# How long the old key still works, until the new one is in place.
ROTATION_DAYS = 7
_KEY = re.compile(r"([a-z2-7]{16})\.([A-Za-z0-9_-]{43})")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_NO_HASH = "-" * 64


def _secret_hash(public_id: str, secret: str) -> str:
    return keyed_hash("connector-key", f"{public_id}\0{secret}")


@transaction.atomic
def create(
    name: str,
    offices: Iterable[str],
    days: int,
    user: User | None = None,
    granted: Iterable[str] = (scopes.WRITE,),
) -> tuple[ConnectorKey, str]:
    """Return a new key and its text, which cannot be shown again. Raises ValidationError."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MAX_NAME:
        raise _refused("name", "Hãy ghi tên hệ thống, tối đa 100 ký tự.", "name_missing")
    if not 0 < days <= MAX_DAYS:
        raise _refused("days", f"Thời hạn từ 1 đến {MAX_DAYS} ngày.", "days")
    found, may = _existing(set(offices)), scopes.known(granted)
    if not may:
        raise _refused("scopes", "Hãy chọn ít nhất một quyền.", "scope_missing")
    public_id = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    secret, now = secrets.token_urlsafe(32), timezone.now()
    key = ConnectorKey(
        public_id=public_id,
        name=name,
        secret_hash=_secret_hash(public_id, secret),
        scopes=may,
        created_at=now,
        created_by=user,
        expires_at=now + timedelta(days=days),
    )
    key.save()
    key.offices.set(found)
    log.info("connector_key_created", key=public_id)
    return key, f"{public_id}.{secret}"


def _refused(field: str, text: str, code: str) -> ValidationError:
    return ValidationError({field: ValidationError(text, code=code)})


def _existing(wanted: set[str]) -> list[Office]:
    """Return the offices with these ids; at least one, and none unknown."""
    found = list(Office.objects.filter(pk__in=wanted))
    if not found or len(found) < len(wanted):
        text = "Hãy chọn ít nhất một đơn vị có trong danh sách."
        raise _refused("offices", text, "unknown_office")
    return found


SANDBOX, SANDBOX_DAYS = "Khoá thử nghiệm", 30


@transaction.atomic
def sandbox() -> str:
    """Return the text of a new key of the whole force, for trying; the one before ends.

    Raises ImproperlyConfigured unless DEBUG is on.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("Khoá thử nghiệm chỉ có khi DEBUG bật.")
    for former in ConnectorKey.objects.filter(name=SANDBOX, revoked_at=None).order_by("pk"):
        revoke(former.pk)
    offices = Office.objects.filter(parent=None).values_list("pk", flat=True)
    return create(SANDBOX, offices, SANDBOX_DAYS)[1]


@transaction.atomic
def rotate(key_id: int, days: int, user: User | None = None) -> tuple[ConnectorKey, str]:
    """Return a new key with the same name, offices and scopes; the old one ends within a week.

    Raises DoesNotExist.
    """
    old: ConnectorKey = ConnectorKey.objects.select_for_update().get(pk=key_id)
    if not is_valid(old, timezone.now()):
        raise ValidationError(
            "Khoá này đã hết hạn hoặc đã thu hồi: hãy tạo khoá mới.", code="key_ended"
        )
    offices = old.offices.values_list("pk", flat=True)
    replacement = create(old.name, offices, days, user, old.scopes)
    old.expires_at = min(old.expires_at, timezone.now() + timedelta(days=ROTATION_DAYS))
    old.save(update_fields=["expires_at"])
    return replacement


@transaction.atomic
def revoke(key_id: int) -> ConnectorKey:
    """End a key at once; doing it again changes nothing. Raises DoesNotExist."""
    key: ConnectorKey = ConnectorKey.objects.select_for_update().get(pk=key_id)
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        log.info("connector_key_revoked", key=key.public_id)
    return key


def is_valid(key: ConnectorKey, now: datetime) -> bool:
    """Return True if a key may be used at `now`."""
    return key.revoked_at is None and key.expires_at > now


def state_of(key: ConnectorKey, now: datetime) -> str:
    """Return the state of a key in words."""
    if key.revoked_at:
        return "Đã thu hồi"
    return "Đang dùng" if is_valid(key, now) else "Hết hạn"


def find_valid(text: str) -> ConnectorKey | None:
    """Return the key with this text if it may be used now, and note the day of its use."""
    found = _KEY.fullmatch(text)
    public_id, secret = (found[1], found[2]) if found else ("", "")
    key: ConnectorKey | None = ConnectorKey.objects.filter(public_id=public_id).first()
    right = hmac.compare_digest(
        key.secret_hash if key else _NO_HASH, _secret_hash(public_id, secret)
    )
    now = timezone.now()
    if key is None or not right or not is_valid(key, now):
        return None
    if key.last_used_on != timezone.localdate(now):
        ConnectorKey.objects.filter(pk=key.pk).update(last_used_on=timezone.localdate(now))
    return key


def count_call(key: ConnectorKey, now: datetime) -> int:
    """Count one call of a key and return how many it made in this minute, over all processes."""
    minute = now.replace(second=0, microsecond=0)
    row = ConnectorKey.objects.filter(pk=key.pk)
    counted = Case(When(minute=minute, then=F("minute_calls") + 1), default=1)
    row.update(minute_calls=counted, minute=minute)
    return int(row.values_list("minute_calls", flat=True).get())


def offices_of(key: ConnectorKey) -> frozenset[str]:
    """Return the offices whose dossiers a key may write or read: its own and all below them."""
    return with_below(key.offices.values_list("pk", flat=True))
