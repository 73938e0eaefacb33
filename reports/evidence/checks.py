"""The system check of the key that signs exports of evidence."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from foundation.records.secret_keys import NEW_KEY_HINT, is_weak, signing_key
from foundation.zalo import configuration


@register(Tags.security)
def check_signing_key(**_options: object) -> list[CheckMessage]:
    """Return what a production installation must mend; nothing in development.

    As for CUSTODY_KEY: where citizens do not log in, nobody sends evidence. Whether a kind of
    reports is on, the database knows, which checks do not ask: `readiness` warns of that.
    """
    return [] if settings.DEBUG else list(_faults(settings.EVIDENCE_SIGNING_KEY))


def _faults(key: str) -> Iterator[CheckMessage]:
    others = {signing_key(), settings.HASH_KEY, settings.CUSTODY_KEY, *settings.DATA_KEYS}
    if key and key in others:
        yield Error(
            "EVIDENCE_SIGNING_KEY trùng với khoá khác.",
            hint=f"{NEW_KEY_HINT} EVIDENCE_SIGNING_KEY.",
            id="reports.E002",
        )
    if (key or configuration.current().configured) and is_weak(key):
        yield Error(
            "EVIDENCE_SIGNING_KEY thiếu hoặc quá yếu.",
            hint=f"{NEW_KEY_HINT} EVIDENCE_SIGNING_KEY. Cất riêng một bản: đổi khoá thì bản xuất "
            "cũ không khớp với khoá công khai mới.",
            id="reports.E001",
        )
