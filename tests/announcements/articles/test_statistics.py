"""What Zalo counts of articles, by day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from announcements.models import Article, ArticleDay
from official_accounts.models import OaToken
from tests.announcements.factories import published

pytestmark = pytest.mark.django_db


def by_day():
    days = ArticleDay.objects.order_by("day", "article")
    return [(f"{one.day:%d/%m}", one.views, one.shares) for one in days]


def test_each_day_has_what_came_since_the_day_before(three, desk, work, now, zalo):
    published()
    work()
    desk.all[0].views, desk.all[0].shares = 40, 2
    call_command("send_articles", count=True)
    now("2026-11-24 02:00")
    OaToken.objects.update(expires_at=timezone.now() + timedelta(hours=20))
    zalo.world.oa_tokens = dict.fromkeys(zalo.world.oa_tokens, zalo.world.now() + 9e9)
    desk.all[0].views = 55
    call_command("send_articles", count=True)
    assert by_day() == [("23/11", 40, 2), ("24/11", 15, 0)]
    assert Article.objects.exclude(zalo_link="").count() == 3


def test_a_total_that_falls_takes_nothing_back(three, desk, work):
    published()
    work()
    for views in (10, 3, 12):
        desk.all[0].views = views
        call_command("send_articles", count=True)
    assert by_day() == [("23/11", 12, 0)]
