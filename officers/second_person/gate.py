"""Middleware for accounts opened by others: locked, or asked for a new password."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from foundation.api.addresses import is_for_officers
from officers.models import AccessChange
from officers.second_factor import devices

WAITING = AccessChange.Outcome.WAITING
KEPT_OUT = (
    "Tài khoản vừa được mở hoặc thay đổi nên tạm chưa dùng được. Hãy nhờ lãnh đạo đơn vị, hoặc "
    "người quản trị khác, xác nhận ở mục «Xác nhận tài khoản»."
)
REPLACE_IT = (
    "Mật khẩu này do người khác đặt. Hãy đổi thành mật khẩu của riêng đồng chí để tiếp tục."
)


class SecondPerson:
    """Signs out unconfirmed accounts, and makes holders replace a password that others know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, without a user if the account waits for a second person."""
        if is_for_officers(request) and request.user.is_authenticated:
            officer = request.user
            found = _outcomes(officer)
            if WAITING in found:
                logout(request)
                messages.warning(request, KEPT_OUT)
            elif found and _must_replace_now(request, officer):
                messages.warning(request, REPLACE_IT)
                return redirect("own-password")
        return self.get_response(request)


def _outcomes(officer: User) -> set[str]:
    """Return the outcomes of relevant changes: waiting ones, and those with a known password."""
    mattering = Q(outcome=WAITING) | Q(is_password_known=True)
    changes = AccessChange.objects.filter(mattering, account=officer)
    return set(changes.values_list("outcome", flat=True))


def _must_replace_now(request: HttpRequest, officer: User) -> bool:
    """Return True once the second factor is proved, except for the few pages needed for it."""
    if devices.lacks_second_factor(officer):
        return False
    open_pages = ("own-password", "admin:logout", "admin:login", "admin:jsi18n")
    return request.path not in map(reverse, open_pages)
