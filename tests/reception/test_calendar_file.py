"""An appointment as a file for calendars."""

import pytest

from reception.actions import booking, closing
from reception.api import calendar_file
from tests.citizens.factories import client_of
from tests.reception.factories import booked, person, queue, walked_in, window
from tests.reception.test_booking import NUMBERS

pytestmark = pytest.mark.django_db


def path_of(number):
    return f"{NUMBERS}{number.pk}/calendar.ics"


def read(client, number):
    """Return the lines of a file by name, unfolded."""
    answer = client.get(path_of(number))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def test_it_names_number_place_and_hour(as_lan, lan, counter):
    counter.office.address = "Thôn 1; cạnh chợ, xã Hẹn"
    counter.office.save()
    event = read(as_lan, booked(counter, lan))
    assert (event["DTSTART"], event["DTEND"]) == ("20261123T023000Z", "20261123T030000Z")
    assert event["SUMMARY"] == f"Số 9:30-1 – {counter.office.name}"
    assert event["LOCATION"].endswith(r"Thôn 1\; cạnh chợ\, xã Hẹn")
    assert (event["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", "0")


def test_a_moved_appointment_replaces_its_event(as_lan, lan, counter):
    number = booked(counter, lan)
    first = read(as_lan, number)
    booking.move(number, window(counter, 3))
    moved = read(as_lan, number)
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], "1")
    assert moved["DTSTART"] == "20261123T040000Z"


def test_what_is_cancelled_or_closed_takes_its_event_away(as_lan, lan, counter, binh):
    cancelled, closed = booked(counter, lan), booked(counter, lan, 1, for_other=True)
    uid = read(as_lan, cancelled)["UID"]
    booking.cancel(cancelled)
    gone = read(as_lan, cancelled)
    assert (gone["UID"], gone["METHOD"], gone["STATUS"]) == (uid, "CANCEL", "CANCELLED")
    assert gone["SEQUENCE"] == "1"
    closing.close(counter, binh, closed.begins_at, window(counter, 9), "Họp")
    assert read(as_lan, closed)["STATUS"] == "CANCELLED"


def test_others_and_walk_ins_have_none(as_lan, lan, counter):
    number = booked(counter, lan)
    assert client_of(person()).get(path_of(number)).status_code == 404
    assert as_lan.get(path_of(walked_in(queue(counter.office), lan))).status_code == 404


def test_no_line_is_too_long_or_broken_within_a_letter():
    folded = calendar_file._folded("SUMMARY:" + "ệ" * 100)
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert folded.decode().replace("\r\n ", "") == "SUMMARY:" + "ệ" * 100 + "\r\n"


def test_a_name_with_a_line_end_stays_one_line():
    assert calendar_file._text("a\r\nb\\c") == r"a\nb\\c"
