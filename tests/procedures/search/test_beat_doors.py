"""Doors to area officers and duty: whole sentences of this form, and nothing beyond."""

import pytest

from offices.snapshot import directory
from procedures.search.beat_doors import find
from tests.offices.factories import thanh_mieu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ward():
    thanh_mieu()
    directory.forget()


@pytest.mark.parametrize(
    ("text", "place", "office"),
    [
        ("cảnh sát khu vực tổ 5", "to 5", ""),
        ("công an phụ trách xóm Đồng", "xom dong", ""),
        ("số điện thoại công an phụ trách xóm Đồng", "xom dong", ""),
        ("CSKV tổ dân phố số 05 ở đâu", "to 5", ""),
        ("cảnh sát khu vực của tôi là ai", None, ""),
        ("cảnh sát khu vực phường Thanh Miếu", None, "ca-phuong-thanh-mieu"),
        ("ai phụ trách tổ 5 phường Bạch Hạc", "to 5", "ca-phuong-thanh-mieu"),
    ],
)
def test_an_area_officer_is_found_with_the_hamlet_and_the_office(text, place, office):
    (door,) = find(text)
    assert (door["origin"], door["id"], door.get("place")) == ("beat", office, place)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("ai trực ở phường", ""),
        ("hôm nay ai trực ban", ""),
        ("ai đang trực công an phường Thanh Miếu", "ca-phuong-thanh-mieu"),
    ],
)
def test_who_is_on_duty_leads_to_the_office(text, office):
    (door,) = find(text)
    assert (door["origin"], door["id"], door["title"]) == ("office", office, "Ai đang trực")


@pytest.mark.parametrize(
    "text",
    [
        "cảnh sát khu vực đánh tôi", "cảnh sát khu vực nhậu say gây chuyện", "ai phụ trách",
        "cảnh sát khu vực đòi tiền", "ai trực tiếp nhận hồ sơ",
        "công an phụ trách xóm Đồng bị đánh",
        "cảnh sát khu vực phường đánh tôi", "trực ban không chịu nhận đơn", "", "cảnh sát " * 20,
        "xóm Đồng đang cháy", "phòng cảnh sát quản lý hành chính",
    ],
)  # fmt: skip
def test_what_is_said_beyond_is_about_something_else(text):
    assert find(text) == []


@pytest.mark.parametrize("place", ["", " phường Thanh Miếu"])
def test_a_search_shows_the_door(client, place):
    answer = client.get("/api/v1/procedures/", {"search": f"cảnh sát khu vực tổ 5{place}"}).json()
    assert answer["doors"][0]["origin"] == "beat"
