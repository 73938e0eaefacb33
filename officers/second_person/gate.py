"""Middleware for accounts opened by others: locked, or asked for a new password."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from officers.middleware import OnlyForOfficers
from officers.models import AccessChange
from officers.passwords import is_too_old
from officers.second_factor import devices

WAITING = AccessChange.Outcome.WAITING
KEPT_OUT = (
    "Tài khoản vừa được mở hoặc thay đổi nên tạm chưa dùng được. Hãy nhờ lãnh đạo đơn vị, hoặc "
    "người quản trị khác, xác nhận ở mục «Xác nhận tài khoản»."
)
REPLACE_IT = (
    "Mật khẩu này do người khác đặt. Hãy đổi thành mật khẩu của riêng đồng chí để tiếp tục."
)
TOO_OLD = "Mật khẩu của người quản trị đã đến hạn thay. Hãy đặt mật khẩu mới để tiếp tục."
_CHECKED = "password_age_on"  # in the session: the day on which the age was looked at


class SecondPerson(OnlyForOfficers, MiddlewareMixin):
    """Signs out unconfirmed accounts, and makes holders replace a password that others know."""

    @staticmethod
    def process_request(request: HttpRequest) -> HttpResponseBase | None:
        """Pass the request on, without a user if the account waits for a second person."""
        if request.user.is_authenticated:
            officer = request.user
            found = _outcomes(officer)
            if WAITING in found:
                logout(request)
                messages.warning(request, KEPT_OUT)
            elif reason := _reason_to_replace(request, officer, is_known=bool(found)):
                messages.warning(request, reason)
                return redirect("own-password")
        return None


def _outcomes(officer: User) -> set[str]:
    """Return the outcomes of relevant changes: waiting ones, and those with a known password."""
    mattering = Q(outcome=WAITING) | Q(is_password_known=True)
    changes = AccessChange.objects.filter(mattering, account=officer)
    return set(changes.values_list("outcome", flat=True))


def _reason_to_replace(request: HttpRequest, officer: User, *, is_known: bool) -> str:
    """Return why the password has to be replaced now, or "".

    The second factor comes first, and the few pages that are needed for it stay open.
    """
    open_pages = ("own-password", "admin:logout", "admin:login", "admin:jsi18n")
    if devices.lacks_second_factor(officer) or request.path in map(reverse, open_pages):
        return ""
    if is_known:
        return REPLACE_IT
    today = timezone.localdate().isoformat()
    if request.session.get(_CHECKED) != today:
        if is_too_old(officer, timezone.now()):
            return TOO_OLD
        request.session[_CHECKED] = today
    return ""
