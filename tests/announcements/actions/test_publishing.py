"""What the worker does at its time."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from announcements.actions import publishing, reactions
from announcements.models import Announcement, AnnouncementDay, AnnouncementVersion
from announcements.workflow import Move, State
from foundation.publishing.models import Revision
from tests.announcements.factories import approved, published, submitted

pytestmark = pytest.mark.django_db


def state_of(row):
    return Announcement.objects.get(pk=row.pk).state


def test_it_is_published_at_its_time_and_not_before(offices, now):
    row = approved(publish_at=timezone.now() + timedelta(hours=2))
    assert publishing.work() == 0
    now("2026-11-23 11:00")
    assert publishing.work() == 1
    assert state_of(row) == State.PUBLISHED


def test_what_nobody_approved_is_not_published(offices):
    row = submitted()
    assert publishing.work() == 0
    assert state_of(row) == State.SUBMITTED


def test_it_expires_and_is_unpinned(offices, now):
    row = published(expires_at=timezone.now() + timedelta(hours=2))
    Announcement.objects.filter(pk=row.pk).update(pinned_until=timezone.now() + timedelta(hours=1))
    now("2026-11-23 10:00")
    publishing.work()
    assert Announcement.objects.get(pk=row.pk).pinned_until is None
    assert state_of(row) == State.PUBLISHED
    now("2026-11-23 11:00")
    publishing.work()
    assert state_of(row) == State.EXPIRED


def test_what_ends_before_it_was_published_goes_back_to_its_editors(offices, now):
    row = approved(expires_at=timezone.now() + timedelta(hours=1))
    now("2026-11-23 12:00")
    publishing.work()
    assert state_of(row) == State.DRAFT
    assert not AnnouncementVersion.objects.exists()


def test_one_that_fails_holds_no_other_up(offices, monkeypatch):
    first, second = approved(), approved()
    append = publishing.append_version

    def fails(row):
        if row.pk == first.pk:
            raise ValueError
        return append(row)

    monkeypatch.setattr(publishing, "append_version", fails)
    publishing.work()
    assert (state_of(first), state_of(second)) == (State.APPROVED, State.PUBLISHED)


def test_publishing_moves_the_revision_and_is_counted(offices):
    published()
    assert Revision.objects.get(name="announcements").number == 1
    assert AnnouncementDay.objects.get().published == 1


def test_other_rooms_hear_of_a_move_in_its_transaction(offices, monkeypatch):
    heard = []
    monkeypatch.setattr(reactions, "_reactions", {move: [] for move in Move})
    reactions._reactions[Move.PUBLISH] = [lambda row, event: heard.append((row.pk, event.version))]
    row = published()
    assert heard == [(row.pk, 1)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE announcements_announcementversion SET title = 'x'",
        "DELETE FROM announcements_announcementversion",
        "DELETE FROM announcements_announcementevent",
    ],
)
def test_what_citizens_were_shown_is_written_once(offices, sql):
    published()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
