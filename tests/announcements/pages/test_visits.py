"""Visits of our pages by where the link stood, of nobody in particular."""

import pytest

from announcements.models import NewsVisitDay
from announcements.pages import visits
from tests.announcements.factories import published

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 15)"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(offices):
    return published()


def counted():
    visits.counts.write()
    rows = NewsVisitDay.objects.order_by("source")
    return [(one.source, one.visits, one.from_articles) for one in rows]


def test_a_page_counts_by_source(client, row):
    client.get(f"/tin/{row.slug}/?utm_source=oa-article")
    client.get(f"/tin/{row.slug}/?utm_source=oa-article")
    client.get(f"/tin/{row.slug}/")
    client.get(f"/tin/{row.slug}/?utm_source=mua-hang")
    client.head(f"/tin/{row.slug}/")
    assert counted() == [("direct", 1, 0), ("oa-article", 2, 2), ("other", 1, 0)]


def test_a_printed_link_counts_on_a_phone_too(client, row, settings):
    settings.ZALO_MINI_APP_ID = "1234"
    answer = client.get(f"/m/news/{row.slug}/?utm_source=poster", headers=PHONE)
    assert answer.status_code == 302
    assert counted() == [("poster", 1, 0)]


def test_a_visit_leaves_nothing_in_the_browser(client, row):
    answer = client.get(f"/m/news/{row.slug}/?utm_source=oa-article&bai=0a1b")
    assert row.title in answer.content.decode()
    assert not answer.cookies
    assert {field.name for field in NewsVisitDay._meta.fields} == {
        *("id", "day", "office", "source", "visits"),
        *("from_articles", "from_paper", "from_shares"),
    }


def test_unknown_and_withdrawn_ones_are_not_counted(client, offices):
    client.get("/tin/khong-co/?utm_source=oa-article")
    assert counted() == []
