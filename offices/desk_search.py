"""Offices in the officers' search, by name without marks."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.search import Asked, Found, Source
from offices.models import Office

VIEW = "offices.view_office"


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the offices with every word in their current or a former name."""
    if not request.user.has_perm(VIEW):
        return []
    rows = Office.objects.filter(*(Q(search_text__contains=word) for word in asked.words))
    return [
        Found(row.name, row.address or "", reverse("admin:offices_office_change", args=[row.pk]))
        for row in rows.only("name", "address")[:most]
    ]


SOURCE = Source("Đơn vị", "apartment", find, place=5)
