"""A question on one screen, at a desk and on a phone; answered from a template in 3 clicks.

Before: 7 clicks.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from feedback.models import Question
from feedback.questions import actions
from foundation.desk.one_screen import notes
from tests.browser import chromium, people
from tests.browser.desk import QUESTIONS, Hand, each_size, follow
from tests.feedback.factories import question, template
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure


def page_of(row):
    return reverse("admin:feedback_question_change", args=[row.pk])


@pytest.fixture
def asked(service):
    publish_procedure(id="can-cuoc", short_name="Cấp lại thẻ căn cước")
    template(title="Mất thẻ", text="Ông/bà mang theo {giấy tờ} đến {đơn vị}.")
    return question(procedure="can-cuoc")


def nothing_sticks_out(page):
    return page.evaluate(
        """() => [...document.querySelectorAll("#header-inner a, .one-screen *")]
            .filter((one) => one.getClientRects().length)
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )


@each_size
def test_a_question_is_taken_and_answered_from_a_template_with_three_clicks(
    open_window, asked, size
):
    page = open_window(people.officer(asked.office, "Cán bộ trả lời"), size=size)
    page.goto(QUESTIONS)
    hand = Hand(page, size)
    hand.click(page.get_by_role("link", name="thẻ căn cước bị mất").first)
    assert nothing_sticks_out(page) == []
    main, standing = page.locator(".one-screen-main"), page.locator(".one-screen-standing")
    beside = standing.bounding_box()["x"] > main.bounding_box()["x"]
    assert beside is (size == chromium.DESKTOP)
    hand.click(page.get_by_role("button", name="Mất thẻ"))
    expect(page.locator("[data-preview-text]")).to_contain_text("Ông/bà mang theo Tờ khai đến")
    with page.expect_navigation():
        hand.click(page.get_by_role("button", name="Gửi trả lời"))
    expect(page.get_by_text("Đã trả lời.").first).to_be_visible()
    assert hand.clicks == 3
    assert Question.objects.get().messages.latest("pk").text.startswith("Kính gửi ông/bà")


def test_a_template_is_put_in_at_the_cursor_and_the_draft_outlives_a_reload(open_window, asked):
    page = open_window(people.officer(asked.office, "Cán bộ trả lời"))
    page.goto(page_of(asked))
    words = page.get_by_label("Câu trả lời")
    words.fill("Trước. Sau.")
    words.evaluate("box => box.setSelectionRange(7, 7)")
    page.get_by_role("button", name="Mất thẻ").click()
    page.reload()
    expect(words).to_have_value("Trước. Ông/bà mang theo Tờ khai đến Công an tỉnh Thử Nghiệm. Sau.")


def test_colleagues_see_each_other_and_what_is_new_without_reloading(open_window, asked):
    binh, an = (
        people.officer(asked.office, "Cán bộ trả lời", last_name=name) for name in ("Bình", "An")
    )
    first = open_window(binh)
    first.goto(page_of(asked))
    second = open_window(an)
    with second.expect_response(lambda answer: "/dang-xem/" in answer.url):
        second.goto(page_of(asked))
    expect(second.get_by_text("Đang cùng xem: Bình.")).to_be_visible()
    actions.add_message(asked.citizen, asked, actions.SentMessage("Tôi ở phường khác"))
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(second.get_by_text("Tôi ở phường khác")).to_be_visible()


def test_a_colleague_is_named_in_a_note_and_finds_it(open_window, asked):
    binh, an = (
        people.officer(asked.office, "Cán bộ trả lời", last_name=name) for name in ("Bình", "An")
    )
    page = open_window(binh)
    page.goto(page_of(asked))
    page.get_by_text("Ghi chú nội bộ, nhắc đồng nghiệp").click()
    page.get_by_label("Ghi chú nội bộ", exact=False).last.fill("Nhờ đồng chí xem giúp")
    page.get_by_label(f"Thượng uý {an.username}").check()
    follow(page, page.get_by_role("button", name="Ghi chú", exact=True))
    expect(page.get_by_text("Nhờ đồng chí xem giúp")).to_be_visible()
    assert notes.unseen_keys("feedback.question", an) == [str(asked.pk)]


@each_size
def test_an_office_is_found_by_typing_without_marks(open_window, asked, size):
    commune = offices.thanh_mieu()
    page = open_window(people.officer(asked.office, "Cán bộ trả lời"), size=size)
    page.goto(page_of(asked))
    Hand(page, size).press_button_of_page("Chuyển đơn vị khác")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tìm trong danh sách").fill("thanh mieu")
    dialog.get_by_text(commune.name).first.click()
    dialog.get_by_label("Ghi chú nội bộ").fill("Thuộc địa bàn phường")
    follow(page, dialog.get_by_role("button", name="Chuyển", exact=True))
    expect(page.get_by_text("Đã chuyển").first).to_be_visible()
    assert Question.objects.get().office_id == commune.pk
