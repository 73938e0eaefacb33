"""Pages of announcements in a browser: by axe's rules, on small phones, with the keyboard."""

import pytest

from announcements.actions import ending
from announcements.models.choices import RevocationReason
from announcements.pages.codes import code_of
from tests.announcements import factories as news
from tests.browser import chromium
from tests.browser.mini_app import building
from tests.browser.mini_app.content import announced
from tests.browser.mini_app.test_reach import AXE, CUT, light_and_dark

DOUBLE = "() => { document.documentElement.style.fontSize = '200%'; }"


@pytest.fixture
def addresses(service):
    """Return the address of each kind of page, with everything that a page may show."""
    warning = announced()
    check = news.published("fact_check", title="Không có việc thu 200.000 đồng làm căn cước")
    road = news.published("service_outage", title="Tạm dừng cấp hộ chiếu để nâng cấp")
    wanted = news.published("wanted", title="Truy nã Trần Văn Mẫu")
    gone = news.published("missing", title="Tìm Trần Thị Mẫu")
    ending.revoke(gone, news.duty_leader_of(gone.office), RevocationReason.FOUND)
    slugs = [row.slug for row in (warning, check, road, wanted, gone)]
    code = code_of(warning.slug)
    return [
        *("/tin/", "/tin/?loai=traffic", "/tin/kiem-tra/", "/tin/khong-co/"),
        *(f"/tin/{slug}/" for slug in slugs),
        *(
            f"/tin/kiem-tra/?ma={typed}"
            for typed in (code, "0000-0000", "https://vneid.xyz/tin/a/")
        ),
    ]


def found_on(page, addresses, judge):
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = judge(page)
    return {address: faults for address, faults in found.items() if faults}


@pytest.mark.skipif(not AXE.exists(), reason=f"axe is not installed: npm ci in {building.FOLDER}")
def test_axe_finds_nothing_on_any_page_in_light_and_dark(open_window, addresses, tolerated):
    tolerated("404", "410")
    page = open_window(size=chromium.PHONE)
    assert found_on(page, addresses, light_and_dark) == {}


def enlarged(page):
    page.evaluate(DOUBLE)
    return page.evaluate(CUT)


@pytest.mark.parametrize("judge", [lambda page: page.evaluate(CUT), enlarged], ids=["", "double"])
def test_everything_fits_the_smallest_phone(open_window, addresses, tolerated, judge):
    tolerated("404", "410")
    page = open_window(size=chromium.SMALL_PHONE)
    assert found_on(page, addresses, judge) == {}
