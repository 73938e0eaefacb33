"""What pages tell an officer's browser about drafts: its key, and what the server keeps."""

import base64
import json

from django import template
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.crypto import salted_hmac

from foundation.desk import drafts

register = template.Library()


@register.simple_tag
def draft_key(officer: User) -> str:
    """Return the account's own key, 256 bits in base64: nobody else here reads its drafts."""
    digest = salted_hmac("foundation.desk.drafts", str(officer.pk), algorithm="sha256").digest()
    return base64.b64encode(digest).decode()


@register.simple_tag
def kept_drafts(request: HttpRequest) -> str:
    """Return the officer's own drafts about the row of this page, as JSON by path."""
    match = request.resolver_match
    page = drafts.page_at(match)
    if page is None or match is None or not _has_forms(match):
        return "{}"
    return json.dumps(drafts.shown(request.user, page, match), ensure_ascii=False)


def _has_forms(match: ResolverMatch) -> bool:
    return "object_id" in match.kwargs or str(match.url_name).endswith("_add")
