"""`/m/<screen>/<value>/`: the target of printed QR codes and links.

A phone is redirected to the Mini App; everything else, and a phone with `?web`, gets a small page.
"""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.api.middleware import OWN_PAGE
from foundation.zalo import deep_links, landings

_PHONE = re.compile(r"Android|iPhone|iPad|iPod", re.ASCII)
MAX_VALUE = 600  # a signed code
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@require_safe
@never_cache
def landing(request: HttpRequest, target: str, value: str) -> HttpResponse:
    """Redirect a phone to the Mini App, and show everybody else a small page."""
    screen = deep_links.find_printable(target)
    if screen is None or len(value) > MAX_VALUE or "\0" in value:
        raise Http404
    if request.method == "GET":
        landings.note_visit(screen, value, _source(request))
    opens = deep_links.address(screen, value, _source(request))
    if opens and "web" not in request.GET and _PHONE.search(request.headers.get("User-Agent", "")):
        return HttpResponseRedirect(opens)
    found = landings.landing_of(screen, value)
    if found is None:
        raise Http404
    status = 410 if found.is_gone else 200
    page = TemplateResponse(
        request, "landing.html", {"landing": found, "opens": opens}, status=status
    )
    setattr(page, OWN_PAGE, True)
    page.headers["Content-Security-Policy"] = _POLICY
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def _source(request: HttpRequest) -> str:
    """Return where the link was printed, empty for an invalid word."""
    source = request.GET.get("utm_source", "")
    return source if deep_links.is_source(source) else ""
