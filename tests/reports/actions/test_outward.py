"""What other systems are told of reports."""

import pytest
from django.utils import timezone

from foundation.events.models import Event
from reports.actions.moving import make_move, record_sent
from reports.workflow import Desk, Move
from tests.for_each import for_each
from tests.reports.factories import kind, report

pytestmark = pytest.mark.django_db


def told_of(place, made):
    """Send a report of this kind, receive it, and return what is told of it."""
    row = report(place, kind=made)
    record_sent(row, timezone.now())
    make_move(row, Move.RECEIVE)
    return [(event.what, event.data["number"]) for event in Event.objects.order_by("pk")]


def test_where_a_report_stands_is_told(commune):
    assert [what for what, _number in told_of(commune, kind())] == ["send", "receive"]


@for_each(
    ("desk", "is_crime"),
    [(Desk.CRIME, True), (Desk.CRIME, False), (Desk.GENERAL, True), (Desk.INSPECTORATE, False)],
)
def test_of_crimes_and_of_officers_nothing_is_told(commune, desk, is_crime):
    made = kind(f"{desk}-{is_crime}", desk=desk, is_crime=is_crime)
    assert told_of(commune, made) == []
