"""Trends of leaders: right figures by day, week, month and year, of their own offices only."""

import pytest

from dossiers.models import DossierDay
from feedback.models.satisfaction import PublishedFigure, SatisfactionRelease
from officers.first_page.periods import Grain
from tests.dossiers.factories import at
from tests.officers.first_page.leaders import leader, values
from tests.offices.factories import province

pytestmark = pytest.mark.django_db


def test_leaders_see_figures_of_their_offices_and_of_the_service(places):
    found = values(leader(places[0]))
    assert {
        name: numbers[-2:]
        for name, numbers in found.items()
        if name in {"accepted", "completed", "on_time_share"}
    } == {
        "accepted": [22, 11],
        "completed": [11, 44],
        "on_time_share": [None, 75.0],
    }
    assert (
        found["asked"][-1],
        found["answered"][-1],
        found["answered_in_time"][-1],
        found["answer_hours"][-1],
    ) == (33, 22, 50.0, 1.5)
    assert (found["visits"][-1], found["users"][-1], found["new_users"][-1]) == (10000, 8000, 505)
    assert (found["searches"][-1], found["found_share"][-1]) == (200, 75.0)


@pytest.mark.parametrize(
    ("grain", "visits", "users"),
    [("ngay", 0, 0), ("tuan", 10000, 7900), ("thang", 10000, 8000), ("nam", 10000, 7010)],
)
def test_users_are_counted_once_in_each_period(places, grain, visits, users):
    found = values(leader(places[0]), Grain(grain))
    assert (found["visits"][-1], found["users"][-1]) == (visits, users)


def test_periods_before_the_first_figure_are_left_out(places):
    found = values(leader(places[0]))
    assert (found["accepted"], found["asked"]) == ([22, 11], [0, 33])
    DossierDay.objects.create(office=places[0], day="2026-07-01", accepted=5)
    assert values(leader(places[0]))["accepted"] == [5, 0, 0, 22, 11]


# --- satisfaction --------------------------------------------------------------------------------


def published(place, month, count, satisfied):
    """Publish how satisfied people were with an office in a month."""
    release, _new = SatisfactionRelease.objects.get_or_create(
        month=month, defaults={"at": at("2026-11-15 02:00"), "lines": {}}
    )
    figure = {
        "measure": "overall",
        "first": month,
        "last": month,
        "count": count,
        "total": 4 * count,
        "satisfied": satisfied,
    }
    PublishedFigure.objects.create(release=release, office=place, **figure)


def test_satisfaction_shows_published_figures_only(places):
    published("ca-xa-a", "2026-10-01", 8, 6)
    published("ca-xa-a", "2026-09-01", 12, 9)
    published("ca-xa-b", "2026-10-01", 5, 0)
    published("", "2026-10-01", 20, 20)
    user = leader(places[0])
    found = values(user)
    assert (found["satisfied_share"][-3:], found["ratings"][-3:]) == (
        [75.0, 75.0, None],
        [12, 8, None],
    )
    assert values(user, Grain.YEAR)["ratings"][-1] == 20
    assert set(values(user, Grain.DAY)["satisfied_share"]) == {None}
    assert values(leader(province()))["satisfied_share"][-2] == 100.0
