"""An officer answers a question from a template, and an editor publishes the answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from feedback.models import FaqEntry, Question
from feedback.questions import actions
from offices.models import Office
from tests.browser import people
from tests.browser.desk import follow
from tests.feedback.factories import answered, question, template


def page_of(row):
    return reverse(f"admin:feedback_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def asked(service):
    return question()


def test_a_question_is_answered_from_a_template(open_window, asked):
    template(title="Mất thẻ", text="Ông bà đến công an cấp xã nơi cư trú.")
    page = open_window(people.officer(asked.office, "Cán bộ trả lời"))
    page.goto(reverse("admin:feedback_question_changelist"))
    follow(page, page.get_by_role("link", name="thẻ căn cước bị mất").first)
    page.get_by_role("link", name="Nhận trả lời").click()
    follow(page, page.get_by_role("dialog").get_by_role("button", name="Nhận", exact=True))
    page.get_by_role("button", name="Mất thẻ").click()
    words = page.get_by_label("Câu trả lời")
    expect(words).to_have_value(re.compile("Ông bà đến công an cấp xã nơi cư trú.$"))
    words.fill("Ông bà đến Công an phường trong giờ hành chính.")
    follow(page, page.get_by_role("button", name="Gửi trả lời"))
    expect(page.get_by_text("trong giờ hành chính").first).to_be_visible()
    assert Question.objects.get().status == "answered"


def test_a_number_in_an_answer_is_confirmed_first(open_window, asked):
    officer = people.officer(asked.office, "Cán bộ trả lời")
    actions.take(asked, officer)
    page = open_window(officer)
    page.goto(reverse("admin:feedback_question_answer", args=[asked.pk]))
    page.get_by_label("Câu trả lời").fill("Ông bà gọi 0912 345 678.")
    follow(page, page.get_by_role("button", name="Gửi trả lời"))
    page.get_by_label("Tôi đã đọc lại").check()
    follow(page, page.get_by_role("button", name="Gửi trả lời"))
    expect(page.get_by_text("Đã trả lời").first).to_be_visible()
    assert Question.objects.get().status == "answered"


def test_an_answer_is_published(open_window, asked):
    row = answered()
    editor = people.officer(Office.objects.get(pk=row.office_id), "Biên tập", "Cán bộ trả lời")
    page = open_window(editor)
    page.goto(page_of(row))
    page.get_by_role("link", name="Soạn câu trả lời công khai").click()
    follow(page, page.get_by_role("button", name="Soạn"))
    page.wait_for_url("**/faqentry/**")
    page.get_by_label("Câu hỏi").fill("Mất thẻ căn cước thì làm thế nào?")
    follow(page, page.get_by_role("button", name="Lưu và công bố"))
    expect(page.get_by_role("cell", name="Mất thẻ căn cước thì làm thế nào?")).to_be_visible()
    page.get_by_label("Lý do").fill("Nhiều người hỏi")
    follow(page, page.get_by_role("button", name="Công bố", exact=True))
    expect(page.get_by_text("Đã công bố phiên bản 1")).to_be_visible()
    assert FaqEntry.objects.get().state == "published"
    assert "Mất thẻ căn cước thì làm thế nào?" in Client().get("/api/v1/faq/").content.decode()
