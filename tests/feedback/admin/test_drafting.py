"""Drafting a published answer from a conversation."""

import re

import pytest
from django.urls import reverse

from feedback.models import FaqEntry
from feedback.questions import actions
from tests.feedback.factories import answer_question, answered, grant, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_binh(client, binh):
    """Return the client of an officer of the commune."""
    client.force_login(binh)
    return client


@pytest.fixture
def may_draft(binh):
    grant(binh, "add_faqentry", "view_faqentry")


@pytest.fixture
def long_talk(lan, binh, offices):
    """Return a question with two exchanges, and a note between officers."""
    asked = answered(lan, binh, office=offices.pk)
    actions.add_message(lan, asked, actions.SentMessage("Trẻ em thì sao?"))
    actions.add_note(asked, binh, "Hỏi đội Hai")
    answer_question(asked, binh, "Trẻ em cũng vậy, cha mẹ đi cùng.")
    return asked


def page(row):
    return reverse("admin:feedback_question_draft", args=[row.pk])


def test_a_draft_answer_masks_personal_data(as_binh, client, lan, offices, binh):
    asked = answered(
        lan, binh, text="Tôi là Nguyễn Thị Lan, 0912 345 678, mất thẻ căn cước?", office=offices.pk
    )
    chosen = [message.pk for message in asked.messages.all()]
    assert as_binh.post(page(asked), {"messages": chosen}).status_code == 403
    grant(binh, "add_faqentry", "view_faqentry")
    response = as_binh.post(page(asked), {"messages": chosen})
    entry = FaqEntry.objects.get()
    assert response["Location"] == reverse("admin:feedback_faqentry_change", args=[entry.pk])
    assert entry.question == "Tôi là •••, •••, mất thẻ căn cước?"
    assert entry.source == asked


def test_a_draft_is_made_of_the_chosen_messages(as_binh, may_draft, long_talk):
    first, _answer, second, last = long_talk.messages.order_by("pk")
    shown = as_binh.get(page(long_talk)).content.decode()
    ticked = {int(key) for key in re.findall(r'value="(\d+)" checked', shown)}
    assert ticked == {second.pk, last.pk}  # the last exchange, unless somebody chooses otherwise
    assert "Hỏi đội Hai" not in shown
    as_binh.post(page(long_talk), {"messages": [second.pk, last.pk]})
    entry = FaqEntry.objects.get()
    assert (entry.question, entry.answer) == (second.text, last.text)
    as_binh.post(page(long_talk), {"messages": [first.pk, second.pk, last.pk]})
    assert FaqEntry.objects.latest("pk").question == f"{first.text} {second.text}"


def test_a_draft_needs_a_message_of_each_side(as_binh, may_draft, long_talk):
    first, answer, _second, _last = long_talk.messages.order_by("pk")
    for chosen in ([], [first.pk], [answer.pk], [first.pk, 10**9]):
        shown = as_binh.post(page(long_talk), {"messages": chosen}).content.decode()
        assert 'class="notice notice-danger"' in shown
    assert not FaqEntry.objects.exists()


def test_a_question_without_an_answer_cannot_be_drafted_from(as_binh, may_draft, lan, offices):
    asked = question(lan, office=offices.pk)
    chosen = [message.pk for message in asked.messages.all()]
    shown = as_binh.post(page(asked), {"messages": chosen}).content.decode()
    assert "Chỉ soạn được từ câu hỏi đã trả lời" in shown
    assert not FaqEntry.objects.exists()


def test_the_author_can_edit_the_draft(as_binh, may_draft, long_talk):
    chosen = [message.pk for message in long_talk.messages.all()]
    made = as_binh.post(page(long_talk), {"messages": chosen}, follow=True)
    assert 'name="answer"' in made.content.decode()
