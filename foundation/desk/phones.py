"""Whether an officer looks at a page on a phone: there lists are shorter, and long parts folded."""

from copy import copy
from typing import Any

from django.http import HttpRequest


def is_phone(request: HttpRequest) -> bool:
    """Return True on a phone, by what its browser says."""
    return "Mobi" in request.headers.get("User-Agent", "")


def with_phone_rows(page: Any, request: HttpRequest) -> Any:
    """Return the list's page, on a phone one with fewer rows (`phone_rows`)."""
    if not is_phone(request):
        return page
    shorter = copy(page)
    shorter.list_per_page = min(page.phone_rows, page.list_per_page)
    return shorter
