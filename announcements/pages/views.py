"""The pages for browsers. They carry no script, set no cookie and ask no other host."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from announcements.pages import filters, rendering, visits
from announcements.pages.answering import CACHE_CONTROL, PublishedView, remembered_answer
from announcements.pages.codes import MAX_TYPED, look_up
from announcements.pages.site import Site, site_of
from announcements.publishing.snapshot import Announcements, published_announcements
from foundation.api.middleware import OWN_PAGE

_HTML = "text/html"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class PageView(PublishedView):
    """Base of the pages: from memory, and with the policy of all of them."""

    schema = None  # pages for people

    @staticmethod
    def page(response: HttpResponse) -> HttpResponse:
        """Return an answer with the headers of a page."""
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        setattr(response, OWN_PAGE, True)
        return response

    def missing(self, request: HttpRequest) -> HttpResponse:
        """Answer 404, and say how to check whether a message is genuine."""
        body = rendering.render_missing(site_of(request))
        headers = {"Cache-Control": "no-store"}
        return self.page(
            HttpResponse(body, status=404, content_type=f"{_HTML}; charset=utf-8", headers=headers)
        )


class ListPage(PageView):
    """All announcements, by kind and place."""

    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Answer with a page of the list."""
        wish = filters.read(request.GET)
        if wish is None:
            return self.missing(request._request)

        def make(held: Announcements, site: Site) -> bytes | None:
            return rendering.render_list(held, site, wish)

        answer = remembered_answer(request._request, wish.address(page=wish.page), _HTML, make)
        if answer is None:
            return self.missing(request._request)
        return self.page(answer.respond(request._request))


class AnnouncementPage(PageView):
    """One announcement; 410 with what is left of it once it is withdrawn."""

    def get(self, request: Request, slug: str, **_kwargs: Any) -> HttpResponse:
        """Answer with the page."""
        item = published_announcements().items.get(slug)

        def make(held: Announcements, site: Site) -> bytes | None:
            found = held.items.get(slug)
            return rendering.render_item(found, site) if found else None

        answer = remembered_answer(request._request, request.path, _HTML, make)
        if item is None or answer is None:
            return self.missing(request._request)
        if item.document is None:
            headers = {"Cache-Control": CACHE_CONTROL, "X-Robots-Tag": "noindex"}
            gone = HttpResponse(
                answer.body, status=410, content_type=answer.media_type, headers=headers
            )
            return self.page(gone)
        if request.method == "GET":
            visits.note(slug, request.GET.get(visits.PARAMETER, ""))
        response = self.page(answer.respond(request._request))
        if not item.cacheable:  # search engines and archives keep no copy
            response["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
        return response


class CheckPage(PageView):
    """«Có đúng là của công an không?»: by the code on a page, or by an address."""

    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Answer with the form and the verdict on what was typed."""
        site = site_of(request._request)
        typed = request.GET.get("ma", "").strip()[:MAX_TYPED]
        verdict = look_up(typed, published_announcements(), site) if typed else None
        body = rendering.render_check(site, typed, verdict)
        headers = {"Cache-Control": "no-store"}
        return self.page(
            HttpResponse(body, content_type=f"{_HTML}; charset=utf-8", headers=headers)
        )
