"""Leaders' figures of reports, and the lists behind them."""

from importlib import import_module

import pytest
from django.apps import apps

from foundation.desk.roles import Role
from reports.actions import deciding, incidents, moving, passing
from reports.actions.moving import make_move
from reports.models import Report, ReportDay
from reports.workflow import Move
from tests.officers.first_page.leaders import figures_and_lists
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import province
from tests.reports.factories import report
from tests.reports.officers import concluded, conclusion, leader_of, officer_of, received, verifying

pytestmark = pytest.mark.django_db


def sent(place):
    """Return a report that is counted as sent, as `sending` does."""
    row = report(place)
    moving.count_move(row, Move.SEND, row.first_received_at)
    return row


@pytest.fixture
def moved(commune, other, receiver):
    """Report thrice to one office; another office accepts one report."""
    row, *_others = (received(sent(commune), receiver) for _number in range(3))
    passing.pass_on(row, receiver, other, "Địa bàn xã khác")
    return passing.accept(row, officer_of(other))


@pytest.fixture
def figures(commune):
    """Return a function that asks for figures of an office, each with the rows of its list."""
    client = signed_in(leader_of(province(), Role.RECEIVER))
    return lambda place: figures_and_lists(client, place.pk)


def test_a_report_that_another_office_accepted_counts_there_as_in_the_list(
    moved, commune, other, figures
):
    assert figures(commune)["reports_sent"] == ("2", 2)
    assert figures(other)["reports_sent"] == ("1", 1)


def test_public_figures_stay_as_the_reports_were_sent(moved):
    assert dict(ReportDay.objects.values_list("office", "sent")) == {
        "ca-xa-a": 3, "ca-xa-b": 0,
    }  # fmt: skip


def test_the_list_of_what_was_decided_has_no_report_that_ended_otherwise(
    commune, leader, lan, figures
):
    concluded(report(commune))
    leading = verifying(report(commune), leader)
    incidents.merge(received(report(commune)), officer_of(commune), leading, "Đèn hỏng")
    make_move(report(commune, lan), Move.WITHDRAW)
    assert figures(commune)["reports_ended"] == ("1", 1)


def test_a_decision_counts_for_every_merged_report_as_in_the_list(commune, leader, figures):
    leading = verifying(report(commune), leader)
    incidents.merge(received(report(commune)), officer_of(commune), leading, "Đèn hỏng")
    deciding.conclude(Report.objects.get(pk=leading.pk), leader, conclusion())
    assert figures(commune)["reports_ended"] == ("2", 2)


@pytest.fixture
def reopened(commune):
    row = concluded(sent(commune))
    make_move(row, Move.DISPUTE)
    make_move(row, Move.REOPEN, leader_of(commune))
    return row


def test_what_is_verified_again_is_not_decided_any_more(reopened, commune, figures):
    assert figures(commune)["reports_ended"] == ("0", 0)
    deciding.conclude(reopened, leader_of(commune), conclusion())
    assert figures(commune)["reports_ended"] == ("1", 1)


def test_what_moved_before_is_counted_by_the_migration(moved, reopened, commune, other, figures):
    ReportDay.objects.filter(office=other).delete()
    ReportDay.objects.update(passed=0, undone=0)
    import_module("reports.migrations.0003_reports_that_moved").count_what_moved(apps, None)
    found = figures(commune)
    assert (found["reports_sent"], found["reports_ended"]) == (("3", 3), ("0", 0))
    assert figures(other)["reports_sent"] == ("1", 1)
