"""What figures open: the dossiers that they counted."""

import pytest
from django.urls import reverse

from dossiers.actions.day_totals import recount
from dossiers.models import Dossier
from tests.dossiers.factories import at, dossier, move, officer_of
from tests.officers.first_page.leaders import SEE
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(time_machine):
    """Make a commune with three dossiers of November: one on time, one late, one not ready."""
    time_machine.move_to(at("2026-11-20 09:00"), tick=False)
    found = office("ca-xa-a")
    rows = [dossier(office=found) for _number in range(3)]
    for row in rows[:2]:
        move(row, "processing", "completed")
    Dossier.objects.filter(pk=rows[1].pk).update(due_at=at("2026-11-19 17:00"))
    recount()
    return found


def trends(user):
    page = signed_in(user).get(reverse("trends")).context_data["trends"]
    return {line.figure.name: line for board in page["boards"] for line in board.lines}


def test_each_figure_opens_a_list_with_as_many_rows(place):
    user = officer_of(place, SEE, "dossiers.view_dossier")
    lines = trends(user)
    assert lines["on_time_share"].now == "50,0"
    for name, number in (("accepted", 3), ("completed", 2), ("on_time_share", 1)):
        listed = signed_in(user).get(lines[name].address).context_data["cl"].result_count
        assert (name, listed) == (name, number)


def test_figures_open_nothing_for_who_may_not_see_the_list(place):
    assert {line.address for line in trends(officer_of(place, SEE)).values()} == {""}
