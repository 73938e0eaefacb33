"""Which addresses are the officers' pages; every other one is the citizens' or the operators'."""

from django.http import HttpRequest

OFFICERS_PREFIX = "/quan-tri/"


def is_for_officers(request: HttpRequest) -> bool:
    """Return True if the request is for a page of the officers' admin."""
    return request.path.startswith(OFFICERS_PREFIX)
