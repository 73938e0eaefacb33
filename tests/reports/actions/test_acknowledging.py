"""A body outside acknowledges what was handed over to it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from reports.actions import acknowledging, deciding
from reports.actions.acknowledging import Receipt
from reports.actions.deciding import OutsideBody
from reports.models import Report
from tests.dossiers.factories import at
from tests.reports.factories import kind, report
from tests.reports.officers import concluded, leader_of, officer_of, received

pytestmark = pytest.mark.django_db
RECEIPT = Receipt(date(2026, 11, 25), "3/BN", "Văn thư Chi cục Kiểm ngư")


@pytest.fixture
def handed_over(commune, leader, time_machine):
    """Return a report that was handed over on 23 November; it is the 26th now."""
    row = received(report(commune))
    body = OutsideBody("Chi cục Kiểm ngư", "15/PC")
    row = deciding.hand_over(row, leader, body, "Đã chuyển Chi cục Kiểm ngư.")
    time_machine.move_to("2026-11-26T09:00:00+07:00", tick=False)
    return row


def test_the_receipt_is_kept_with_its_day_number_and_signer(handed_over, receiver):
    act = acknowledging.acknowledge.seen(handed_over.events_count)
    row = act(handed_over, receiver, RECEIPT)
    kept = row.hand_overs.get()
    assert (kept.receipt_number, kept.signed_by) == ("3/BN", "Văn thư Chi cục Kiểm ngư")
    assert kept.acknowledged_at == at("2026-11-25 23:59:59")
    assert (row.status, row.outcome) == ("concluded", "handed_over")
    assert row.events.latest("pk").officer == receiver


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 27)])
def test_nobody_acknowledges_before_the_hand_over_or_tomorrow(handed_over, receiver, day):
    with pytest.raises(Problem) as refused:
        acknowledging.acknowledge(handed_over, receiver, Receipt(day, "3/BN", "Văn thư"))
    assert "từ ngày chuyển (23/11/2026) đến hôm nay" in refused.value.detail


def test_only_what_waits_is_acknowledged_and_only_by_the_office(
    handed_over, receiver, commune, other
):
    with pytest.raises(PermissionDenied):
        acknowledging.acknowledge(handed_over, officer_of(other), RECEIPT)
    with pytest.raises(PermissionDenied):
        acknowledging.acknowledge(concluded(report(commune)), receiver, RECEIPT)
    acknowledging.acknowledge(handed_over, receiver, RECEIPT)
    with pytest.raises(PermissionDenied):
        acknowledging.acknowledge(handed_over, receiver, RECEIPT)


def test_after_fifteen_days_it_stands_in_the_list_until_it_is_acknowledged(handed_over, receiver):
    late = Report.objects.unacknowledged
    assert list(late(at("2026-12-08 23:59"))) == []
    assert list(late(at("2026-12-09 00:00"))) == [handed_over]
    acknowledging.acknowledge(handed_over, receiver, RECEIPT)
    assert list(late(at("2026-12-09 00:00"))) == []


def test_the_clock_of_the_kind_comes_before_the_fifteen_days(commune):
    crime = kind("crime", plain=True)
    crime.clock_rules.create(
        stage="receipt", length=3, unit="working_day", citation="Quy chế", valid_from="2026-04-01"
    )
    row, leader = received(report(commune, kind=crime)), leader_of(commune)
    deciding.hand_over(row, leader, OutsideBody("CQĐT", "7/PC"), "Đã chuyển.")
    assert row.hand_overs.get().acknowledge_by == at("2026-11-27 23:59:59")  # Tuesday is a holiday
