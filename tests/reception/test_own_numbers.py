"""Live numbers on the citizen's own page."""

import pytest

from reception.actions import booking
from tests.reception.factories import booked, person, queue

pytestmark = pytest.mark.django_db
OVERVIEW = "/api/v1/me/overview/"


def shown(client):
    return [row["label"] for row in client.get(OVERVIEW).json()["queue_numbers"]]


def test_the_next_comes_first_and_what_is_over_is_not_there(as_lan, lan, counter):
    booked(counter, lan, number=40)
    booked(queue(counter.office), lan)
    booking.cancel(booked(queue(counter.office), lan))
    labels = shown(as_lan)
    assert (len(labels), labels[0]) == (2, "9:30-1")


def test_nobody_sees_anothers(as_lan, counter):
    booked(counter, person())
    assert shown(as_lan) == []


def test_it_says_where_to_come(as_lan, lan, counter):
    counter.office.address = "Thôn 1"
    counter.office.save()
    booked(counter, lan)
    (row,) = as_lan.get(OVERVIEW).json()["queue_numbers"]
    assert (row["office_name"], row["office_address"]) == (counter.office.name, "Thôn 1")
