"""Middleware of the officers' pages; other requests skip it."""

from collections.abc import Callable
from contextlib import nullcontext

from axes.middleware import AxesMiddleware
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django_otp.middleware import OTPMiddleware

from foundation.api import handlers
from foundation.api.addresses import is_for_officers
from foundation.api.middleware import declared_length, largest_body
from foundation.desk.opening import looking
from foundation.desk.remembering import remembering
from foundation.scale.database import replica

# A cookie that shows only that something was written.
OWN_WRITE = "own_write"
SAFE = {"GET", "HEAD", "OPTIONS"}
GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


class OnlyForOfficers:
    """Mixin before Django's middleware: it works on the officers' pages only."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Skip the middleware for all other requests."""
        if not is_for_officers(request):
            return self.get_response(request)  # type: ignore[attr-defined,no-any-return]  # as below
        return super().__call__(request)  # type: ignore[misc,no-any-return]  # the layer it is mixed into


class ContentSecurityPolicy(OnlyForOfficers, CSPMiddleware):
    """Limits what an officer's page may load."""


class AdminSession(OnlyForOfficers, SessionMiddleware):
    """Officers' sessions. Citizens send a bearer token and get no cookie."""


class AdminCsrf(OnlyForOfficers, CsrfViewMiddleware):
    """Protects officers' forms; the API takes no cookie, so nothing can be forged there."""

    def process_view(
        self,
        request: HttpRequest,
        callback: View,
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponseForbidden | None:
        if not is_for_officers(request):
            return None
        return super().process_view(request, callback, args, kwargs)


class AdminAuthentication(OnlyForOfficers, AuthenticationMiddleware):
    """Sets the signed-in officer."""

    def process_view(self, *_arguments: object) -> None:
        """Skip Django's LoginRequired hook: the admin's own views decide."""


class AdminSecondFactor(OnlyForOfficers, OTPMiddleware):
    """Sets the device of the second factor."""


class AdminMessages(OnlyForOfficers, MessageMiddleware):
    """Shows messages once on the officers' pages."""


class AdminLockout(OnlyForOfficers, AxesMiddleware):
    """Answers a locked-out sign-in with its own page."""


class AdminBodies:
    """Refuses bodies larger than any officers' page needs, before anything reads them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the body, or pass the request on."""
        if is_for_officers(request) and _is_too_large(request):
            return handlers.page(request, "body_too_large")
        return self.get_response(request)


def _is_too_large(request: HttpRequest) -> bool:
    """Return True for a body beyond the bound of its page; strangers get the bound of a sign-in."""
    length = declared_length(request)
    if length <= settings.MAX_BODY_BYTES:  # nearly always: the session is not loaded
        return False
    most = max(largest_body(request.path), settings.ADMIN_MAX_BODY_BYTES)
    return not request.user.is_authenticated or length > most


class PageMemory:
    """Lets pages know who looks; remembers reads during a GET, as many parts need the same rows.

    Half of the badges and cards count rows of the officer's own offices.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Remember reads during a GET only: a form may change them."""
        if not is_for_officers(request):
            return self.get_response(request)
        with looking(request), remembering() if request.method == "GET" else nullcontext():
            return self.get_response(request)


class OwnWrites:
    """Reads from the primary after an officer's own write; only with a replica.

    A cookie keeps for some seconds that they wrote; until then only the primary answers.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Choose the database from here on; streamed content is produced after this returns."""
        ours = is_for_officers(request)
        replica.remember_own_write(has_just_written=ours and OWN_WRITE in request.COOKIES)
        response = self.get_response(request)
        if ours and request.method not in SAFE:
            response.set_cookie(
                OWN_WRITE,
                "1",
                max_age=replica.own_write_seconds(),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


class AdminForms:
    """Refuses an officer's form with a NUL.

    PostgreSQL cannot store one, and choices would send it in a query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on: the form is read after its token was checked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_arguments: object) -> HttpResponseBase | None:
        """Refuse the form, or continue with the view."""
        if request.method != "POST" or not is_for_officers(request):
            return None
        clean = all("\0" not in value for _name, values in request.POST.lists() for value in values)
        return None if clean else handlers.page(request, "invalid_encoding")
