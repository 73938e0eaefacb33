"""Export, erasure and retention of numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.records.retention import classes
from reception import personal_data
from reception.models import QueueNumber, Slot
from tests.reception.factories import booked, group, walked_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.usefixtures("counter")
def test_an_export_holds_ones_own_only(counter, lan):
    booked(counter, who=lan, for_other=True, visitor_name="Mẹ Lan")
    booked(counter)
    (row,) = personal_data.export(lan)
    assert (row["label"], row["visitor_name"]) == ("9:30-1", "Mẹ Lan")


def test_erasing_frees_the_place_and_leads_to_nobody(counter, lan):
    number = booked(counter, who=lan, visitor_name="Mẹ Lan", secret="ABC")
    (kept,) = personal_data.erase(lan)
    number.refresh_from_db()
    assert (number.state, number.citizen, number.visitor_name, number.secret_hash) == (
        "cancelled", None, "", "",
    )  # fmt: skip
    assert Slot.objects.get().taken == 0
    assert "không còn dẫn tới ai" in kept.what


def apply(name):
    (one,) = [one for one in classes() if one.name == name]
    return one.apply(timezone.now())


@pytest.mark.parametrize(
    ("name", "days", "column"),
    [
        ("queue_names", 1, "visitor_name"),
        ("queue_priorities", 7, "priority"),
        ("queue_persons", 30, "citizen"),
    ],
)
def test_what_is_personal_goes_in_time(counter, lan, name, days, column):
    old, young = (walked_in(counter, who=who, name="Mẹ", priority=group()) for who in (lan, None))
    QueueNumber.objects.filter(pk=young.pk).update(citizen=lan, state="done")
    today = timezone.localdate()
    QueueNumber.objects.filter(pk=old.pk).update(day=today - (days + 1) * DAY, state="done")
    QueueNumber.objects.filter(pk=young.pk).update(day=today - days * DAY)
    assert apply(name) == 1
    assert not getattr(QueueNumber.objects.get(pk=old.pk), column)
    assert getattr(QueueNumber.objects.get(pk=young.pk), column)
