"""A scam's links and numbers can be read and not followed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcements.texts.defanging import defang, defang_address, defang_number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://vneid.xyz", "hxxps://vneid[.]xyz"),
        ("HTTP://VNEID.XYZ/a.apk", "HxxP://VNEID[.]XYZ/a[.]apk"),
        ("vneid.xyz", "vneid[.]xyz"),
        ("www.vneid-app.top/tai?m=1.", "www[.]vneid-app[.]top/tai?m=1."),
        ("vnеid.vip (chữ е Nga)", "vnеid[.]vip (chữ е Nga)"),
        ("vneid\u200b.xyz", "vneid[.]xyz"),
        ("hỗ trợ: canbo@vneid.icu", "hỗ trợ: canbo[@]vneid[.]icu"),
        ("t.me/hotro113", "t[.]me/hotro113"),
        ("http://103.1.2.3/x", "hxxp://103[.]1[.]2[.]3/x"),
        ("https://vneid.gov.vn.evil.xyz", "hxxps://vneid[.]gov[.]vn[.]evil[.]xyz"),
        ("https://vneid.gov.vn@evil.xyz", "hxxps://vneid[.]gov[.]vn[@]evil[.]xyz"),
        ("zalo://qr/abc", "zalo[:]//qr/abc"),
        ("0912345678", "0912[.]345[.]678"),
        ("+84 (912) 345-678", "+84[.]912[.]345[.]678"),
        ("０９１２３４５６７８", "0912[.]345[.]678"),
        ("tel:0912345678", "tel[:]0912[.]345[.]678"),
        ("STK 19033445566778", "STK 1903[.]344[.]556[.]677[.]8"),
        ("1900 1234", "1900[.]1234"),
    ],
)
def test_what_leads_to_a_scammer_is_broken(text, shown):
    assert defang(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Vào https://vneid.gov.vn hoặc dichvucong.gov.vn, gọi 113.",
        "Công an TP.HCM, v.v. và P.V.A",
        "mất 1.500.000.000 đồng, 20000000 đồng ngày 20-11-2026, năm 2025-2026",
        "Nghị định 61/2026/NĐ-CP, số 1234/QĐ-BCA",
    ],
)
def test_what_leads_to_no_scammer_stays(text):
    assert defang(text) == text


def test_our_own_numbers_stay():
    assert defang("Gọi 0203 382 5068", own=["02033825068"]) == "Gọi 0203 382 5068"


@given(st.text("ahtps:/.@0123456789 -xyzvn()+[]", max_size=60))
def test_twice_is_as_once_and_no_number_can_be_dialled(text):
    once = defang(text)
    assert defang(once) == once
    assert not re.search(r"(?<![\d./,\w-])0\d{9}(?!\w)", once)


def test_an_address_and_a_number_of_the_list_are_broken_whoever_owns_them():
    assert defang_address("https://vneid.gov.vn/a") == "hxxps://vneid[.]gov[.]vn/a"
    assert defang_number("113") == "11[.]3"
