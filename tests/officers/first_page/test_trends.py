"""Trends of leaders.

Right numbers by day, week, month and year, of their offices only, as charts, tables and CSV.
"""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.models import AccessEntry, VisitDay
from dossiers.models import DossierDay
from feedback.models import QuestionDay
from feedback.models.satisfaction import PublishedFigure, SatisfactionRelease
from officers.first_page import periods, trends
from officers.first_page.periods import Grain
from officers.first_page.scope import choose_scope
from procedures.models import SearchDay
from tests.dossiers.factories import at, officer_of
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
SEE = "dossiers.view_figures"


@pytest.fixture
def now(time_machine):
    """Stop the clock on a Wednesday."""
    time_machine.move_to(at("2026-11-25 09:00"), tick=False)


@pytest.fixture
def places(now):
    """Make two communes, of which the first has one below it, with what they did in two months."""
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


def leader(place):
    return officer_of(place, SEE)


def values(user, grain=Grain.MONTH, place=""):
    """Return {figure: its values} as the officer sees them, the last period last."""
    found = trends.show_boards(
        choose_scope(user, place).scope,
        periods.periods_until(grain, TODAY, periods.SHOWN[grain]),
        TODAY,
    )
    return {line.figure.name: list(line.values) for board in found for line in board.lines}


def test_a_leader_reads_the_figures_of_their_offices_and_of_the_whole_service(places):
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
def test_users_are_different_people_in_each_period(places, grain, visits, users):
    found = values(leader(places[0]), Grain(grain))
    assert (found["visits"][-1], found["users"][-1]) == (visits, users)
    assert len(found["visits"]) == periods.SHOWN[Grain(grain)]


def test_one_office_below_may_be_chosen_and_another_leaders_may_not(places):
    user = leader(places[0])
    assert values(user, place="ca-xa-a1")["accepted"][-1] == 10
    client = signed_in(user)
    for address in (reverse("admin:index"), reverse("report"), reverse("trends-csv")):
        assert client.get(address, {"don-vi": "ca-xa-b"}).status_code == 404
        assert "Công an xã B" not in client.get(address).content.decode()


def test_whoever_leads_above_and_superusers_see_everything_below(places):
    assert values(leader(province()))["accepted"][-1] == 111
    assert values(User.objects.create_superuser("quan.tri"))["accepted"][-1] == 111


def test_without_the_right_there_are_no_trends_no_report_and_no_csv(places):
    client = signed_in(officer_of(places[0], "dossiers.view_dossier"))
    page = client.get(reverse("admin:index"))
    assert "trends" not in page.context
    assert "Lượt truy cập" not in page.content.decode()
    assert [client.get(reverse(name)).status_code for name in ("report", "trends-csv")] == [
        403,
        403,
    ]


def test_nobody_reads_a_report_without_signing_in(client, places):
    for name in ("report", "trends-csv"):
        assert client.get(reverse(name)).status_code == 302


def test_the_page_shows_numbers_as_vietnamese_write_them_with_charts_and_tables(places):
    html = signed_in(leader(places[0])).get(reverse("admin:index")).content.decode()
    assert "<strong>10.000</strong>" in html
    assert "<strong>75,0 %</strong>" in html
    assert html.count('<svg class="drawing"') == html.count("<summary>Bảng số liệu</summary>") >= 5
    assert "tháng 11/2026" in html


@pytest.mark.parametrize("query", ["?ky=ngay", "?ky=tuan", "?ky=nam", "?ky=la", "?don-vi=ca-xa-a1"])
def test_every_choice_opens(places, query):
    client = signed_in(leader(places[0]))
    assert client.get(reverse("admin:index") + query).status_code == 200
    assert client.get(reverse("trends-csv") + query).status_code == 200


