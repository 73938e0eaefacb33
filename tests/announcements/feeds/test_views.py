"""The endpoints of the feeds."""

import pytest
from django.test import Client

from tests.announcements.feeds.standards import check_atom, check_cap, check_json_feed
from tests.announcements.published import item, publish, withdrawn
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
FEEDS = [
    ("announcements.json", "application/feed+json", check_json_feed),
    ("announcements.atom", "application/atom+xml", check_atom),
    ("alerts.cap", "application/atom+xml", check_atom),
    ("alerts/lua-dao-vneid.cap", "application/cap+xml", check_cap),
]


def ask(name, **headers):
    return Client(headers=headers).get(f"/api/v1/feeds/{name}")


@for_each(("name", "media_type", "check"), FEEDS)
def test_each_feed_is_valid_and_changes_its_etag_with_what_is_published(name, media_type, check):
    publish(item())
    first = ask(name, accept=media_type)
    check(first.content)
    assert first["Content-Type"] == f"{media_type}; charset=utf-8"
    assert first["Cache-Control"] == "no-cache"
    assert ask(name, if_none_match=first["ETag"]).status_code == 304
    publish(withdrawn())
    again = ask(name, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert b"VNeID" not in again.content


@for_each("name", [name for name, _media_type, _check in FEEDS])
def test_the_page_of_anybody_may_read_a_feed(name):
    publish(item())
    assert ask(name, origin="https://bao.example")["Access-Control-Allow-Origin"] == "*"


@for_each("name", [name for name, _media_type, _check in FEEDS])
def test_a_feed_costs_no_query(name, django_assert_num_queries):
    publish(item())
    ask(name)
    with django_assert_num_queries(0):
        assert ask(name).status_code == 200


def test_addresses_are_those_of_the_host_that_was_asked(settings):
    settings.ALLOWED_HOSTS = ["a.vn", "b.vn"]
    publish(item())
    feeds = [Client(headers={"host": host}).get("/api/v1/feeds/announcements.json") for host in
             ("a.vn", "b.vn")]  # fmt: skip
    assert [feed.json()["home_page_url"] for feed in feeds] == [
        *("http://a.vn/tin/", "http://b.vn/tin/")
    ]
    settings.PUBLIC_URL = "https://dichvu.vn/"
    assert (
        ask("announcements.json", host="a.vn").json()["home_page_url"] == "https://dichvu.vn/tin/"
    )


def test_no_warning_of_this_name_is_a_404():
    publish(item("tin", "news"))
    assert [ask(f"alerts/{slug}.cap").status_code for slug in ("tin", "nothing")] == [404, 404]
