"""Need counts follow every change of a question, for its office and all above."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction

from citizens.actions import erase
from citizens.models import Erasure
from feedback.models import NeedCount, Question
from feedback.needs import need_counts
from feedback.questions import actions
from offices.models import Office
from offices.snapshot import directory
from procedures.models import FillerWord
from tests.citizens.factories import citizen
from tests.feedback.factories import TEXT, officer_of, question
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _week():
    with time_machine.travel(datetime(2026, 11, 25, 3, tzinfo=UTC), tick=False):
        yield


def totals():
    return {
        (row.office_id, row.week, row.procedure): row.questions
        for row in NeedCount.objects.filter(words="")
    }


def words_at(office):
    return {
        row.words: row.questions
        for row in NeedCount.objects.filter(office=office).exclude(words="")
    }


def everything():
    return sorted(
        NeedCount.objects.values_list("office", "week", "procedure", "words", "questions")
    )


def test_a_question_counts_for_its_office_and_those_above(lan, offices):
    question(lan, office=offices.pk)
    assert totals() == {(offices.pk, MONDAY, ""): 1, ("tinh", MONDAY, ""): 1}
    assert words_at("tinh")["can cuoc"] == words_at(offices.pk)["can cuoc"] == 1


def test_questions_are_summed_by_week(lan, hung, offices, other):
    question(lan, office=offices.pk)
    question(hung, office=other.pk)
    assert totals() == {
        (offices.pk, MONDAY, ""): 1,
        (other.pk, MONDAY, ""): 1,
        ("tinh", MONDAY, ""): 2,
    }
    assert words_at("tinh")["can cuoc"] == 2


def test_weeks_follow_vietnamese_time(lan, hung, offices):
    with time_machine.travel(datetime(2026, 11, 29, 16, 59, tzinfo=UTC), tick=False):
        question(lan, office=offices.pk)
    with time_machine.travel(datetime(2026, 11, 29, 17, 0, tzinfo=UTC), tick=False):
        question(hung, office=offices.pk)
    assert sorted(week for office, week, _procedure in totals() if office == offices.pk) == [
        MONDAY,
        date(2026, 11, 30),
    ]


def test_a_forwarded_question_counts_for_its_new_office(lan, offices, other, binh):
    asked = question(lan, office=offices.pk)
    actions.pass_on(asked, binh, other.pk, "Thuộc địa bàn bên đó")
    assert totals() == {(other.pk, MONDAY, ""): 1, ("tinh", MONDAY, ""): 1}
    assert words_at(offices.pk) == {}
    assert words_at(other.pk)["can cuoc"] == 1


def test_forwarding_within_a_branch_counts_once_above(lan, offices):
    asked = question(lan)
    actions.pass_on(asked, officer_of(asked.office), offices.pk, "Thuộc phường")
    assert totals() == {(offices.pk, MONDAY, ""): 1, ("tinh", MONDAY, ""): 1}


def test_erasing_removes_words_and_keeps_counts(lan, hung, offices):
    question(lan, office=offices.pk)
    question(hung, "Tạm trú", office=offices.pk)
    erase(lan, Erasure.Cause.OWN_WISH)
    assert totals()[offices.pk, MONDAY, ""] == 2
    assert words_at(offices.pk) == words_at("tinh") == {"tam tru": 1}


def test_a_rolled_back_question_is_not_counted(lan, offices):
    with transaction.atomic():
        question(lan, office=offices.pk)
        transaction.set_rollback(True)
    assert everything() == []


def test_recounting_gives_the_same_counts(lan, hung, offices, other, binh):
    question(lan, office=offices.pk)
    question(hung, office=other.pk)
    actions.pass_on(question(lan, "Làm lại biển số xe", office=offices.pk), binh, other.pk, "x")
    before = everything()
    NeedCount.objects.filter(office="tinh").update(questions=9)
    assert need_counts.recount_questions() == 3
    assert everything() == before


def test_the_query_count_does_not_depend_on_the_text(lan, offices, django_assert_num_queries):
    asked = [
        Question(office_id=offices.pk, words=words)
        for words in ("can cuoc", " ".join(f"tu{n} x" for n in "abcdefghijklmnop"))
    ]
    need_counts.count_questions(asked[:1])
    for one in asked:
        with django_assert_num_queries(1):
            need_counts.count_questions([one])


def test_names_are_masked_before_counting(offices):
    question(citizen(), "Tôi là Nguyễn Văn Tèo, số 0912345678, mất hộ chiếu", office=offices.pk)
    assert not [
        words
        for words in words_at(offices.pk)
        if "teo" in words or any(letter.isdigit() for letter in words)
    ]


def test_counts_are_removed_after_filler_words_change(lan, offices):
    asked = question(lan, office=offices.pk)
    assert words_at(offices.pk)
    FillerWord.objects.create(text="căn cước", kind=FillerWord.Kind.QUESTION)
    need_counts.subtract(need_counts.pairs_of_questions([asked]))
    assert words_at(offices.pk) == {}


def test_the_test_text_has_pairs():
    assert "can cuoc" in need_counts.pairs_of(actions.searchable_words(TEXT))


# --- offices move ---------------------------------------------------------------------------------


@pytest.fixture
def moved(lan, offices):
    """Return a question that came when its office was below the province; now below another."""
    asked = question(lan, office=offices.pk)
    above = office("cum-moi", name="Cụm mới")
    Office.objects.filter(pk=above.pk).update(parent=None)
    Office.objects.filter(pk=offices.pk).update(parent=above)
    directory.forget()
    return asked


def test_erased_words_are_subtracted_after_the_office_moved(moved, lan):
    erase(lan, Erasure.Cause.OWN_WISH)
    assert not NeedCount.objects.exclude(words="").exists()


def test_a_question_passed_on_leaves_the_former_office_above_too(moved, offices, other):
    actions.pass_on(moved, officer_of(offices), other.pk, "Nhờ đơn vị")
    assert totals() == {(other.pk, MONDAY, ""): 1, ("tinh", MONDAY, ""): 1}
    erase(moved.citizen, Erasure.Cause.OWN_WISH)
    assert not NeedCount.objects.exclude(words="").exists()


def test_a_recount_uses_the_present_tree_of_offices(moved, offices, lan):
    need_counts.recount_questions()
    assert totals() == {(offices.pk, MONDAY, ""): 1, ("cum-moi", MONDAY, ""): 1}
    erase(lan, Erasure.Cause.OWN_WISH)
    assert not NeedCount.objects.exclude(words="").exists()


def test_old_questions_count_by_the_present_tree_of_offices(lan, offices):
    question(lan, office=offices.pk)
    Question.objects.update(counted_at="")
    erase(lan, Erasure.Cause.OWN_WISH)
    assert not NeedCount.objects.exclude(words="").exists()
