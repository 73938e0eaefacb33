"""Panel of the first page: how well citizens find their offices.

It is not in the room of offices, which is below the first page.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from offices import completeness
from offices.models import Office
from offices.rights import CORRECT, within_reach

_MINE = {"reach": "mine", "in_force": "yes"}
CARDS = (
    Card(
        Group(7, "Thông tin đơn vị"),
        "Còn thiếu địa chỉ, điện thoại, giờ hoặc vị trí",
        "wrong_location",
        "offices.office",
        CORRECT,
        {**_MINE, "missing": "any"},
    ),
)


def _show_completeness(request: HttpRequest) -> dict[str, Any]:
    working = Office.objects.in_force(timezone.localdate())
    counted = completeness.count_lacking(within_reach(working, request.user, "pk"))
    total = counted.pop("total")
    return {
        "offices": total,
        "parts": [
            {
                "label": completeness.PARTS[part][0],
                "known": total - missing,
                "missing": missing,
                "address": f"{reverse('admin:offices_office_changelist')}?"
                + urlencode({**_MINE, "missing": part}),
            }
            for part, missing in counted.items()
        ],
    }


PANELS = (Panel(CORRECT, "admin/first_page/office_information.html", _show_completeness),)
