"""Addresses that open a screen of the Mini App."""

import pytest

from foundation.zalo import deep_links
from foundation.zalo.deep_links import Screen
from tests.for_each import for_each

RATING = Screen("rating", "Đánh giá")
OFFICE = Screen("office", "Một đơn vị")
CODE = "eyJvIjoiY2EifQ:1vN2:x-_y"


@pytest.fixture(autouse=True)
def _mini_app(settings):
    settings.ZALO_MINI_APP_ID = "123"


def test_an_address_opens_the_mini_app_with_one_parameter():
    assert deep_links.address(RATING, CODE) == f"https://zalo.me/s/123/?rating={CODE}"


def test_a_value_cannot_add_a_parameter():
    assert deep_links.query(OFFICE, "a&rating=x#y") == "?office=a%26rating%3Dx%23y"


def test_a_province_may_print_its_own_address(settings):
    settings.MINI_APP_LINK = "https://congan.example.vn/zalo/"
    address = deep_links.address(OFFICE, "ca-xa-thu")
    assert address == "https://congan.example.vn/zalo/?office=ca-xa-thu"


def test_there_is_no_address_without_an_id_of_the_mini_app(settings):
    settings.ZALO_MINI_APP_ID = " "
    assert deep_links.address(OFFICE, "a") == ""


@for_each(
    ("scanned", "value"),
    [
        (f"https://zalo.me/s/123/?rating={CODE}", CODE),
        (f"https://zalo.me/s/123/?utm_source=zalo-qr&rating={CODE}&env=TESTING", CODE),
        (f" {CODE}\n", CODE),
        ("https://zalo.me/s/123/?office=a", "https://zalo.me/s/123/?office=a"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_the_value_is_found_in_a_scanned_text(scanned, value):
    assert deep_links.value_in(scanned, RATING) == value
