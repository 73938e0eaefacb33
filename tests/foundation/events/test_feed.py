"""The feed of events: pages, a cursor that knows its history, and what is kept."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.events import reading, retention
from foundation.events.jobs import number_events
from foundation.events.models import Event
from foundation.events.numbering import number_committed
from foundation.events.recording import record
from foundation.records import identity
from foundation.work.pulse import Pulse
from tests.for_each import for_each
from tests.foundation.events.feed import happened, news, read, refused, subjects

pytestmark = pytest.mark.django_db


def test_what_is_not_numbered_is_not_read():
    record([news("A")])
    assert subjects(read()) == []
    assert number_events(Pulse("events"), once=True) == 1
    assert subjects(read()) == ["A"]


def test_pages_follow_each_other():
    happened("A", "B", "C")
    first = read(limit=2)
    assert (subjects(first), first.more) == (["A", "B"], True)
    second = read(str(first.cursor), limit=2)
    assert (subjects(second), second.more) == (["C"], False)
    assert subjects(read(str(second.cursor))) == []


def test_it_is_read_again_from_any_point():
    happened("A", "B", "C")
    cursor = str(read(limit=1).cursor)
    assert subjects(read(cursor)) == subjects(read(cursor)) == ["B", "C"]


def test_now_is_behind_everything():
    happened("A")
    page = read("now")
    assert subjects(page) == []
    happened("B")
    assert subjects(read(str(page.cursor))) == ["B"]


def test_a_cursor_of_an_empty_feed_misses_nothing():
    cursor = str(read("now").cursor)
    happened("A")
    assert subjects(read(cursor)) == ["A"]


def test_each_reader_gets_what_is_theirs():
    record([news("A"), news("B", office="there"), news("C", kind="question")])
    record([news("D", office="there", former_office="here"), news("E", kind="announcement")])
    record([news("F", kind="announcement", office="there")])
    Event.objects.update(at=timezone.now())  # the hour of the question is over
    number_committed()
    assert subjects(read()) == ["A", "D"]
    assert subjects(read(kinds=["question", "announcement"])) == ["C", "E", "F"]
    assert subjects(read(kinds=[])) == []


def test_the_cursor_passes_what_is_of_others(monkeypatch):
    monkeypatch.setattr(reading, "WINDOW", 2)
    record([news(str(i), office="there") for i in range(5)])
    record([news("A")])
    number_committed()
    page = read()
    assert (subjects(page), page.more, page.cursor.position) == ([], True, 2)
    page = read(str(read(str(page.cursor)).cursor))
    assert (subjects(page), page.more) == (["A"], False)


@for_each("after", ["x", "1", "0.0.0", "'; --", "deadbeef.1.deadbeefx", "deadbeef.-1.deadbeef"])
def test_a_malformed_cursor_is_refused(after):
    assert refused(after) == "invalid_request"


def test_another_installation_s_cursor_is_refused(monkeypatch):
    happened("A")
    cursor = str(read().cursor)
    monkeypatch.setattr(identity, "_known", [uuid.uuid4()])
    assert refused(cursor) == "events_cursor_foreign"


def test_the_future_is_refused():
    happened("A")
    mark, position, tag = str(read().cursor).split(".")
    assert refused(f"{mark}.{int(position) + 1}.{tag}") == "events_cursor_unknown"
    assert refused(f"{mark}.{10**17}.{tag}") == "events_cursor_unknown"


def test_a_history_that_was_lost_is_noticed_after_its_positions_are_given_anew():
    happened("A", "B")
    cursor = str(read().cursor)
    Event.objects.filter(subject="B").delete()  # the copy that took over had not got it
    assert refused(cursor) == "events_cursor_unknown"
    happened("C", "D")
    assert refused(cursor) == "events_cursor_unknown"


def test_a_reader_who_comes_back_too_late_is_told(settings):
    happened("A", "B")
    cursor = str(read(limit=1).cursor)
    Event.objects.update(at=timezone.now() - timedelta(days=settings.EVENTS_DAYS + 10))
    happened("C")
    forget()
    assert refused(cursor) == "events_cursor_expired"
    assert subjects(read()) == ["C"]


def test_who_began_before_the_first_event_is_told_as_well():
    cursor = str(read("now").cursor)
    happened("A", "B")
    Event.objects.filter(position=1).delete()
    assert refused(cursor) == "events_cursor_expired"


def forget():
    """Delete what is kept no longer."""
    (events,) = retention.CLASSES
    return events.apply(timezone.now())


def test_the_last_one_stays_so_that_its_reader_goes_on(settings):
    happened("A", "B")
    cursor = str(read().cursor)
    Event.objects.update(at=timezone.now() - timedelta(days=settings.EVENTS_DAYS + 10))
    assert forget() == 1
    happened("C")
    assert subjects(read(cursor)) == ["C"]


def test_only_the_beginning_is_deleted(settings):
    happened("A", "B", "C")
    old = timezone.now() - timedelta(days=settings.EVENTS_DAYS + 10)
    Event.objects.exclude(subject="B").update(at=old)
    assert forget() == 1
    assert subjects(read()) == ["B", "C"]


def test_a_deletion_that_is_broken_off_leaves_no_gap():
    happened("late", "early", "C")
    for subject, position in (("late", 9), ("early", 1), ("late", 2)):  # it was committed later
        Event.objects.filter(subject=subject).update(position=position)
    Event.objects.update(at=timezone.now() - timedelta(days=4_000))
    gone = []

    def remove(rows):
        gone.extend(rows.values_list("subject", flat=True))
        return retention.CLASSES[0].remove(rows)

    replace(retention.CLASSES[0], batch=1, remove=remove).apply(timezone.now())
    assert gone == ["early", "late"]


def test_what_is_not_numbered_stays(settings):
    record([news("A")])
    Event.objects.update(at=timezone.now() - timedelta(days=settings.EVENTS_DAYS + 10))
    assert forget() == 0


def test_nothing_is_written_of_what_is_rolled_back():
    with transaction.atomic():
        record([news("A")])
        transaction.set_rollback(True)
    happened("B")
    assert [(event.position, event.subject) for event in read().events] == [(1, "B")]
