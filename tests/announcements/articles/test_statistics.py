"""What Zalo counts of articles, by day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from announcements import jobs
from announcements.models import Article, ArticleDay
from official_accounts.models import OaToken
from tests.announcements.factories import published

pytestmark = pytest.mark.django_db


def by_day():
    days = ArticleDay.objects.order_by("day", "article")
    return [(f"{one.day:%d/%m}", one.views, one.shares) for one in days]


@pytest.fixture
def read(now, zalo, desk):
    """Return a function that reads the totals of the first article at a moment."""

    def read_at(moment, **totals):
        now(moment)
        OaToken.objects.update(expires_at=timezone.now() + timedelta(hours=20))
        zalo.world.oa_tokens = dict.fromkeys(zalo.world.oa_tokens, zalo.world.now() + 9e9)
        for name, total in totals.items():
            setattr(desk.all[0], name, total)
        jobs.count_articles()

    return read_at


def test_what_came_is_counted_for_the_day_on_which_most_of_it_came(three, work, read):
    published()
    work()
    read("2026-11-24 03:10", views=40, shares=2)
    read("2026-11-25 03:15", views=55)
    assert by_day() == [("23/11", 40, 2), ("24/11", 15, 0)]
    assert Article.objects.exclude(zalo_link="").count() == 3


def test_the_last_day_of_a_month_is_counted_in_that_month(three, work, read):
    published()
    work()
    read("2026-11-30 03:10", views=1)
    read("2026-12-01 03:19", views=8)
    read("2026-12-02 03:10", views=9)
    assert by_day()[-2:] == [("30/11", 7, 0), ("01/12", 1, 0)]


def test_a_reading_by_day_counts_for_that_day(three, work, read):
    published()
    work()
    read("2026-11-23 15:00", views=4)
    assert by_day() == [("23/11", 4, 0)]


def test_a_total_that_falls_takes_nothing_back(three, desk, work):
    published()
    work()
    for views in (10, 3, 12):
        desk.all[0].views = views
        jobs.count_articles()
    assert by_day() == [("23/11", 12, 0)]
