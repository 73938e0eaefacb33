"""Questions of a month, and of an office with those below it."""

import pytest
from django.urls import reverse

from tests.dossiers.factories import at
from tests.feedback.factories import officer_of, question
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def test_the_figure_of_questions_opens_the_counted_ones(time_machine):
    time_machine.move_to(at("2026-11-25 09:00"), tick=False)
    place = office("ca-xa-a")
    office("ca-xa-a1", parent=place)
    office("ca-xa-b")
    for key in ("ca-xa-a1", "ca-xa-b"):
        question(office=key)
    user = officer_of(place, "view_question")
    asked = {"asked": "2026-11-01_2026-11-30", "state": "all", "office": "ca-xa-a"}

    def listed(**changed):
        page = signed_in(user).get(reverse("admin:feedback_question_changelist"), asked | changed)
        return page.context_data["cl"].result_count

    assert listed() == 1
    assert listed(asked="2026-10-01_2026-10-31") == 0
    assert listed(office="ca-xa-b") == 0
