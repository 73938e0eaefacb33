"""On the first page: how well citizens find their offices, who looks after them, who is on duty.

It is not in the room of offices, which is below the first page.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from officers.first_page.urgent import Source, Told
from offices import completeness
from offices.duty import roster
from offices.duty.roster import week_address
from offices.models import DutyShift, Office
from offices.rights import CORRECT, within_reach

_GROUP = Group(7, "Thông tin đơn vị")
_MINE = {"reach": "mine", "in_force": "yes"}
CARDS = (
    Card(
        _GROUP,
        "Còn thiếu địa chỉ, điện thoại, giờ hoặc vị trí",
        "wrong_location",
        "offices.office",
        CORRECT,
        {**_MINE, "missing": "any"},
    ),
    Card(
        _GROUP,
        "Địa bàn chưa kiểm tra trong 90 ngày",
        "person_pin_circle",
        "offices.beat",
        "offices.change_beat",
        {"checked": "no"},
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


_FORGOTTEN = timedelta(days=30)  # whoever enters no shifts for so long keeps no roster


def _gaps(request: HttpRequest) -> QuerySet[DutyShift]:
    """Return the last shift before each gap that has begun or begins within a day."""
    now = timezone.now()
    found = DutyShift.objects.before_gaps(now, now + roster.SOON)
    mine = within_reach(found.filter(ends_at__gt=now - _FORGOTTEN), request.user)
    return mine.select_related("office").order_by("ends_at", "pk")


def _tell_gap(_request: HttpRequest, last: DutyShift) -> Told:
    since = timezone.localtime(last.ends_at)
    return Told(
        f"Trống ca {last.get_function_display().lower()}",
        f"{last.office.name}: chưa phân công từ {since:%H:%M %d/%m}",
        last.ends_at,
        {},
        address=week_address(last.office_id, since.date()),
    )


GAPS = Source("Lịch trực", "offices.dutyshift", "offices.change_dutyshift", _gaps, _tell_gap)
PANELS = (Panel(CORRECT, "admin/first_page/office_information.html", _show_completeness),)