# --- CSV -----------------------------------------------------------------------------------------


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_has_a_line_for_each_figure_and_period(places):
    head, *rows = lines(signed_in(leader(places[0])).get(reverse("trends-csv")))
    assert head == [
        "Nhóm",
        "Chỉ số",
        "Đơn vị tính",
        "Phạm vi",
        "Kỳ",
        "Từ ngày",
        "Đến ngày",
        "Giá trị",
    ]
    assert [
        "Hồ sơ",
        "Tiếp nhận",
        "",
        "Công an xã A",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "11",
    ] in rows
    assert [
        "Hồ sơ",
        "Đúng hạn",
        "%",
        "Công an xã A",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "75,0",
    ] in rows
    assert [
        "Sử dụng dịch vụ",
        "Lượt truy cập",
        "",
        "Toàn dịch vụ",
        "tháng 11/2026",
        "01/11/2026",
        "30/11/2026",
        "10000",
    ] in rows


def test_no_cell_is_a_formula(places):
    place = office("ca-xa-x", name="=HYPERLINK(1)")
    rows = lines(signed_in(leader(place)).get(reverse("trends-csv")))
    assert {row[3] for row in rows[1:] if row[0] == "Hồ sơ"} == {"'=HYPERLINK(1)"}


def test_that_figures_left_the_system_is_logged(places):
    user = leader(places[0])
    client = signed_in(user)
    assert client.get(reverse("trends-csv"), {"don-vi": "ca-xa-b"}).status_code == 404
    assert not AccessEntry.objects.filter(action="exported").exists()
    client.get(reverse("trends-csv"))
    entry = AccessEntry.objects.get(action="exported")
    assert (entry.officer, entry.subject_kind, entry.subjects) == (user, "figures", "")


# --- the month's report --------------------------------------------------------------------------


def test_the_report_is_of_the_last_full_month_or_the_one_asked_for(places):
    client = signed_in(leader(places[0]))
    assert client.get(reverse("report")).context["month"].name == "tháng 10/2026"
    page = client.get(reverse("report"), {"thang": "2026-11"})
    html = page.content.decode()
    assert "Báo cáo tháng 11/2026" in html
    assert "Tháng chưa kết thúc" in html
    assert "QĐ 766/QĐ-TTg" in html
    assert "no-store" in page["Cache-Control"]
    assert [line.now for line in page.context["headline"]][:2] == ["10.000", "8.000"]


def test_the_report_compares_with_the_month_before(places):
    DossierDay.objects.create(
        office=places[0], day="2026-09-30", accepted=44, completed=2, dated=2, on_time=1
    )
    DossierDay.objects.filter(day="2026-10-31", office=places[0]).update(dated=4, on_time=1)
    client = signed_in(leader(places[0]))

    def compared(month):
        page = client.get(reverse("report"), {"thang": month})
        return {
            line.figure.name: (line.now, line.before, line.change)
            for board in page.context["boards"]
            for line in board.lines
        }

    assert compared("2026-10")["accepted"] == ("22", "44", "−50,0 %")
    assert compared("2026-10")["on_time_share"] == ("25,0", "50,0 %", "−25,0 điểm")
    assert compared("2026-11")["accepted"] == ("11", "22", "")  # the month goes on
    assert compared("2026-11")["on_time_share"] == ("75,0", "25,0 %", "+50,0 điểm")


def test_the_report_names_the_offices_below_the_most_first(places):
    page = signed_in(leader(places[0])).get(reverse("report"), {"thang": "2026-11"})
    assert [(row.name, row.accepted, row.on_time) for row in page.context["below"]] == [
        ("Công an xã A1", "10", "75,0 %"),
        ("Công an xã A", "1", "75,0 %"),
    ]
    assert signed_in(leader(places[1])).get(reverse("report")).context["below"] == []


@pytest.mark.parametrize("month", ["2026-13", "2026-12", "x", "2026-11-01", "9999-99", "-1"])
def test_a_month_that_is_none_or_has_not_begun_is_not_found(places, month):
    assert signed_in(leader(places[0])).get(reverse("report"), {"thang": month}).status_code == 404


def test_nothing_to_report_is_said_so(now):
    client = signed_in(leader(office("ca-xa-a")))
    page = client.get(reverse("report"), {"thang": "2026-11"})
    assert page.status_code == 200
    assert "Chưa có số liệu" in client.get(reverse("admin:index")).content.decode()


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


def test_satisfaction_is_what_was_published_of_the_office_by_month_and_year_only(places):
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
