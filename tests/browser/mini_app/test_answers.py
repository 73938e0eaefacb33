"""A question about one part of a procedure is answered above the results."""

from playwright.sync_api import expect

from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.screens import show

CARD = "Câu trả lời"


def ask(page, question):
    """Search for `question`, and return the card."""
    show(page, f"search?q={question.replace(' ', '+')}")
    return page.get_by_role("region", name=CARD)


def test_the_answer_stands_first_with_its_source_and_takes_a_thumb(phone):
    card = ask(phone, "làm căn cước lần đầu mất bao lâu")
    expect(card.locator("strong").first).to_have_text("07 ngày làm việc")
    expect(card).to_contain_text("Làm thẻ căn cước")
    expect(phone.get_by_role("main").locator("section").first).to_contain_text("07 ngày làm việc")
    card.get_by_role("button", name="Hữu ích").click()
    expect(card.get_by_role("status")).to_have_text("Cảm ơn ông/bà.")


def test_a_screen_reader_hears_the_sentence_before_all_else(phone):
    card = ask(phone, "làm căn cước lần đầu mất bao lâu")
    expect(card).to_be_visible()
    heard = phone.locator("[aria-live=polite]").filter(has=card)
    assert heard.inner_text().startswith("07 ngày làm việc")


def test_it_asks_back_and_answers_the_case_that_is_chosen(phone):
    card = ask(phone, "làm hộ chiếu hết bao nhiêu tiền")
    expect(card).to_contain_text("Ông/bà thuộc trường hợp nào?")
    card.get_by_role("link").first.click()
    expect(phone.get_by_role("region", name=CARD).locator("strong").first).to_contain_text("đồng")


def test_what_nothing_answers_is_handed_to_an_officer_word_for_word(open_phone):
    page = open_phone(LAN)
    question = "làm hộ chiếu khó không"
    ask(page, question).get_by_role("button", name="Hỏi cán bộ").click()
    expect(page.get_by_role("textbox").first).to_have_value(question)


def test_who_asks_nothing_gets_results_alone(phone):
    card = ask(phone, "làm hộ chiếu")
    expect(phone.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    expect(card).to_have_count(0)
