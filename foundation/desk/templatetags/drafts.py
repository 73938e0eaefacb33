"""The key with which an officer's browser encrypts what is being typed."""

import base64

from django import template
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

register = template.Library()


@register.simple_tag
def draft_key(officer: User) -> str:
    """Return the account's own key, 256 bits in base64: nobody else here reads its drafts."""
    digest = salted_hmac("foundation.desk.drafts", str(officer.pk), algorithm="sha256").digest()
    return base64.b64encode(digest).decode()
