"""Layers that only the officers' pages need; every other request passes them by."""

from collections.abc import Callable

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
from foundation.database import replica
from foundation.desk.remembering import remembering

# A cookie that says only that something was written.
OWN_WRITE = "own_write"
SAFE = {"GET", "HEAD", "OPTIONS"}
GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


class OnlyForOfficers:
    """Mixed in before one of Django's layers: it works on the officers' pages only."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request through, or let the layer work."""
        if not is_for_officers(request):
            return self.get_response(request)  # type: ignore[attr-defined,no-any-return]  # as below
        return super().__call__(request)  # type: ignore[misc,no-any-return]  # the layer it is mixed into


class ContentSecurityPolicy(OnlyForOfficers, CSPMiddleware):
    """Tells an officer's browser what a page may load."""


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
    """Knows who the officer is."""

    def process_view(self, *_arguments: object) -> None:
        """Skip Django's LoginRequired hook: the admin's own views decide."""


class AdminSecondFactor(OnlyForOfficers, OTPMiddleware):
    """Knows with which device the officer proved the second factor."""


class AdminMessages(OnlyForOfficers, MessageMiddleware):
    """Shows messages once on the officers' pages."""


class AdminLockout(OnlyForOfficers, AxesMiddleware):
    """Answers a locked-out sign-in with its own page."""


class AdminBodies:
    """Refuses bodies that no page of the officers' needs, before anything reads them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the body, or pass the request on."""
        if is_for_officers(request) and _is_too_large(request):
            return handlers.page(request, "body_too_large")
        return self.get_response(request)


def _is_too_large(request: HttpRequest) -> bool:
    """Return True for a body beyond its page's bound; strangers get what a sign-in needs."""
    length = declared_length(request)
    if length <= settings.MAX_BODY_BYTES:  # nearly always: the session is not looked at
        return False
    most = max(largest_body(request.path), settings.ADMIN_MAX_BODY_BYTES)
    return not request.user.is_authenticated or length > most


class PageMemory:
    """Lets a page that is only looked at read once what a dozen of its parts ask for.

    Half of the badges and cards count rows of the officer's own offices.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; a form may change what is read, so it reads each time."""
        if request.method != "GET" or not is_for_officers(request):
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


class OwnWrites:
    """Lets officers see what they have just written; there only where a replica is set.

    Their browser keeps for some seconds that they wrote, and is answered from the primary alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say who is answered from here on; what is streamed comes after this returns."""
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
    """Refuses an officer's form that holds a NUL.

    PostgreSQL cannot store one, and a choice of rows would ask it for one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on: the form is read once its token has been checked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_arguments: object) -> HttpResponseBase | None:
        """Refuse the form, or let the view have it."""
        if request.method != "POST" or not is_for_officers(request):
            return None
        clean = all("\0" not in value for _name, values in request.POST.lists() for value in values)
        return None if clean else handlers.page(request, "invalid_encoding")
