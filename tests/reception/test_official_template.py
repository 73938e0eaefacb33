"""The two booking screens of Zalo's e-government template: what they ask for and what they show."""

from datetime import timedelta

import pytest

from reception.actions import closing, desk
from tests.reception import factories

pytestmark = pytest.mark.django_db
QUEUES, NUMBERS = "/api/v1/reception/queues/", "/api/v1/reception/numbers/"


def test_the_form_offers_days_and_hours_and_sends_what_was_chosen(as_lan, counter):
    days = as_lan.get(f"{QUEUES}{counter.pk}/windows/").json()["days"]
    day = next(day for day in days if day["windows"])
    chosen = day["windows"][0]["begins_at"]
    body = {"queue": counter.pk, "begins_at": chosen}
    given = as_lan.post(NUMBERS, body, content_type="application/json").json()
    assert (given["label"], given["day"], given["state"]) == ("9:30-1", day["date"], "booked")


def test_the_ticket_shows_the_own_number_and_the_present_one(as_lan, lan, counter, binh):
    factories.walked_in(counter)
    own = factories.walked_in(counter, who=lan)
    desk.call_next(counter, binh, "Bàn 1")
    (called,) = as_lan.get(f"{QUEUES}{counter.pk}/now/").json()["called"]
    assert called == {"label": "K1", "desk": "Bàn 1"}
    shown = as_lan.get(f"{NUMBERS}{own.pk}/").json()
    assert (shown["label"], shown["before"]) == ("K2", 0)


def test_a_refused_appointment_says_why(as_lan, lan, counter, binh):
    number = factories.booked(counter, lan)
    begins = number.begins_at
    closing.close(counter, binh, begins, begins + timedelta(hours=1), "Mất điện")
    shown = as_lan.get(f"{NUMBERS}{number.pk}/").json()
    assert (shown["state"], shown["reason"]) == ("closed", "Mất điện")


def test_a_number_that_was_not_refused_has_no_reason(as_lan, lan, counter):
    number = factories.booked(counter, lan)
    assert as_lan.get(f"{NUMBERS}{number.pk}/").json()["reason"] == ""
