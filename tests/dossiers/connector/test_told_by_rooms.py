"""What each room tells machines through HTTP: by office and scope, and nobody's name or words."""

from datetime import date

import pytest

from feedback.satisfaction import publishing, rating_totals
from foundation.desk.roles import Role
from foundation.events.numbering import number_committed
from offices.models import Office
from reports.actions import officers
from reports.actions.moving import record_sent
from tests.announcements import factories as announcements
from tests.citizens.factories import citizen
from tests.dossiers.connector.test_reading import ALL, EVENTS, ask, body, code, key
from tests.dossiers.factories import at
from tests.feedback import factories as feedback
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.reports import factories as reports
from tests.reports.officers import officer_of

pytestmark = pytest.mark.django_db
BEGAN, LATER = "2026-11-23 09:07", "2026-11-23 10:00"
NAME, PHONE = "Nguyễn Thị Lan", "+84912345678"


@pytest.fixture(autouse=True)
def clock(time_machine, settings, tmp_path):
    """Begin on a Monday morning; return a function that moves the clock."""
    settings.SEALED_ROOT, settings.MEDIA_ROOT = tmp_path / "sealed", tmp_path / "media"
    time_machine.move_to(at(BEGAN), tick=False)
    offices.province()
    offices.calendar_2026_2027()
    offices.thanh_mieu()
    return lambda text: time_machine.move_to(at(text), tick=False)


def lan():
    return citizen(name=NAME, phone=PHONE)


def ask_question(office):
    return feedback.answered(lan(), text=feedback.TEXT, office=office.pk)


def send_report(office, **values):
    row = reports.report(office, lan(), **values)
    record_sent(row, row.first_received_at)
    return row


def told(*granted, office="tinh", clock=None):
    """Return the events that a key reads."""
    if clock:
        clock(LATER)
    number_committed()
    return body(ask(EVENTS, key(*granted, office=office)))["events"]


def kinds_of(events):
    return [one["type"].removeprefix("police-portal.") for one in events]


OF_AN_OFFICE = for_each(
    ("kind", "happens", "expected"),
    [
        ("question", ask_question, ["question.ask", "question.take", "question.answer"]),
        ("report", send_report, ["report.send"]),
    ],
)


def test_an_office_with_the_longest_code_is_told(clock):
    row = offices.office("a" * Office._meta.pk.max_length)
    clock(BEGAN)
    ask_question(row)
    told_it = kinds_of(told("events.question", office=row.pk, clock=clock))
    assert told_it == ["question.ask", "question.take", "question.answer"]


@OF_AN_OFFICE
def test_an_office_is_told_and_another_one_is_not(kind, happens, expected, clock):
    clock(BEGAN)
    here, elsewhere = offices.thanh_mieu(), offices.office("noi-khac")
    happens(here)
    scope = f"events.{kind}"
    assert kinds_of(told(scope, office=here.pk, clock=clock)) == expected
    assert kinds_of(told(scope)) == expected  # the office above
    assert told(scope, office=elsewhere.pk) == []
    assert told(*(name for name in ALL if name != scope), office=here.pk) == []


@OF_AN_OFFICE
def test_neither_who_wrote_nor_the_words_are_told(kind, happens, expected, clock):
    clock(BEGAN)
    row = happens(offices.thanh_mieu())
    events = told(f"events.{kind}", clock=clock)
    assert {one["subject"] for one in events} == {f"{kind}/{getattr(row, 'number', row.pk)}"}
    said = str(events)
    for secret in (NAME, PHONE, feedback.TEXT, feedback.ANSWER, "đèn đỏ"):
        assert secret not in said


@OF_AN_OFFICE
def test_when_somebody_wrote_is_told_by_the_hour(kind, happens, expected, clock):
    clock(BEGAN)
    happens(offices.thanh_mieu())
    clock("2026-11-23 09:59")
    assert told(f"events.{kind}") == []
    events = told(f"events.{kind}", clock=clock)
    assert [one["time"] for one in events] == ["2026-11-23T03:00:00Z"] * len(expected)


def test_an_earlier_move_of_a_subject_is_told_first_whatever_the_clocks_say(clock):
    clock("2026-11-23 10:01")  # the clock of the first machine is ahead
    row = send_report(offices.thanh_mieu())
    clock("2026-11-23 09:58")
    officers.receive(row, officer_of(offices.thanh_mieu()))
    assert kinds_of(told("events.report", clock=clock)) == ["report.send", "report.receive"]


def test_a_report_that_turns_out_to_be_none_of_a_crime_is_told_as_sent(clock):
    here = offices.thanh_mieu()
    crime = reports.kind("crime", desk="crime", is_crime=True, name="Tố giác tội phạm")
    row = send_report(here, kind=crime)
    receiver = officer_of(here, Role.CRIME_DUTY)
    row = officers.receive(row, receiver)
    assert told("events.report", clock=clock) == []
    officers.reclassify(row, receiver, reports.kind(), "Không có dấu hiệu tội phạm")
    clock("2026-11-23 11:00")
    (event,) = told("events.report")
    assert (kinds_of([event]), event["data"]["status"]) == (["report.send"], "received")


def test_announcements_are_told_to_every_office(clock):
    announcements.published(office=offices.thanh_mieu())
    elsewhere = offices.office("noi-khac")
    (event,) = told("events.announcement", office=elsewhere.pk)
    assert kinds_of([event]) == ["announcement.publish"]
    assert event["time"].startswith("2026-11-23T02:07:00")
    others = (name for name in ALL if name != "events.announcement")
    assert told(*others, office=elsewhere.pk) == []


def test_ratings_are_told_as_published_counts(clock):
    for _number in range(6):
        made = feedback.rating(rated_on=date(2026, 10, 1), aspects={"time": 2})
        rating_totals.count_rating(made)
    assert told("events.ratings") == []
    publishing.publish_due_months(date(2026, 11, 15))
    event = told("events.ratings", office=offices.office("noi-khac").pk)[-1]
    assert (kinds_of([event]), event["data"]["count"]) == (["ratings.published"], 6)
    assert told(*(name for name in ALL if name != "events.ratings")) == []


def test_a_key_without_the_scope_of_any_event_is_refused(clock):
    ask_question(offices.thanh_mieu())
    clock(LATER)
    number_committed()
    assert code(ask(EVENTS, key("dossiers.read"))) == (403, "connector_scope_missing")
