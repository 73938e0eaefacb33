"""Addresses of the officers' pages; all others belong to citizens or operators."""

from django.http import HttpRequest

OFFICERS_PREFIX = "/quan-tri/"


def is_for_officers(request: HttpRequest) -> bool:
    """Return True if the request is for a page of the officers' admin."""
    return request.path.startswith(OFFICERS_PREFIX)
