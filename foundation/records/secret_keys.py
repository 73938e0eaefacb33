"""Required strength of secret keys; for the system checks of all rooms."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MIN_LENGTH = 50
MIN_DIFFERENT_CHARACTERS = 10
NEW_KEY_HINT = (
    'Tạo khoá mới: python3 -c "import secrets; print(secrets.token_urlsafe(64))" rồi đặt vào'
)
_PUBLIC_PREFIXES = ("development-only", "django-insecure")


def signing_key() -> str:
    """Return SECRET_KEY, empty if there is none: Django would raise."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def is_weak(key: str) -> bool:
    """Return True if a key could be guessed: it is short, uniform, or publicly known."""
    is_short = len(key) < MIN_LENGTH or len(set(key)) < MIN_DIFFERENT_CHARACTERS
    return is_short or key.startswith(_PUBLIC_PREFIXES)
