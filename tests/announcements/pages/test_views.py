"""The pages for browsers."""

import html
import json
import re

import pytest
from django.test import Client

from announcements.pages.codes import code_of
from tests.announcements.published import corrected, item, picture, publish, withdrawn
from tests.for_each import for_each
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def ask(path="/tin/lua-dao-vneid/", query=None, **headers):
    return Client(headers=headers).get(path, query)


def words(response):
    text = re.sub(
        r"<(script|style|head)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(html.unescape(text).split())


def meta(response):
    tags = re.findall(
        r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', response.content.decode()
    )
    return {name: html.unescape(value) for name, value in tags}


def test_a_page_shows_the_announcement_and_its_code():
    publish(item(picture=picture(), particulars={"scam_marks": ["hxxps://vneid[.]xyz"]}))
    page = ask()
    text = words(page)
    assert page.status_code == 200
    for part in (
        "Giả danh công an yêu cầu cài VNeID",
        "Công an tỉnh Quảng Ninh · 10:00 ngày 27/11/2026",
        "Đừng tin & đừng mở .",
        "hxxps://vneid[.]xyz",
        code_of("lua-dao-vneid"),
    ):
        assert part in text
    assert "<strong>mở</strong>" in page.content.decode()
    assert 'alt="Tin nhắn giả danh công an"' in page.content.decode()


def test_messengers_get_a_card():
    publish(item(picture=picture()))
    card = meta(ask())
    assert card["og:title"] == "Giả danh công an yêu cầu cài VNeID"
    assert card["og:url"] == "http://testserver/tin/lua-dao-vneid/"
    assert card["og:image"].endswith("/api/v1/announcements/pictures/5f0c-1600.jpg")


@for_each("kind", ["wanted", "missing"])
def test_the_card_of_a_person_has_neither_name_nor_picture(kind):
    publish(item("tim-1", kind, title="Tìm Trần Thị B", summary="Cao 1,6 m", picture=picture()))
    page = ask("/tin/tim-1/")
    head = page.content.decode().partition("</head>")[0]
    assert "Tìm Trần Thị B" in words(page)
    assert "og:image" not in head
    assert not any(part in re.sub("<title>.*</title>", "", head) for part in ("Trần", "1,6"))
    assert "noarchive" in page["X-Robots-Tag"]
    assert page["Cache-Control"] == "no-cache"


def test_a_fact_check_tells_search_engines_its_verdict():
    about = {"claim": "Thu 200.000 đ </script>", "where_seen": ["Facebook"],
             "verdict": "false", "verdict_name": "Sai sự thật", "sources": []}  # fmt: skip
    publish(item("kiem-chung", "fact_check", particulars=about))
    page = ask("/tin/kiem-chung/").content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    review = json.loads(found)
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", "Thu 200.000 đ </script>")
    assert review["reviewRating"]["alternateName"] == "Sai sự thật"
    assert review["reviewRating"]["ratingValue"] == 1


def test_a_correction_and_its_history_are_told():
    publish(corrected())
    text = words(ask())
    assert "Đã đính chính lúc 11:30 ngày 28/11/2026 Số điện thoại trước đây sai." in text
    assert "Lịch sử của tin" in text


def test_an_expired_one_keeps_its_address_under_a_banner():
    publish(item(state="expired", expires_at="2026-12-01T00:00:00Z"))
    page = ask()
    assert page.status_code == 200
    assert "Tin này đã hết hạn lúc 07:00 ngày 01/12/2026" in words(page)
    assert "lua-dao-vneid" not in ask("/tin/").content.decode()


@for_each("kind", ["scam_warning", "wanted"])
def test_a_withdrawn_one_is_gone_and_leaves_no_word(kind):
    publish(item("tin-1", kind, title="Trần Văn A", picture=picture()))
    seen = ask("/tin/tin-1/")
    publish(withdrawn("tin-1", kind))
    page = ask("/tin/tin-1/", if_none_match=seen["ETag"])
    assert page.status_code == 410
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert ("đã thu hồi" if kind == "wanted" else "đã gỡ") in words(page)
    assert not any(part in page.content.decode() for part in ("Trần Văn A", "pictures"))


def test_an_unknown_address_is_a_page_that_says_so():
    publish()
    page = ask("/tin/khong-co/")
    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Không có trang này" in words(page)


@for_each("path", ["/tin/", "/tin/lua-dao-vneid/", "/tin/kiem-tra/", "/tin/khong-co/"])
def test_no_page_runs_a_script_sets_a_cookie_or_asks_another_host(path):
    publish(item())
    page = ask(path)
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not page.cookies
    body = page.content.decode()
    assert not re.search(r'<script(?! type="application/ld\+json")|\son\w+=|style="', body)
    sources = re.findall(r'(?:src|srcset)="([^"]+)"', body)
    assert all(source.startswith("/") for source in sources)


def test_what_officers_and_scammers_write_is_escaped():
    publish(item(title="<img src=x onerror=alert(1)>", particulars={"scam_marks": ["<b>x"]}))
    body = ask().content.decode()
    assert "<img src=x" not in body
    assert "<b>x" not in body


def test_a_page_costs_no_query_and_is_asked_by_etag(django_assert_num_queries):
    publish(item())
    first = ask()
    with django_assert_num_queries(0):
        assert ask("/tin/").status_code == 200
        assert ask(if_none_match=first["ETag"]).status_code == 304


# --- The list ------------------------------------------------------------------------------------


def slugs(query=None):
    page = ask("/tin/", query)
    return re.findall(r'href="/tin/([\w-]+)/"', page.content.decode().partition("<h1>")[2])


def test_the_list_has_pinned_ones_first_then_the_newest():
    publish(item("cu"), item("moi", published_at="2026-11-28T00:00:00Z"), item("ghim", pinned=True))
    assert slugs() == ["ghim", "moi", "cu"]


def test_the_list_by_kind_and_place():
    here = office("ha-long", name="Công an phường Hạ Long")
    area = [{"id": here.pk, "name": here.name}]
    publish(
        item("o-day", "traffic", areas=area),
        item("toan-tinh", "traffic"),
        item("lua-dao", areas=[{"id": "khac", "name": "Nơi khác"}]),
    )
    assert set(slugs({"loai": "traffic"})) == {"o-day", "toan-tinh"}
    assert set(slugs({"noi": "ha-long"})) == {"o-day", "toan-tinh"}
    assert "Công an phường Hạ Long" in words(ask("/tin/"))


def test_the_list_has_pages():
    publish(*(item(f"tin-{number:02}") for number in range(45)))
    assert [len(slugs({"trang": page})) for page in (1, 2, 3)] == [20, 20, 5]


@for_each(
    "query",
    [{"loai": "x"}, {"noi": "x"}, {"trang": "4"}, {"trang": "0"}, {"trang": "-1"}, {"trang": "²"}],
)
def test_a_list_that_there_is_not_is_a_404(query):
    publish(item())
    assert ask("/tin/", query).status_code == 404


# --- «Có đúng là của công an không?» -------------------------------------------------------------


def told(typed):
    return words(ask("/tin/kiem-tra/", {"ma": typed}))


@for_each("change", [str, str.lower, lambda code: f" {code.replace('-', ' ')} "])
def test_the_code_of_a_page_opens_the_original(change):
    publish(item())
    text = told(change(code_of("lua-dao-vneid")))
    assert "Đúng, đây là mã của một tin công an đã đăng" in text
    assert "Giả danh công an yêu cầu cài VNeID" in text


def test_the_code_of_a_withdrawn_one_says_so():
    publish(withdrawn())
    assert "nay đã gỡ" in told(code_of("lua-dao-vneid"))


@for_each("typed", ["0000-0000", "x", "<script>", "ⅧⅧⅧ", "a" * 500])
def test_an_unknown_code_is_not_the_polices(typed):
    publish(item())
    assert "Không có tin nào của công an mang mã này" in told(typed)


@for_each(
    ("typed", "expected"),
    [
        ("http://testserver/tin/lua-dao-vneid/", "Đúng, đây là mã"),
        ("testserver/tin/lua-dao-vneid", "Đúng, đây là mã"),
        ("https://testserver/tin/khong-co/", "Không có tin nào"),
        ("https://vneid.xyz/tin/lua-dao-vneid/", "không phải trang tin"),
        ("https://testserver@vneid.xyz/tin/lua-dao-vneid/", "không phải trang tin"),
        ("https://[", "Không có tin nào"),
    ],
)
def test_an_address_is_ours_or_is_not(typed, expected):
    publish(item())
    assert expected in told(typed)
