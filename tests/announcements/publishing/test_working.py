"""The loop that publishes."""

import threading

import pytest
from django.db import OperationalError

from announcements import jobs
from announcements.models import Announcement
from announcements.publishing import working
from announcements.workflow import State
from foundation.work.pulse import Pulse
from tests.announcements.factories import approved

pytestmark = pytest.mark.django_db


def test_once_it_does_what_is_due_and_ends(offices):
    rows = [approved() for _ in range(2)]
    assert jobs.publish_announcements(Pulse("publish"), once=True) == 2
    states = Announcement.objects.filter(pk__in=[row.pk for row in rows]).values_list("state")
    assert set(states) == {(State.PUBLISHED,)}


# A connection that is closed within a test's transaction would fail in every round.
@pytest.mark.django_db(transaction=True)
def test_a_lost_database_is_waited_for(monkeypatch):
    stop, tried = threading.Event(), []

    def fails():
        tried.append(1)
        if len(tried) == 2:
            stop.set()
        raise OperationalError

    monkeypatch.setattr(working, "work", fails)
    monkeypatch.setattr(working, "PAUSE_SECONDS", 0)
    assert working.run(stop) == 0
    assert len(tried) == 2
