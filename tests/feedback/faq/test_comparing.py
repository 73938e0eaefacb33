"""Differences between a draft and its published version."""

import pytest

from feedback.faq import actions, comparing
from tests.feedback.factories import faq_entry, published
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def places(entry):
    return [one.place for one in comparing.differences(entry)]


def test_a_new_answer_differs_wholly_and_a_published_one_not_at_all():
    assert places(faq_entry()) == ["Câu hỏi", "Câu trả lời"]
    assert places(published()) == []


def test_changes_by_publishing_are_shown_in_words():
    entry, procedure = published(answer="Cũ."), make_procedure(short_name="Cấp thẻ căn cước")
    entry.answer, entry.field_id = "Mới.", procedure.field_id
    entry.save()
    entry.procedures.add(procedure)
    found = {one.place: (one.before, one.after) for one in comparing.differences(entry)}
    assert found["Câu trả lời"] == ("Cũ.", "Mới.")
    assert found["Thủ tục"][0] == ""
    assert "Cấp thẻ căn cước" in found["Thủ tục"][1]
    assert set(found) == {"Câu trả lời", "Lĩnh vực", "Thủ tục"}


def test_a_withdrawn_answer_differs_wholly(editor):
    entry = published()
    actions.withdraw(entry.pk, editor, "Sai")
    assert places(entry) == ["Câu hỏi", "Câu trả lời"]
