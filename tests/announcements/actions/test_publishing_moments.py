"""What the worker moves, to the second: publication, the end of a pin, the end of all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from announcements.actions import arranging, publishing
from announcements.models import Announcement
from announcements.workflow import State
from tests.announcements.factories import approved, approver_of, published

pytestmark = pytest.mark.django_db
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
MOMENTS = pytest.mark.parametrize(("late", "done"), [(-SECOND, 0), (0 * SECOND, 1), (HOUR, 1)])


def read(row):
    return Announcement.objects.get(pk=row.pk)


@MOMENTS
def test_it_is_published_when_its_time_has_come(offices, late, done):
    begin = timezone.now() + HOUR
    row = approved(publish_at=begin)
    assert publishing.work(begin + late) == done
    assert read(row).state == (State.PUBLISHED if done else State.APPROVED)


@MOMENTS
def test_a_pin_ends_when_its_time_is_over(offices, late, done):
    end = timezone.now() + HOUR
    row = arranging.pin(published(), approver_of(), end)
    assert publishing.work(end + late) == done
    assert read(row).pinned_until == (None if done else end)


@MOMENTS
def test_it_expires_when_its_time_is_over(offices, late, done):
    end = timezone.now() + HOUR
    row = published(expires_at=end)
    assert publishing.work(end + late) == done
    assert read(row).state == (State.EXPIRED if done else State.PUBLISHED)
