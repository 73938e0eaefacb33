"""Months that are published, files that nobody knows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from feedback import jobs
from feedback.satisfaction import rating_totals
from tests.feedback.factories import rating

pytestmark = pytest.mark.django_db


def rated(number, month, **values):
    for _one in range(number):
        made = rating(rated_on=month, **values)
        rating_totals.count_rating(made)


def test_a_month_is_published_once(time_machine):
    rated(6, date(2026, 10, 1))
    time_machine.move_to("2026-11-15T01:00:00+00:00")
    assert jobs.publish_satisfaction() == "Đã công bố: 10/2026."
    assert jobs.publish_satisfaction() == "Đã công bố: không tháng nào."


def lost_file(folder, age):
    """Write a file that no row knows into the folder of the day `age` days ago."""
    day = timezone.localdate() - timedelta(days=age)
    path = folder / "photos" / f"{day:%Y-%m-%d}" / "lost.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    return path


def test_only_files_from_before_yesterday_are_deleted(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    old, yesterday = lost_file(tmp_path, 2), lost_file(tmp_path, 1)
    assert jobs.sweep_photos() == "Đã xoá 1 tệp ảnh không còn dùng."
    assert (old.exists(), yesterday.exists()) == (False, True)
