"""What changed in reductions, forms and translations, in the words of officers."""

from datetime import date

import pytest

from procedures.drafts.comparison import ADDED, CHANGED, REMOVED
from procedures.drafts.labels import EMPTY
from procedures.drafts.shared_changes import compare_translations
from procedures.models import OfficialForm
from tests.procedures.factories import fee, make_reduction, publish_procedure

ROW = {
    "field": "documents.name", "order": 0, "source": "Đơn", "words": "Form", "origin": "machine",
    "source_url": "", "translated_on": "2026-11-01",
}  # fmt: skip


def translated(before, after):
    found = compare_translations({"en": before}, {"en": after})
    return [(one.place, one.before, one.after, one.kind) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ([ROW], [ROW | {"words": "Paper"}], ("Form\nMáy dịch", "Paper\nMáy dịch", CHANGED)),
        ([], [ROW], (EMPTY, "Form\nMáy dịch", ADDED)),
        ([ROW], [], ("Form\nMáy dịch", EMPTY, REMOVED)),
        (
            [ROW],
            [ROW | {"source": "Tờ khai", "words": "Paper"}],
            ("Form\nMáy dịch", "Paper\nMáy dịch", CHANGED),
        ),
    ],
)
def test_translations_are_compared_word_by_word(before, after, shown):
    assert translated(before, after) == [("Bản dịch (Tiếng Anh) · Giấy tờ", *shown)]


def test_equal_translations_do_not_differ():
    assert translated([ROW], [ROW]) == []


@pytest.fixture
def procedure(db):
    return publish_procedure(
        id="a", fee_status="confirmed", fees=[fee(5)], forms=[{"form": "mau-a"}]
    )


def publishing(page, procedure):
    return page(procedure, "publish").content.decode()


def test_publishing_shows_what_an_act_gives(editor, page, procedure):
    make_reduction(procedure, effective_to=date(2026, 12, 31))
    shown = publishing(page, procedure)
    assert "Miễn, giảm phí · Miễn phí công dân số" in shown
    assert "Giảm (%): 100" in shown
    assert "31/12/2026" in shown


def test_publishing_marks_the_changed_words_of_a_form(editor, page, procedure):
    OfficialForm.objects.filter(pk="mau-a").update(name="Tờ khai mới")
    shown = publishing(page, procedure)
    assert "<ins>mới</ins>" in shown
    assert "<del>" in shown
