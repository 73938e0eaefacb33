"""The first page of who works on reports."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.api import readiness
from foundation.desk.roles import Role
from officers.first_page import boards, periods
from officers.first_page.scope import choose_scope
from reports.actions import officers
from reports.deadlines import alarms
from reports.navigation import count_late_reports
from tests.offices.factories import office, province
from tests.reports.factories import kind, report
from tests.reports.officers import concluded, leader_of, officer_of

pytestmark = pytest.mark.django_db
HOME = reverse("admin:index")
ALARM = "Tố giác, tin báo tội phạm chưa tiếp nhận"


def home(user):
    client = Client()
    client.force_login(user)
    return client.get(HOME)


def cards(user):
    found = home(user).context_data["groups"].get("Phản ánh", [])
    return {card.title: card.number for card in found}


@pytest.fixture
def crime(offices):
    """Return a kind whose unread reports raise an alarm after 15 minutes."""
    row = kind("crime", desk="crime", is_crime=True)
    row.clock_rules.create(
        stage="alarm", length=15, unit="minute", citation="Nội quy", valid_from="2026-04-01"
    )
    return row


def test_cards_count_what_waits_for_this_officer(offices, now):
    report(offices)
    assert cards(officer_of(offices)) == {
        "Quá hạn": 0, "Đến hạn hôm nay": 0, "Chưa tiếp nhận": 1, "Đơn vị khác chuyển đến": 0,
        "Cơ quan nhận chưa xác nhận": 0, "Đã gộp mà không ai quyết định": 0,
    }  # fmt: skip
    assert "Chờ lãnh đạo khác xem xét lại" in cards(leader_of(offices))
    assert "Tố giác chưa tiếp nhận" in cards(officer_of(offices, Role.CRIME_DUTY))
    assert cards(officer_of(offices, Role.ANSWERER)) == {}


def test_an_unread_crime_report_alarms_the_duty_desk_after_its_clock(offices, crime, now):
    row, duty = report(offices, kind=crime), officer_of(offices, Role.CRIME_DUTY)
    now("2026-11-23 09:14")
    assert ALARM not in home(duty).content.decode()
    assert not any("tố giác" in text for text in readiness.warnings())
    now("2026-11-23 09:15")
    body = home(duty).content.decode()
    assert ALARM in body
    assert row.number in body
    assert any("1 tố giác, tin báo tội phạm" in text for text in readiness.warnings())
    for other in (officer_of(offices), officer_of(office("ca-xa-khac"), Role.CRIME_DUTY)):
        assert row.number not in home(other).content.decode()
    officers.receive(row, duty)
    assert ALARM not in home(duty).content.decode()


def test_kinds_without_a_clock_of_alarm_raise_none(offices, now):
    report(offices)
    now("2026-12-23 09:00")
    assert not alarms.unread_too_long(timezone.now()).exists()


def test_leaders_read_figures_of_reports(offices, now):
    leader = leader_of(offices)
    concluded(report(offices), leader)
    shown = periods.periods_until(periods.Grain.MONTH, timezone.now().date(), 1)
    scope = choose_scope(leader, "").scope
    (board,) = [one for one in boards.boards() if one.title == "Phản ánh"]
    values = board.values(scope, shown)
    assert (values["reports_ended"], values["reports_handled"]) == ([1], [100.0])


def test_the_sidebar_counts_late_reports(offices, now, rf):
    request = rf.get("/")
    request.user = officer_of(offices)
    report(offices, due_at=timezone.now())
    now("2026-11-23 10:00")
    assert count_late_reports(request) == "1"


def test_what_other_offices_have_to_do_is_not_this_officers(offices, now):
    above = officer_of(province(), Role.RECEIVER)
    row = report(offices, due_at=timezone.now())
    now("2026-11-23 10:00")
    assert cards(above)["Quá hạn"] == 0
    assert home(above).context_data["urgent"] == []
    assert cards(leader_of(province()))["Quá hạn"] == 1
    assert cards(officer_of(row.office))["Quá hạn"] == 1


def test_what_was_not_taken_in_is_nothing_that_a_verifier_is_shown_as_due(offices, now, rf):
    verifier = officer_of(offices, Role.VERIFIER)
    row = report(offices, due_at=timezone.now())
    now("2026-11-23 10:00")
    assert "Chưa tiếp nhận" not in cards(verifier)
    assert cards(verifier)["Quá hạn"] == 0
    assert home(verifier).context_data["urgent"] == []
    request = rf.get("/")
    request.user = verifier
    assert count_late_reports(request) == "0"
    officers.receive(row, officer_of(offices))
    now("2027-03-01 10:00")
    assert cards(verifier)["Quá hạn"] == 1
