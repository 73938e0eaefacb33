"""Middleware of the officers' pages; other requests skip it."""

from collections.abc import Callable
from contextlib import nullcontext

from axes.middleware import AxesMiddleware
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import User
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import IntegrityError
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseForbidden,
    HttpResponseRedirect,
)
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
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
    """Mixin before a layer of middleware: it works on the officers' pages only.

    The first such layer passes all other requests on to what follows the last one. Django's wrapper
    of a layer has the attributes of the layer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)  # type: ignore[call-arg]  # the layer it is mixed into
        self.beyond: GetResponse = getattr(get_response, "beyond", get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on all other requests."""
        if not is_for_officers(request):
            return self.beyond(request)
        return super().__call__(request)  # type: ignore[misc,no-any-return]  # as above


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

    @staticmethod
    def process_exception(request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer as to a stranger if the account was deleted while its request was under way.

        What the request wrote of the account is then refused, by a foreign key at the commit.
        """
        if not isinstance(error, IntegrityError | User.DoesNotExist):
            return None
        if not is_for_officers(request) or request.user.pk is None:
            return None
        if User.objects.filter(pk=request.user.pk).exists():
            return None
        return HttpResponseRedirect(reverse("admin:login"))


class AdminSecondFactor(OnlyForOfficers, OTPMiddleware):
    """Sets the device of the second factor."""


class AdminMessages(OnlyForOfficers, MessageMiddleware):
    """Shows messages once on the officers' pages."""


class AdminLockout(OnlyForOfficers, AxesMiddleware):
    """Answers a locked-out sign-in with its own page."""


class AdminBodies(OnlyForOfficers, MiddlewareMixin):
    """Refuses bodies larger than any officers' page needs, before anything reads them."""

    @staticmethod
    def process_request(request: HttpRequest) -> HttpResponseBase | None:
        """Refuse the body, or pass the request on."""
        return handlers.page(request, "body_too_large") if _is_too_large(request) else None


def _is_too_large(request: HttpRequest) -> bool:
    """Return True for a body beyond the bound of its page; strangers get the bound of a sign-in."""
    length = declared_length(request)
    if length <= settings.MAX_BODY_BYTES:  # nearly always: the session is not loaded
        return False
    most = max(largest_body(request.path), settings.ADMIN_MAX_BODY_BYTES)
    return not request.user.is_authenticated or length > most


class PageMemory(OnlyForOfficers, MiddlewareMixin):
    """Lets pages know who looks; remembers reads during a GET, as many parts need the same rows.

    Half of the badges and cards count rows of the officer's own offices.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Remember reads during a GET only: a form may change them."""
        if not is_for_officers(request):
            return self.beyond(request)
        with looking(request), remembering() if request.method == "GET" else nullcontext():
            return self.get_response(request)  # type: ignore[return-value]  # it awaits nothing


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


class AdminForms(OnlyForOfficers, MiddlewareMixin):
    """Refuses an officer's form with a NUL, after its token was checked.

    PostgreSQL cannot store one, and choices would send it in a query.
    """

    def process_view(self, request: HttpRequest, *_arguments: object) -> HttpResponseBase | None:
        """Refuse the form, or continue with the view."""
        if request.method != "POST" or not is_for_officers(request):
            return None
        clean = all("\0" not in value for _name, values in request.POST.lists() for value in values)
        return None if clean else handlers.page(request, "invalid_encoding")
