"""The page of a counter: single keys call, take back and miss; dialogs where one is needed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reception.actions.desk import finish
from reception.models import QueueNumber
from tests.browser import people
from tests.reception.factories import queue, staff, walked_in

DIALOG = "#dialog form"


@pytest.fixture
def counter(service):
    """Return a counter where three wait."""
    row = queue()
    for _ in range(3):
        walked_in(row)
    return row


@pytest.fixture
def desk(open_window, counter):
    """Return the counter's page of a clerk who sits at the second desk."""
    page = open_window(people.officer(counter.office, "Cán bộ một cửa"))
    page.goto(reverse("admin:reception_queue_change", args=[counter.pk]))
    press(page, "n")
    page.locator("#id_desk").fill("Bàn 2")
    page.keyboard.press("Enter")
    expect(here(page)).to_have_text("K1")
    return page


def here(page):
    """Return the number at the officer's desk."""
    return page.locator(".counter-here")


def press(page, key):
    """Press a key once the page listens."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def states():
    return list(QueueNumber.objects.order_by("pk").values_list("state", flat=True))


def end(page):
    """End who is at the desk by its key."""
    press(page, "d")
    expect(here(page)).to_have_text("chưa mời ai")


def answer(page, key):
    """Ask for the next number, and answer how K1's call ended."""
    press(page, "n")
    expect(page.get_by_text("Số K1 mời chưa được một phút")).to_be_visible()
    press(page, key)


def test_next_is_one_key(desk):
    end(desk)
    press(desk, "n")
    expect(here(desk)).to_have_text("K2")
    expect(desk.get_by_text("Mời số K2 đến Bàn 2.")).to_be_visible()
    expect(desk.locator(DIALOG)).to_have_count(0)


def test_two_quick_presses_call_once(desk):
    end(desk)
    press(desk, "n")
    desk.keyboard.press("n")
    expect(here(desk)).to_have_text("K2")
    assert states() == ["done", "called", "waiting"]


def test_who_was_called_a_moment_ago_is_asked_about_and_one_key_answers(desk):
    answer(desk, "d")
    expect(here(desk)).to_have_text("K2")
    assert states() == ["done", "called", "waiting"]


def test_a_dialog_rests_the_keys_of_the_page(desk):
    press(desk, "n")
    expect(desk.get_by_text("Số K1 mời chưa được một phút")).to_be_visible()
    press(desk, "r")
    desk.locator(".dialog-cancel").click()
    expect(desk.locator(DIALOG)).to_be_hidden()
    press(desk, "v")
    expect(desk.get_by_text("Số K1 chưa đến, sẽ được mời lại.")).to_be_visible()
    assert QueueNumber.objects.get(label="K1").calls == 1


def test_who_did_not_come_is_called_again_later(desk):
    answer(desk, "v")
    expect(desk.get_by_text("Số K1 chưa đến, sẽ được mời lại.")).to_be_visible()
    expect(desk.get_by_text("K1 đã mời lúc")).to_be_visible()
    press(desk, "v")
    expect(desk.get_by_text("Số K2 chưa đến, sẽ được mời lại.")).to_be_visible()


def test_a_call_by_mistake_is_taken_back_by_one_key(desk):
    answer(desk, "d")
    expect(here(desk)).to_have_text("K2")
    press(desk, "z")
    expect(here(desk)).to_have_text("K1")
    assert states() == ["called", "waiting", "waiting"]


def test_what_is_refused_is_shown(desk):
    press(desk, "v")
    expect(here(desk)).to_have_text("chưa mời ai")
    press(desk, "r")
    expect(desk.get_by_text("Chưa mời số nào đến Bàn 2")).to_be_visible()
    expect(desk.locator(DIALOG)).to_be_visible()
    desk.locator(".dialog-cancel").click()
    expect(desk.locator(DIALOG)).to_be_hidden()
    press(desk, "n")
    expect(here(desk)).to_have_text("K2")


def test_without_an_answer_the_dialog_is_shown_and_sent_again(desk, tolerated):
    tolerated("ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "htmx")
    end(desk)
    desk.route(
        re.compile("so-tiep"),
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    press(desk, "n")
    expect(desk.locator(DIALOG)).to_be_visible()
    desk.unroute(re.compile("so-tiep"))
    desk.locator(DIALOG).get_by_role("button", name="Mời", exact=True).click()
    expect(here(desk)).to_have_text("K2")


def test_who_was_served_is_asked_to_rate(desk, counter):
    finish(QueueNumber.objects.get(label="K1"), staff(counter.office))
    press(desk, "n")
    expect(desk.get_by_role("heading", name="Mời số K1 quét mã để đánh giá")).to_be_visible()
    expect(desk.locator(".counter-code svg")).to_be_visible()


def test_the_poster_fits_one_page(desk, counter):
    desk.goto(reverse("admin:reception_queue_print_poster", args=[counter.pk]))
    expect(desk.get_by_text("Không đặt lịch vẫn được tiếp nhận.")).to_be_visible()
    desk.emulate_media(media="print")
    assert desk.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1
