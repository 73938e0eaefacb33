"""JSON Feed 1.1 of announcements."""

import pytest

from announcements.feeds import json_feed
from announcements.pages.site import Site
from tests.announcements.feeds.standards import check_json_feed
from tests.announcements.published import (
    LAST,
    LATER,
    corrected,
    held,
    item,
    picture,
    withdrawn,
)

SITE = Site("https://dichvu.congan.example.vn", "Công an tỉnh Quảng Ninh")


def feed(*items):
    return check_json_feed(json_feed.render(held(*items), SITE))


def test_an_item_has_words_picture_and_address():
    (only,) = feed(item(picture=picture()))["items"]
    assert only == {
        "id": "https://dichvu.congan.example.vn/tin/lua-dao-vneid/",
        "url": "https://dichvu.congan.example.vn/tin/lua-dao-vneid/",
        "title": "Giả danh công an yêu cầu cài VNeID",
        "content_html": "<p>Đừng tin &amp; đừng <strong>mở</strong>.</p>",
        "summary": "Không cài ứng dụng theo liên kết lạ.",
        "image": "https://dichvu.congan.example.vn/api/v1/announcements/pictures/5f0c-1600.jpg",
        "date_published": "2026-11-27T03:00:00Z",
        "date_modified": "2026-11-27T03:00:00Z",
        "authors": [{"name": "Công an tỉnh Quảng Ninh"}],
        "tags": ["Cảnh báo lừa đảo"],
        "language": "vi",
    }


def test_the_last_changed_stands_first():
    shown = feed(item("cu"), corrected("sua"))["items"]
    assert [(one["id"].split("/")[-2], one["date_modified"]) for one in shown] == [
        ("sua", LATER),
        ("cu", "2026-11-27T03:00:00Z"),
    ]


def test_what_was_withdrawn_has_to_be_deleted():
    found = feed(withdrawn(), item("khac"))
    assert [one["id"].split("/")[-2] for one in found["items"]] == ["khac"]
    assert found["_withdrawn"]["items"] == [
        {"id": f"{SITE.home}lua-dao-vneid/", "date_deleted": LAST}
    ]


@pytest.mark.parametrize("kind", ["wanted", "missing"])
def test_a_notice_about_a_person_names_nobody(kind):
    notice = item(
        "tim-1", kind, title="Tìm Trần Thị B", summary="Trần Thị B", picture=picture(),
        html="<p>Trần Thị B</p>", particulars={"decision_number": "12/QĐ"},
    )  # fmt: skip
    body = json_feed.render(held(notice), SITE).decode()
    (only,) = check_json_feed(body)["items"]
    assert "image" not in only
    assert not any(word in body for word in ("Trần", "12/QĐ", "pictures"))


def test_an_expired_one_is_left_out_and_fifty_at_most_are_there():
    assert feed(item(state="expired"))["items"] == []
    assert len(feed(*(item(f"tin-{number}") for number in range(60)))["items"]) == 50
