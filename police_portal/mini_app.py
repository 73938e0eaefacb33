"""Serve the built Mini App to browsers, as Zalo's host serves it inside Zalo.

`make miniapp` writes it to `miniapp/www`, before or while the service runs; files are looked up on
request. Zalo's functions and the app itself need the address `/zapps/<id>/`.
"""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from whitenoise import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

from police_portal.environment import BASE_DIR

FOLDER = BASE_DIR / "miniapp" / "www"
# The build puts a hash of the content into the names of these; their content never changes.
_HASHED = re.compile(r"/assets/[^/]+[.-][\w-]{8}\.[a-z.]+$")
# The last part of a screen's address has no extension: it gets the page itself, which shows the
# screen.
_FILE = re.compile(r"\.[a-z]+$")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'{simulator}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NOT_BUILT = """<!doctype html><html lang="vi"><meta charset="utf-8">
<meta http-equiv="refresh" content="3"><title>Đang dựng</title>
<p>Mini App đang được dựng; trang này tự mở lại. Chưa thấy sau vài phút: xem
<code>var/log/miniapp.log</code>, hoặc chạy <code>make miniapp</code>.</p></html>"""


@require_safe
def mini_app(request: HttpRequest, app_id: str, path: str = "") -> HttpResponseBase:
    """Return a file of the Mini App, or its page, which shows the screen of this address."""
    if app_id != settings.ZALO_MINI_APP_ID:
        raise Http404
    found = None if path in ("", "index.html") else _file(request, path)
    if found is None and _FILE.search(path):
        raise Http404
    response = found or _file(request, "index.html")
    if response is None and settings.DEBUG:
        return HttpResponse(_NOT_BUILT, headers={"Cache-Control": "no-store"})
    if response is None:
        raise Http404
    response["Content-Security-Policy"] = _POLICY.format(simulator=_simulator_source())
    return response


@require_safe
def development(_request: HttpRequest, app_id: str) -> HttpResponseBase:
    """Return the address of the simulated Zalo, for choosing a citizen; in DEBUG only."""
    if not _simulated() or app_id != settings.ZALO_MINI_APP_ID:
        raise Http404
    return JsonResponse({"simulator": settings.ZALO_GRAPH_URL})


def _file(request: HttpRequest, path: str) -> HttpResponseBase | None:
    """Return a file of the build, compressed as the browser accepts it; None if missing."""
    files = WhiteNoise(None, str(FOLDER), autorefresh=True, allow_all_origins=False, max_age=0)
    found = files.find_file(f"/{path}")
    if found is None:
        return None
    response: HttpResponseBase = WhiteNoiseMiddleware.serve(found, request)
    is_hashed = _HASHED.search(f"/{path}")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    return response


def _simulated() -> bool:
    return bool(settings.DEBUG and settings.DEVELOPMENT_LOGIN)


def _simulator_source() -> str:
    return f" {settings.ZALO_GRAPH_URL}" if _simulated() else ""
