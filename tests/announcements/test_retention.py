"""What is kept how long."""

import pytest
from django.utils import timezone

from announcements.actions import ending
from announcements.models import Announcement, AnnouncementVersion, Challenge, Picture
from announcements.models.choices import RevocationReason
from announcements.publishing.snapshot import announcements as snapshot
from announcements.retention import CLASSES
from announcements.workflow import State
from tests.announcements.factories import (
    challenge,
    draft,
    duty_leader_of,
    picture,
    published,
)

pytestmark = pytest.mark.django_db
DRAFTS, PERSONS, CHALLENGES, PICTURES = CLASSES


def test_a_draft_that_nobody_touched_for_half_a_year_loses_its_words(offices, now):
    row = draft(claim="Điều gì đó")
    assert DRAFTS.apply(timezone.now()) == 0
    now("2027-06-01 09:00")
    assert DRAFTS.apply(timezone.now()) == 1
    row = Announcement.objects.get(pk=row.pk)
    assert (row.state, row.title, row.body, row.claim) == (State.DISCARDED, "", "", "")


def test_what_was_published_about_things_stays(offices, now):
    row = published()
    now("2029-06-01 09:00")
    assert DRAFTS.apply(timezone.now()) == PERSONS.apply(timezone.now()) == 0
    assert Announcement.objects.get(pk=row.pk).title


def test_of_a_revoked_notice_a_year_later_no_word_is_left(offices, now, monkeypatch):
    # The database's own clock, by which it refuses to delete young versions, is not the test's.
    row = published("wanted")
    ending.revoke(row, duty_leader_of(), RevocationReason.FOUND)
    now("2027-11-30 09:00")
    monkeypatch.setattr("foundation.records.append_only.ExpiringQuerySet.expire", lambda _rows: 0)
    assert PERSONS.apply(timezone.now()) == 1
    row = Announcement.objects.get(pk=row.pk)
    assert (row.state, row.title, row.decision_number) == (State.WITHDRAWN, "", "")
    assert row.picture_id is None
    snapshot.refresh()
    moves = [entry["move"] for entry in snapshot.current().items[row.slug].history]
    assert moves == ["publish", "withdraw"]


def test_answered_challenges_go_and_waiting_ones_stay(offices, now):
    row = published()
    challenge(row, answered_at=timezone.now(), outcome="upheld")
    waiting = challenge(row)
    now("2027-12-01 09:00")
    assert CHALLENGES.apply(timezone.now()) == 1
    assert Challenge.objects.get() == waiting


def test_pictures_that_nothing_uses_go(offices, now):
    kept = published("wanted").picture_id
    picture()
    now("2026-12-12 09:00")
    assert PICTURES.apply(timezone.now()) == 1
    assert Picture.objects.get().pk == kept
    assert AnnouncementVersion.objects.get().picture_id == kept
