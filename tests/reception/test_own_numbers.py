"""Live numbers on the citizen's own page, and one counter by its number."""

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


def test_a_counter_is_found_by_the_number_in_its_code(api, counter):
    queue(counter.office)
    asked = {"queue": counter.pk}
    (found,) = api.get("/api/v1/reception/queues/", asked).json()["queues"]
    assert (found["id"], found["office_name"]) == (counter.pk, counter.office.name)


def test_a_counter_needs_an_office_or_a_number(api, counter):
    answer = api.get("/api/v1/reception/queues/")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "required")


def test_a_counter_that_is_off_is_not_shown(api, counter):
    counter.active = False
    counter.save()
    assert api.get("/api/v1/reception/queues/", {"queue": counter.pk}).json()["queues"] == []
