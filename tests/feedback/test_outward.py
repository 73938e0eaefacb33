"""What other systems are told of questions and ratings."""

from datetime import date

import pytest

from feedback.models import Question
from feedback.questions import personal_data
from feedback.satisfaction import publishing, rating_totals
from foundation.events.models import Event
from tests.feedback.factories import ANSWER, TEXT, answered, rating

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def test_moves_of_a_question_are_told_without_anybody_s_words():
    row = answered()
    events = list(Event.objects.order_by("pk"))
    assert [one.what for one in events] == ["ask", "take", "answer"]
    assert {one.subject for one in events} == {str(row.pk)}
    said = str([one.data for one in events])
    assert TEXT not in said
    assert ANSWER not in said


def test_that_words_were_erased_is_told():
    answered()
    personal_data.forget_words(Question.objects.all())
    assert Event.objects.order_by("pk").last().what == "erase"


def test_of_ratings_the_published_counts_are_told_and_no_single_one():
    for _number in range(6):
        rating_totals.count_rating(rating(rated_on=OCTOBER, aspects={"time": 2}))
    assert not Event.objects.filter(kind="ratings").exists()
    publishing.publish_due_months(date(2026, 11, 15))
    (province,) = Event.objects.filter(kind="ratings", office="")
    assert (province.what, province.data["count"]) == ("published", 6)
