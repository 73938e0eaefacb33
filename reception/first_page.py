"""What the counter shows on the officers' first page: who waits, and what hours do not fit."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.watches import Noticed, Watch
from offices.rights import within_reach
from reception.actions.moving import LEAD, SERVE
from reception.models import Queue, QueueNumber
from reception.windows import day_of
from reception.workflow import State

_GROUP, _NUMBERS = Group(3, "Tiếp dân"), "reception.queuenumber"
AHEAD = timedelta(days=7)
CARDS = (
    Card(_GROUP, "Người đang chờ", "groups", _NUMBERS, SERVE, {"part": "waiting"}, "warning"),
    Card(_GROUP, "Lịch hẹn sắp tới", "event", _NUMBERS, SERVE, {"part": "ahead"}),
)


def misfits(request: HttpRequest) -> Iterator[Noticed]:
    """Yield counters without known hours, and appointments outside of hours that were changed."""
    queues = within_reach(Queue.objects.filter(active=True), request.user).select_related("office")
    today = timezone.localdate()
    for queue in queues:
        if not any(day_of(queue, today + timedelta(days=n), ()).windows for n in range(AHEAD.days)):
            words = f"{queue.office.name}, {queue}: bảy ngày tới không có khung giờ nào"
            yield Noticed(words, reverse("admin:reception_queue_change", args=[queue.pk]))
    booked = QueueNumber.objects.filter(queue__in=queues, state=State.BOOKED, day__gte=today)
    for number in booked.select_related("queue__office").order_by("day", "begins_at", "pk"):
        if number.begins_at not in day_of(number.queue, number.day, ()).windows:
            address = reverse("admin:reception_queuenumber_change", args=[number.pk])
            yield Noticed(f"Số {number}: ngoài giờ tiếp dân đã đổi", address)


WATCHES = (Watch(6, "Giờ tiếp dân của quầy", LEAD, misfits, "Mọi quầy và lịch hẹn đều khớp giờ."),)
