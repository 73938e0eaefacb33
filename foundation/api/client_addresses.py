"""The client of a request by network address: one rule for throttles, sign-ins and logs."""

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


def is_from_this_machine(request: HttpRequest) -> bool:
    """Return True for a direct request from this machine, not through a proxy."""
    direct = request.META.get("REMOTE_ADDR", "")
    is_local = not direct or (_is_address(direct) and ipaddress.ip_address(direct).is_loopback)
    return is_local and "HTTP_X_FORWARDED_FOR" not in request.META


def _is_address(text: str) -> bool:
    """Return True if a column of addresses accepts the text: PostgreSQL's has no zones."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text
