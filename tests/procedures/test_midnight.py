"""Midnight of 31 December 2026: today's fee changes by itself, also for stored ETags."""

from datetime import datetime

import pytest
from time_machine import travel

from foundation.publishing.snapshots import watcher
from procedures.actions import publish
from procedures.models import Procedure
from procedures.publishing.snapshot import catalogue
from tests.for_each import for_each
from tests.procedures.factories import (
    fee,
    make_form,
    make_procedure,
    make_reduction,
    publish_procedure,
)

BEFORE, AFTER = (
    datetime.fromisoformat(moment)
    for moment in ("2026-12-31T23:59:59+07:00", "2027-01-01T00:00:01+07:00")
)
LIST = "/api/v1/procedures/"
ADDRESSES = (LIST, f"{LIST}?search=ho+chieu", f"{LIST}a/", f"{LIST}a/checklist/", f"{LIST}cards/")

pytestmark = pytest.mark.django_db


@pytest.fixture
def passport():
    """Publish a procedure whose fee doubles, and that is free online until the old year ends."""
    procedure = make_procedure(
        id="a",
        short_name="Hộ chiếu",
        fee_status="confirmed",
        fees=[fee(100, effective_to="2026-12-31"), fee(200, effective_from="2027-01-01")],
    )
    make_reduction(procedure, effective_to="2026-12-31")
    return publish_procedure(procedure)


@for_each("address", ADDRESSES)
def test_yesterdays_etag_gets_todays_fee_without_a_query(
    passport, api, django_assert_num_queries, address
):
    with travel(BEFORE, tick=False):
        old = api.get(address)
        same = api.get(address, headers={"If-None-Match": old["ETag"]})
    assert (b':"100 ' in old.content, b':"200 ' in old.content) == (True, False)
    assert same.status_code == 304
    with travel(AFTER, tick=False), django_assert_num_queries(0):
        new = api.get(address, headers={"If-None-Match": old["ETag"]})
        kept = api.get(address, headers={"If-None-Match": new["ETag"]})
    assert (new.status_code, b':"200 ' in new.content, b':"100 ' in new.content) == (
        200,
        True,
        False,
    )
    assert kept.status_code == 304
    assert (old["ETag"][-10:], new["ETag"][-10:]) == ('-20261231"', '-20270101"')


def test_the_page_announced_the_future_fee(passport, api):
    with travel(BEFORE, tick=False):
        before = api.get(f"{LIST}a/").json()["fee"]
    with travel(AFTER, tick=False):
        after = api.get(f"{LIST}a/").json()["fee"]
    assert [change["text"] for change in before["later"]] == ["từ 01/01/2027: 200 đồng/lần"]
    assert (len(before["reductions"]), after["later"], after["reductions"]) == (1, [], [])


def test_a_form_is_replaced_by_its_successor(api, django_assert_num_queries):
    heir = make_form("moi", effective_from="2027-01-01", link="https://bocongan.gov.vn/moi.pdf")
    old = {"effective_to": "2026-12-31", "link": "https://bocongan.gov.vn/cu.pdf"}
    make_form("cu", replaced_by=heir, **old)
    publish_procedure(id="a", forms=[{"form": "cu", "copies": 2}])
    addresses = (f"{LIST}a/", f"{LIST}a/checklist/")
    with travel(BEFORE, tick=False):
        before = [api.get(address).json()["forms"] for address in addresses]
    with travel(AFTER, tick=False), django_assert_num_queries(0):
        after = [api.get(address).json()["forms"] for address in addresses]
    assert [[(form["id"], form["link"]) for form in forms] for forms in before] == [
        [("cu", "https://bocongan.gov.vn/cu.pdf")]
    ] * 2
    assert [[(form["id"], form["link"]) for form in forms] for forms in after] == [
        [("moi", "https://bocongan.gov.vn/moi.pdf"), ("cu", "")]
    ] * 2
    assert "đã được thay" in after[0][1]["replaced"]


@for_each(
    ("moment", "browser", "nginx"),
    [
        ("23:57:59", "public, max-age=60, stale-while-revalidate=60", None),
        ("23:58:30", "public, max-age=90", "10"),
        ("23:59:55", "public, max-age=5", "4"),
        ("23:59:59", "public, max-age=1", "0"),
    ],
)
def test_no_cache_stores_an_answer_over_midnight(passport, api, moment, browser, nginx):
    with travel(datetime.fromisoformat(f"2026-12-31T{moment}+07:00"), tick=False):
        for _fresh_and_remembered in range(2):
            answer = api.get(f"{LIST}a/")
            assert (answer["Cache-Control"], answer.get("X-Accel-Expires")) == (browser, nginx)


def test_a_clock_set_back_gets_the_fee_of_its_day(passport, api):
    for moment, cost in ((BEFORE, b"100 "), (AFTER, b"200 "), (BEFORE, b"100 ")):
        with travel(moment, tick=False):
            assert cost in api.get(LIST).content


def test_a_publication_after_midnight_is_rendered_for_the_new_day(passport, api):
    with travel(BEFORE, tick=False):
        api.get(LIST)
    with travel(AFTER, tick=False):
        Procedure.objects.update(short_name="Tên mới")
        publish("a", None, "Sửa")
        watcher.run_once()
        (card,) = api.get(LIST).json()["results"]
        assert (card["name"], card["fee"]) == ("Tên mới", "200 đồng/lần")
        assert catalogue.current().day.date.isoformat() == "2027-01-01"


def test_the_published_version_keeps_every_dated_row(passport):
    version = passport.versions.get()
    assert [row["amount"] for row in version.fees["rows"]] == [100, 200]
    assert [row["effective_to"] for row in version.fees["reductions"]] == ["2026-12-31"]


def test_publishing_again_on_another_day_changes_nothing(passport):
    with travel(AFTER, tick=False):
        assert publish("a", None, "Lại") is None
