"""`/.well-known/security.txt` (RFC 9116): whom to tell of a hole in this service."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

HOLDS_DAYS = 180


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Return the contact, as long as the province named one."""
    contact = _contact()
    if not contact:
        raise Http404
    expires = timezone.localtime() + timedelta(days=HOLDS_DAYS)
    midnight = expires.replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {midnight.isoformat()}"]
    lines.append("Preferred-Languages: vi, en")
    if settings.PUBLIC_URL:
        lines.append(f"Canonical: {settings.PUBLIC_URL.rstrip('/')}/.well-known/security.txt")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _contact() -> str:
    if settings.PRIVACY_EMAIL:
        return f"mailto:{settings.PRIVACY_EMAIL}"
    phone = settings.PRIVACY_PHONE or settings.POLICE_PHONE
    return f"tel:{phone.replace(' ', '-')}" if phone else ""
