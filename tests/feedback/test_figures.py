"""Leaders' figures of questions, and the lists behind them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from feedback.models import QuestionDay
from feedback.questions import actions
from tests.dossiers.factories import at
from tests.feedback.factories import question
from tests.officers.first_page.leaders import figures_and_lists
from tests.officers.first_page.test_cards import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def passed_on(offices, other, binh, time_machine):
    """Return a question that was passed on, and one that was not."""
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    question(office=offices.pk)
    return actions.pass_on(question(office=offices.pk), binh, other.pk, "Thuộc địa bàn bên đó")


def asked(place):
    client = signed_in(User.objects.create_superuser(f"su-{place.pk}"))
    return figures_and_lists(client, place.pk)["asked"]


def test_a_question_passed_on_counts_for_its_new_office_as_in_the_list(passed_on, offices, other):
    assert asked(offices) == ("1", 1)
    assert asked(other) == ("1", 1)


def test_earlier_questions_passed_on_are_recounted_by_the_migration(passed_on, offices, other):
    QuestionDay.objects.filter(office=offices).update(asked=2)
    QuestionDay.objects.filter(office=other).delete()
    migration = import_module("feedback.migrations.0003_questions_count_where_they_are")
    migration.move_counts(apps, None)
    assert (asked(offices), asked(other)) == (("1", 1), ("1", 1))
