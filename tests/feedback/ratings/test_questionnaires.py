"""Which questionnaire is in force."""

from datetime import date

import pytest

from feedback.models import Questionnaire
from feedback.ratings import questionnaires

pytestmark = pytest.mark.usefixtures("offices")


def test_the_seven_aspects_of_the_ministry_are_shipped():
    shipped = questionnaires.questionnaire_on(date(2026, 11, 24))
    assert shipped.number == 1
    assert shipped.keys == [
        "publicity",
        "access",
        "online",
        "officers",
        "time",
        "result",
        "feedback",
    ]
    assert Questionnaire.objects.count() == 1


def test_the_newest_questionnaire_in_force_is_used():
    first = questionnaires.questionnaire_on(date(2026, 11, 24))
    second = Questionnaire.objects.create(
        number=2, in_force_on=date(2026, 12, 1), source="QĐ mới", aspects=first.aspects[:3]
    )
    assert questionnaires.questionnaire_on(date(2026, 11, 30)) == first
    assert questionnaires.questionnaire_on(date(2026, 12, 1)) == second
