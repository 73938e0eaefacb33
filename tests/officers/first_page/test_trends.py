"""Trends of leaders: right figures by day, week, month and year, of their own offices only."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.models import DossierDay
from feedback.models.satisfaction import PublishedFigure, SatisfactionRelease
from officers.first_page import periods, trends
from officers.first_page.periods import Grain
from officers.first_page.scope import choose_scope
from tests.dossiers.factories import at, officer_of
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
SEE = "dossiers.view_figures"


def leader(place):
    return officer_of(place, SEE)


def values(user, grain=Grain.MONTH, place=""):
    """Return {figure: its values} as the officer sees them, oldest first."""
    found = trends.show_boards(
        choose_scope(user, place).scope,
        periods.periods_until(grain, TODAY, periods.SHOWN[grain]),
        TODAY,
    )
    return {line.figure.name: list(line.values) for board in found for line in board.lines}


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
    assert len(found["visits"]) == periods.SHOWN[Grain(grain)]


def test_only_offices_below_can_be_chosen(places):
    user = leader(places[0])
    assert values(user, place="ca-xa-a1")["accepted"][-1] == 10
    client = signed_in(user)
    for address in (reverse("admin:index"), reverse("report"), reverse("trends-csv")):
        assert client.get(address, {"don-vi": "ca-xa-b"}).status_code == 404
        assert "Công an xã B" not in client.get(address).content.decode()


def test_leaders_above_and_superusers_see_everything_below(places):
    assert values(leader(province()))["accepted"][-1] == 111
    assert values(User.objects.create_superuser("quan.tri"))["accepted"][-1] == 111


def test_trends_report_and_csv_need_a_permission(places):
    client = signed_in(officer_of(places[0], "dossiers.view_dossier"))
    page = client.get(reverse("admin:index"))
    assert "trends" not in page.context
    assert "Lượt truy cập" not in page.content.decode()
    assert [client.get(reverse(name)).status_code for name in ("report", "trends-csv")] == [
        403,
        403,
    ]


def test_the_page_shows_vietnamese_numbers_charts_and_tables(places):
    html = signed_in(leader(places[0])).get(reverse("admin:index")).content.decode()
    assert "<strong>10.000</strong>" in html
    assert "<strong>75,0 %</strong>" in html
    assert html.count('<svg class="drawing"') == html.count("<summary>Bảng số liệu</summary>") >= 5
    assert "tháng 11/2026" in html


@pytest.mark.parametrize("query", ["?ky=ngay", "?ky=tuan", "?ky=nam", "?ky=la", "?don-vi=ca-xa-a1"])
def test_every_choice_of_period_and_office_opens(places, query):
    client = signed_in(leader(places[0]))
    assert client.get(reverse("admin:index") + query).status_code == 200
    assert client.get(reverse("trends-csv") + query).status_code == 200


# --- CSV -----------------------------------------------------------------------------------------


# --- the month's report --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["admin:index", "report", "trends-csv"])
def test_pages_cost_the_same_for_1_and_20_offices(places, name):
    client = signed_in(leader(province()))

    def queries():
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    one = queries()
    for number in range(20):
        DossierDay.objects.create(
            office=office(f"ca-xa-so-{number}"), day="2026-10-24", accepted=1, completed=1
        )
    assert queries() == one


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
