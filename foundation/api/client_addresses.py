"""Whose request it is, by network address: one rule for throttles, sign-ins and logs."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def client_address(request: Request | HttpRequest) -> str:
    """Return the address of the client. Also AXES_CLIENT_IP_CALLABLE.

    Behind proxies it is the entry that our outermost one wrote; a client can forge the others.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    proxies = settings.NUM_PROXIES or 0
    if not proxies or not forwarded:
        return direct
    hops = [hop.strip() for hop in forwarded.split(",")]
    entry = str(hops[-min(proxies, len(hops))])
    return entry if _is_address(entry) else direct


def _is_address(text: str) -> bool:
    """Return True for what a column of addresses takes: PostgreSQL's knows no zones."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text
