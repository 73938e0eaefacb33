"""A frozen clock, and two communes with figures."""

import pytest

from citizens.models import VisitDay
from dossiers.models import DossierDay
from feedback.models import QuestionDay
from procedures.models import SearchDay
from tests.dossiers.factories import at
from tests.offices.factories import office


@pytest.fixture
def now(time_machine):
    """Stop the clock on a Wednesday."""
    time_machine.move_to(at("2026-11-25 09:00"), tick=False)


@pytest.fixture
def places(now):
    """Make two communes with figures of two months; the first has another below it."""
    above, other = office("ca-xa-a", name="Công an xã A"), office("ca-xa-b", name="Công an xã B")
    below = office("ca-xa-a1", parent=above, name="Công an xã A1")
    for place, number in ((above, 1), (below, 10), (other, 100)):
        DossierDay.objects.create(
            office=place,
            day="2026-11-24",
            accepted=number,
            completed=4 * number,
            dated=4 * number,
            on_time=3 * number,
        )
        DossierDay.objects.create(
            office=place, day="2026-10-31", accepted=2 * number, completed=number, dated=0
        )
        QuestionDay.objects.create(
            office=place,
            day="2026-11-23",
            asked=3 * number,
            answered=2 * number,
            in_time=number,
            minutes=180 * number,
        )
    VisitDay.objects.create(
        day="2026-11-23",
        visits=9000,
        users=7000,
        week_users=7000,
        month_users=7000,
        year_users=7000,
        new_users=500,
    )
    VisitDay.objects.create(
        day="2026-11-24",
        visits=1000,
        users=1000,
        week_users=900,
        month_users=1000,
        year_users=10,
        new_users=5,
    )
    SearchDay.objects.create(day="2026-11-24", searches=200, misses=50)
    return above, other
