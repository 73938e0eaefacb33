"""Transactions that commit in any order, and processes that die: no gap, each subject in order."""

import threading

from django.db import connection, transaction

from foundation.events.jobs import number_events
from foundation.events.models import Event
from foundation.events.numbering import number_committed
from foundation.events.recording import record
from foundation.work.pulse import Pulse
from tests.at_once import RACE, at_once
from tests.foundation.events.feed import news, read, subjects

pytestmark = RACE


def test_whoever_commits_late_comes_later_and_is_not_missed():
    written, numbered = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record([news("slow")])  # the lower id
            written.set()
            assert numbered.wait(30)

    def quick():
        assert written.wait(30)
        record([news("quick")])
        assert number_committed() == 1
        cursor = str(read().cursor)
        numbered.set()
        return cursor

    _none, cursor = at_once(2, lambda i: (slow, quick)[i]())
    assert Event.objects.get(subject="slow").pk < Event.objects.get(subject="quick").pk
    number_committed()
    assert subjects(read(cursor)) == ["slow"]


def test_nothing_is_missed_and_each_subject_is_in_order():
    """Four write, committing in any order; two number; one reads all the time."""
    writers, each = 4, 30
    done = threading.Event()
    ended = threading.Barrier(writers, action=done.set)

    def write(subject):
        for version in range(each):
            with transaction.atomic():
                record([news(subject, version)])
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(random() * 0.01)")
        ended.wait(60)

    def number():
        while not done.is_set():
            number_committed(3)
        number_events(Pulse("events"), once=True)

    def follow():
        found, after = [], str(read("now").cursor)
        while len(found) < writers * each:
            page = read(after, limit=7)
            found += page.events
            after = str(page.cursor)
        return found

    roles = [*(lambda s=f"S{i}": write(s) for i in range(writers)), number, number, follow]
    *others, found = at_once(len(roles), lambda i: roles[i]())
    assert others == [None] * (writers + 2)
    assert [event.position for event in found] == list(range(1, writers * each + 1))
    for subject in (f"S{i}" for i in range(writers)):
        versions = [one.data["version"] for one in found if one.subject == subject]
        assert versions == list(range(each))


def test_a_process_that_dies_while_it_numbers_has_numbered_nothing():
    record([news("A"), news("B")])

    def die():
        with transaction.atomic():
            assert number_committed() == 2
            with connection.cursor() as cursor:  # as SIGKILL ends a session
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    (error,) = at_once(1, lambda _i: die())
    assert isinstance(error, Exception)
    assert subjects(read()) == []
    assert number_committed() == 2
    assert [event.position for event in read().events] == [1, 2]
