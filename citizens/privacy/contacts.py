"""Whom citizens turn to about their data: what the privacy notice still lacks."""

from django.conf import settings


def missing_contacts() -> list[str]:
    """Return the settings without which the privacy notice names no authority or no contact."""
    needed = ("POLICE_ADDRESS", "PRIVACY_CONTACT")
    missing = [name for name in needed if not getattr(settings, name)]
    if not (settings.PRIVACY_PHONE or settings.PRIVACY_EMAIL):
        missing.append("PRIVACY_PHONE hoặc PRIVACY_EMAIL")
    return missing
