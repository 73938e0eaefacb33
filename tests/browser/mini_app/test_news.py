"""Announcements in the Mini App: what it keeps, what vanishes, and the way to a correction."""

from http import HTTPStatus

import pytest
from playwright.sync_api import expect

from announcements.actions import ending
from announcements.models import Challenge
from announcements.models.choices import RevocationReason
from tests.announcements import factories as news
from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.content import lan
from tests.browser.mini_app.screens import show

NAME = "Truy nã Trần Văn Mẫu"
WARNING = "Giả danh công an yêu cầu cài VNeID giả"
# Everything that a page may keep on a phone, but for the browser's own cache of answers.
KEPT = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys(),
  await indexedDB.databases(), (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
])"""
# What Zalo does when a sleeping app is opened again.
OPEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def wanted(catalogue):
    return news.published("wanted", title=NAME)


@pytest.fixture
def warning(catalogue):
    return news.published("scam_warning", title=WARNING, severity="severe")


def until_gone(phone, address):
    """Wait until the service, which looks for news now and then, says that it is gone."""
    for _turn in range(100):
        if phone.request.get(address).status == HTTPStatus.GONE:
            return
        phone.wait_for_timeout(300)
    raise AssertionError(f"{address} is still there")


def test_a_revoked_notice_vanishes_when_the_app_is_opened_again(phone, mini_app, wanted, tolerated):
    tolerated("410", "404")
    show(phone, f"news/{wanted.slug}")
    heading = phone.get_by_role("heading", name=NAME)
    expect(heading).to_be_visible()
    expect(phone.locator("img.picture")).to_be_visible()
    ending.revoke(wanted, news.duty_leader_of(wanted.office), RevocationReason.FOUND)
    until_gone(phone, f"{mini_app.partition('/zapps/')[0]}/api/v1/announcements/{wanted.slug}/")
    phone.evaluate(OPEN_AGAIN)
    expect(heading).to_have_count(0)
    expect(phone.get_by_text("Tin này không còn được đăng")).to_be_visible()
    expect(phone.locator("img.picture")).to_have_count(0)
    show(phone, "news")
    expect(phone.get_by_text(NAME)).to_have_count(0)


def test_without_network_a_warning_stands_and_a_notice_about_a_person_does_not(
    phone, wanted, warning, tolerated
):
    tolerated("ERR_INTERNET_DISCONNECTED")
    phone.route("**/api/v1/**", lambda route: route.continue_())  # past the browser's own cache
    for slug in (wanted.slug, warning.slug):
        show(phone, f"news/{slug}")
    show(phone, "news")
    expect(phone.get_by_role("link", name=NAME)).to_be_visible()
    kept = phone.evaluate(KEPT)
    assert WARNING in kept
    assert not any(word in kept for word in (NAME, "Trần Văn Mẫu", wanted.slug))
    phone.context.set_offline(True)
    phone.evaluate(OPEN_AGAIN)
    expect(phone.get_by_role("link", name=WARNING)).to_be_visible()
    expect(phone.get_by_text(NAME)).to_have_count(0)
    expect(phone.get_by_text("không lưu trong máy")).to_be_visible()


def test_a_warning_stands_on_the_first_screen_and_beside_a_search(phone, warning):
    show(phone, "")
    first = phone.get_by_role("region", name="Tin và cảnh báo")
    expect(first.get_by_role("link", name=WARNING)).to_be_visible()
    show(phone, "search?q=lua+dao+vneid")
    beside = phone.get_by_role("link", name=WARNING)
    beside.click()
    expect(phone.get_by_role("heading", name=WARNING)).to_be_visible()
    for mark in ("vneid-capnhat[.]xyz", "0912[.]345[.]678"):
        expect(phone.get_by_text(mark)).to_be_visible()
    assert phone.locator("a[href*=vneid-capnhat], a[href*='0912']").count() == 0


def test_a_deep_link_opens_it_and_the_list_knows_that_it_was_read(phone, warning):
    phone.goto(f"?news={warning.slug}")
    expect(phone.get_by_role("heading", name=WARNING)).to_be_visible()
    show(phone, "news")
    expect(phone.get_by_role("link", name=WARNING)).not_to_contain_text("chưa đọc")


def test_kinds_and_the_place_that_was_chosen_bound_the_list(phone, warning):
    news.published("traffic", title="Cấm xe tải trên đường Hùng Vương")
    show(phone, "news")
    phone.get_by_text("Mọi loại · Toàn tỉnh").click()
    phone.get_by_label("Loại tin").select_option("Giao thông")
    expect(phone.get_by_role("link", name="Cấm xe tải")).to_be_visible()
    expect(phone.get_by_role("link", name=WARNING)).to_have_count(0)
    phone.get_by_role("combobox", name="Nơi ông/bà sống").fill("thanh mieu")
    phone.locator(".search [role=option]").first.click()
    chosen = phone.locator("summary").get_by_text("Công an phường Thanh Miếu")
    expect(chosen).to_be_visible()
    show(phone, "news")  # the choice stays
    expect(chosen).to_be_visible()


def test_who_finds_it_wrong_says_so_and_reads_what_waits(open_phone, zalo, warning):
    lan(zalo)
    phone = open_phone(LAN)
    show(phone, f"news/{warning.slug}")
    phone.get_by_text("Thông tin này sai?").click()
    phone.get_by_label("Điều gì sai, vì sao ông/bà biết?").fill("Số điện thoại ghi trong tin sai.")
    phone.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone.get_by_text("Đang chờ công an trả lời")).to_be_visible()
    assert Challenge.objects.get().words == "Số điện thoại ghi trong tin sai."
    show(phone, "me/news")
    expect(phone.get_by_text("Số điện thoại ghi trong tin sai.")).to_be_visible()


def test_the_web_page_can_be_sent_to_whom_has_no_zalo(phone, mini_app, warning):
    show(phone, f"news/{warning.slug}")
    phone.get_by_role("button", name="Chép liên kết trang web").click()
    page = f"{mini_app.partition('/zapps/')[0]}/tin/{warning.slug}/"
    expect(phone.get_by_text(page)).to_be_visible()
