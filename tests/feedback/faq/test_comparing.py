"""What differs between a draft and what citizens see."""

import pytest

from feedback.faq import actions, comparing
from tests.feedback.factories import faq_entry, published
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def places(entry):
    return [one.place for one in comparing.differences(entry)]


def test_all_of_a_new_answer_is_shown_and_nothing_of_a_published_one():
    assert places(faq_entry()) == ["Câu hỏi", "Câu trả lời"]
    assert places(published()) == []


def test_what_publishing_would_change_is_shown_in_words():
    entry, procedure = published(answer="Cũ."), make_procedure(short_name="Cấp thẻ căn cước")
    entry.answer, entry.field_id = "Mới.", procedure.field_id
    entry.save()
    entry.procedures.add(procedure)
    found = {one.place: (one.before, one.after) for one in comparing.differences(entry)}
    assert found["Câu trả lời"] == ("Cũ.", "Mới.")
    assert found["Thủ tục"][0] == ""
    assert "Cấp thẻ căn cước" in found["Thủ tục"][1]
    assert set(found) == {"Câu trả lời", "Lĩnh vực", "Thủ tục"}


def test_of_a_withdrawn_answer_all_would_be_new(editor):
    entry = published()
    actions.withdraw(entry.pk, editor, "Sai")
    assert places(entry) == ["Câu hỏi", "Câu trả lời"]
