"""The pages between the password and the admin: set up or prove the second factor."""

import io
from typing import Any, cast
from urllib.parse import quote, urlencode

import django_otp
import segno
import structlog
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.widgets import UnfoldAdminTextInputWidget

from foundation.desk.change_log.recording import Act, record
from officers.second_factor import devices
from offices.installation import police_name

log = structlog.get_logger("police_portal.sign_in")
WRONG = "Mã không đúng hoặc đã dùng. Nếu đã sai nhiều lần, hãy chờ một lát rồi nhập mã mới."


class CodeForm(forms.Form):
    """The field for one code."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=40,
        widget=UnfoldAdminTextInputWidget(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy nhập mã."},
    )


def _render_page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/second_factor/{name}.html",
        {**admin.site.each_context(request), "title": title, **context},
    )


def _officer_of(request: HttpRequest) -> User:
    """Return the officer; the admin's own check has refused everybody else."""
    return cast("User", request.user)


@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the phone, or a recovery code."""
    officer = _officer_of(request)
    if devices.confirmed_phone(officer) is None:
        return redirect("second-factor-set-up")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = devices.verify_code(officer, form.cleaned_data["code"])
        if device:
            return _enter(request, device)
        form.add_error("code", WRONG)
        log.warning("second_factor_refused", officer=officer.pk)
    return _render_page(request, "prove", "Xác thực hai lớp", form=form)


def _enter(request: HttpRequest, device: Device) -> HttpResponseRedirect:
    request.session.cycle_key()  # a session key stolen before the second factor is useless
    django_otp.login(request, device)
    if not isinstance(device, TOTPDevice):
        left = devices.recovery_codes_left(_officer_of(request))
        messages.warning(request, f"Đồng chí vừa dùng một mã khôi phục, còn {left} mã.")
    return HttpResponseRedirect(_next_page(request))


def _next_page(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("admin:index")


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Guide an officer through setting up the phone, then show recovery codes."""
    user = _officer_of(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            device = devices.confirm_phone(user, form.cleaned_data["code"])
            if device:
                record(user, Act.CHANGED, user, "Thiết lập xác thực hai lớp")
        if device:
            log.info("second_factor_set_up", officer=user.pk)
            request.session.cycle_key()
            django_otp.login(request, device)
            return _show_new_recovery_codes(request)
        form.add_error("code", WRONG)
    waiting = devices.begin_set_up(user)
    qr = mark_safe(_qr_code(_otpauth_address(waiting)))  # noqa: S308  # drawn by us from a key of ours
    return _render_page(
        request,
        "set_up",
        "Thiết lập xác thực hai lớp",
        form=form,
        qr=qr,
        secret=devices.secret_of(waiting),
    )


def _otpauth_address(device: TOTPDevice) -> str:
    """Return the otpauth address of a device (Google Authenticator's key URI format)."""
    issuer = police_name()
    label = quote(f"{issuer}:{device.user.get_username()}")
    secret = devices.secret_of(device).replace(" ", "")
    values = {"secret": secret, "issuer": issuer, "digits": device.digits}
    return f"otpauth://totp/{label}?" + urlencode(values, quote_via=quote)


def _qr_code(text: str) -> str:
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
    """Give a verified officer new recovery codes; the earlier ones stop working."""
    return _show_new_recovery_codes(request)


def _show_new_recovery_codes(request: HttpRequest) -> HttpResponse:
    officer = _officer_of(request)
    with transaction.atomic():
        codes = devices.renew_recovery_codes(officer)
        record(officer, Act.CHANGED, officer, "Tạo mã khôi phục mới")
    log.info("recovery_codes_renewed", officer=officer.pk)
    return _render_page(request, "recovery_codes", "Mã khôi phục", codes=codes)


@require_http_methods(["GET"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show officers how their own sign-in is secured, and what they can change."""
    user = _officer_of(request)
    return _render_page(
        request,
        "overview",
        "Bảo mật đăng nhập",
        device=devices.confirmed_phone(user),
        left=devices.recovery_codes_left(user),
    )
