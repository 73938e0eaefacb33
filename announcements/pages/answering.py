"""Answers outside the JSON API, from memory: feeds and pages, each with an ETag and no query."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.views import APIView

from announcements.pages.site import Site, site_of
from announcements.publishing.snapshot import Announcements, published_announcements
from foundation.api.public import Public
from foundation.publishing.conditional import Answer, JoinedMemory
from offices.snapshot import directory

# Asked again each time: what is withdrawn must be gone with the next look.
CACHE_CONTROL = "no-cache"
_memories = JoinedMemory()
Make = Callable[[Announcements, Site], bytes | None]


class PublishedView(Public, APIView):
    """Base: a GET for everybody, whose answer depends on what is published and the address only."""

    http_method_names = ["get", "head"]

    def perform_content_negotiation(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Let readers accept what they want: the address says the form."""
        return self.get_renderers()[0], self.get_renderers()[0].media_type


def remembered_answer(request: HttpRequest, key: str, media_type: str, make: Make) -> Answer | None:
    """Return what `make` returns for `key` under this host, from memory the second time."""
    held, site = published_announcements(), site_of(request)
    memory = _memories.of(held, directory.current())
    address = f"{site.address} {key}"
    answer = memory.get(address)
    if answer is None:
        body = make(held, site)
        if body is None:
            return None
        answer = Answer.from_body(body, cache_control=CACHE_CONTROL).of_type(media_type)
        memory.keep(address, answer)
    return answer
