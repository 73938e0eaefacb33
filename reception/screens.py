"""The call screen: one page for an old television's browser, which asks every three seconds."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.api.client_addresses import client_address
from foundation.api.middleware import OWN_PAGE
from foundation.api.problems import Problem
from foundation.api.problems import response as problem_response
from foundation.api.throttles import is_within
from foundation.records.encryption import keyed_hash
from reception import board, codes
from reception.models import Queue, Screen

SECRET_BYTES = 18
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def make(queue: Queue) -> str:
    """Make a screen and return its address, which is shown once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Screen.objects.create(queue=queue, secret_hash=_hash(secret))
    return reverse("call-screen", args=[secret])


def revoke(queue: Queue) -> int:
    """Revoke the screens of a queue; return how many."""
    rows = Screen.objects.filter(queue=queue, revoked_at=None)
    return rows.update(revoked_at=timezone.now())


@require_safe
@never_cache
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the page; its numbers come by the script."""
    screen = _screen(key)
    shown = {
        "queue": screen.queue,
        "data": reverse("call-screen-data", args=[key]),
        **_code(screen.queue_id),
    }
    answer = TemplateResponse(request, "reception/screen.html", shown)
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Robots-Tag"] = "noindex"
    setattr(answer, OWN_PAGE, True)
    return answer


@require_safe
def data(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with what is called now, 304 while nothing changed."""
    if not is_within("queue", client_address(request)):
        return problem_response(request, Problem("throttled", retry_after=60))
    queue = _screen(key).queue_id
    return board.answer_with(board.shown_today(queue), **_code(queue)).respond(request)


def _code(queue: int) -> dict[str, str]:
    """Return the code of these two minutes, in letters and as a picture."""
    code = codes.code_of(queue)
    return {"code": codes.in_groups(code), "picture": codes.drawn(queue, code)}


def _screen(secret: str) -> Screen:
    rows = Screen.objects.select_related("queue__office").filter(revoked_at=None)
    found: Screen | None = rows.filter(secret_hash=_hash(secret)).first()
    if found is None:
        raise Http404
    return found


def _hash(secret: str) -> str:
    return keyed_hash("call-screen", secret)
