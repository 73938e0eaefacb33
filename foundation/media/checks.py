"""System checks of the key that proves chains of custody."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from foundation.records.secret_keys import NEW_KEY_HINT, is_weak, signing_key
from foundation.zalo import configuration


@register(Tags.security)
def check_custody_key(**_options: object) -> list[CheckMessage]:
    """Return the errors of a production installation; none in development.

    If citizens do not log in, nobody sends evidence, and no key is needed.
    """
    return [] if settings.DEBUG else list(_faults(settings.CUSTODY_KEY))


def _faults(key: str) -> Iterator[CheckMessage]:
    if key and key in {signing_key(), settings.HASH_KEY, *settings.DATA_KEYS}:
        yield Error(
            "CUSTODY_KEY trùng với khoá khác.",
            hint=f"{NEW_KEY_HINT} CUSTODY_KEY.",
            id="media.E002",
        )
    if (key or configuration.current().configured) and is_weak(key):
        yield Error(
            "CUSTODY_KEY thiếu hoặc quá yếu.",
            hint=f"{NEW_KEY_HINT} CUSTODY_KEY. Cất riêng một bản, không đổi về sau: mất hoặc đổi "
            "là không chứng minh được ai đã giữ chứng cứ.",
            id="media.E001",
        )
