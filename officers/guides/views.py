"""The pages of the guides, for signed-in officers."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from foundation.desk.phones import is_phone
from officers.guides.listing import BY_NAME, PICTURES, guides_for, own_guides
from officers.guides.rendering import folded, render
from officers.guides.sections import section_of


def guide(request: HttpRequest, name: str = "") -> HttpResponse:
    """Show a guide and a list of all; without a name, the first for the officer's role.

    «?trang=» is the page whose «?» was pressed: its section is opened.
    """
    if "trang" in request.GET and not name:
        section = section_of(request.GET["trang"], own_guides(cast("User", request.user)))
        if section:
            return redirect(f"{reverse('help', args=[section.guide])}#{section.anchor}")
    guides = guides_for(cast("User", request.user))  # the admin admits nobody else
    chosen = BY_NAME.get(name) if name else guides[0]
    if chosen is None:
        raise Http404
    text = render(chosen.path.read_text(encoding="utf-8"))
    context = {
        **admin.site.each_context(request),
        "title": "Trợ giúp",
        "guides": guides,
        "chosen": chosen,
        "text": folded(text) if is_phone(request) else text,
    }
    return TemplateResponse(request, "admin/guides/guide.html", context)


def picture(_request: HttpRequest, name: str) -> HttpResponse:
    """Send a picture of a guide."""
    path = PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(
        path.read_bytes(),
        content_type="image/png",
        headers={"Cache-Control": "private, max-age=3600"},
    )
