"""The pages between a right password and the admin.

Setting up the second factor, proving it, recovery codes.
"""

import io
from typing import Any
from urllib.parse import quote, urlencode

import django_otp
import segno
import structlog
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.widgets import UnfoldAdminTextInputWidget

from foundation.desk.change_log.recording import Act, record
from officers.second_factor import devices

log = structlog.get_logger("police_portal.sign_in")
WRONG = "Mã không đúng hoặc đã dùng. Nếu đã sai nhiều lần, hãy chờ một lát rồi nhập mã mới."


class CodeForm(forms.Form):
    """One code."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=40,
        widget=UnfoldAdminTextInputWidget(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy nhập mã."},
    )


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/second_factor/{name}.html",
        {**admin.site.each_context(request), "title": title, **context},
    )


@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the phone, or a recovery code."""
    if devices.confirmed(request.user) is None:  # type: ignore[arg-type]  # the middleware lets officers in only
        return redirect("second-factor-set-up")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = devices.verify(request.user, form.cleaned_data["code"])  # type: ignore[arg-type]
        if device:
            return _entered(request, device)
        form.add_error("code", WRONG)
        log.warning("second_factor_refused", officer=request.user.pk)
    return _page(request, "prove", "Xác thực hai lớp", form=form)


def _entered(request: HttpRequest, device: Any) -> HttpResponseRedirect:
    request.session.cycle_key()  # what knew the session before the second factor knows nothing now
    django_otp.login(request, device)
    if not isinstance(device, TOTPDevice):
        left = devices.recovery_codes_left(request.user)  # type: ignore[arg-type]
        messages.warning(request, f"Bạn vừa dùng một mã khôi phục, còn {left} mã.")
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("admin:index")


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Guide an officer through setting up the phone; recovery codes follow."""
    user: Any = request.user
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            device = devices.confirm(user, form.cleaned_data["code"])
            if device:
                record(user, Act.CHANGED, user, "Thiết lập xác thực hai lớp")
        if device:
            log.info("second_factor_set_up", officer=user.pk)
            request.session.cycle_key()
            django_otp.login(request, device)
            return _recovery(request)
        form.add_error("code", WRONG)
    waiting = devices.begin(user)
    qr = mark_safe(_svg(_address(waiting)))  # noqa: S308  # drawn by us from a key of ours
    return _page(
        request,
        "set_up",
        "Thiết lập xác thực hai lớp",
        form=form,
        qr=qr,
        secret=devices.secret_of(waiting),
    )


def _address(device: TOTPDevice) -> str:
    """Return the otpauth address of a device (Google Authenticator's key URI format)."""
    label = quote(f"{settings.POLICE_NAME}:{device.user.get_username()}")
    secret = devices.secret_of(device).replace(" ", "")
    values = {"secret": secret, "issuer": settings.POLICE_NAME, "digits": device.digits}
    return f"otpauth://totp/{label}?" + urlencode(values, quote_via=quote)


def _svg(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn,
        kind="svg",
        scale=4,
        border=2,
        xmldecl=False,
        title="Mã QR thiết lập xác thực hai lớp",
    )
    return drawn.getvalue().decode()


@require_http_methods(["POST"])
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Give a verified officer new recovery codes; the former ones end."""
    return _recovery(request)


def _recovery(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        codes = devices.new_recovery_codes(request.user)  # type: ignore[arg-type]
        record(request.user, Act.CHANGED, request.user, "Tạo mã khôi phục mới")  # type: ignore[arg-type]
    log.info("recovery_codes_renewed", officer=request.user.pk)
    return _page(request, "recovery_codes", "Mã khôi phục", codes=codes)


@require_http_methods(["GET"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show an officer how their own sign-in is secured, and what to do about it."""
    user: Any = request.user
    return _page(
        request,
        "overview",
        "Bảo mật đăng nhập",
        device=devices.confirmed(user),
        left=devices.recovery_codes_left(user),
    )
