"""Daily counts of questions, answers and waiting time by office."""

import pytest

from feedback.models import QuestionDay
from feedback.questions import actions
from feedback.questions.actions import SentMessage
from tests.dossiers.factories import at
from tests.feedback.factories import answered, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(time_machine):
    """Freeze the clock on a Monday morning and return a function that moves it."""
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


def rows():
    """Return {day: (asked, answered, in time, minutes)} of all offices."""
    found = QuestionDay.objects.order_by("day").values_list(
        "day", "asked", "answered", "in_time", "minutes"
    )
    return {str(day): tuple(counted) for day, *counted in found}


def answer(asked, officer):
    actions.take(asked, officer)
    return actions.answer(asked, officer, "Mang theo giấy tờ tuỳ thân.")


def test_questions_and_answers_are_counted_by_day(offices, binh, now):
    asked = question(office=offices.pk)
    now("2026-11-23 10:30")
    answer(asked, binh)
    assert rows() == {"2026-11-23": (1, 1, 1, 90)}
    assert QuestionDay.objects.get().office_id == offices.pk


def test_an_answer_after_the_deadline_is_late(offices, binh, now):
    asked = question(office=offices.pk)
    now("2026-12-10 09:00")
    answer(asked, binh)
    assert rows()["2026-12-10"] == (0, 1, 0, 17 * 24 * 60)


def test_only_the_first_answer_counts(lan, offices, binh, now):
    asked = answered(lan, binh, office=offices.pk)
    now("2026-11-25 09:00")
    actions.answer(asked, binh, "Bổ sung: nhớ mang ảnh.")
    actions.add_message(lan, asked, SentMessage("Còn ảnh thì sao?"))
    answer(asked, binh)
    assert rows() == {"2026-11-23": (1, 1, 1, 0)}


def test_an_answer_in_the_citizens_turn_is_on_time(offices, binh, now):
    asked = question(office=offices.pk)
    actions.take(asked, binh)
    actions.ask_back(asked, binh, "Loại thẻ nào?")
    now("2026-12-10 09:00")
    actions.answer(asked, binh, "Đến công an xã.")
    assert rows()["2026-12-10"][1:3] == (1, 1)
