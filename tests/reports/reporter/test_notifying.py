"""What senders are told, and what a notice must not say."""

import pytest

from citizens.models import Notice
from citizens.notices import events
from reports.reporter.notifying import NOTICES
from tests.reports.factories import kind, report
from tests.reports.officers import concluded, received

pytestmark = pytest.mark.django_db


def test_every_notice_is_registered_and_confidential():
    confidential = set(events.confidential_names())
    assert set(NOTICES.values()) <= confidential
    texts = {
        event.text.splitlines()[0] for event in events.events() if event.name in NOTICES.values()
    }
    assert texts == {"Có tin về nội dung ông/bà đã gửi."}


def test_a_notice_leads_neither_to_its_citizen_nor_to_the_report(lan, hung, offices):
    row = concluded(report(offices, lan))
    notices = Notice.objects.of_citizen(lan).order_by("pk")
    assert [(n.citizen_id, n.event, n.link) for n in notices] == [
        (None, f"report_{name}", "?report=mine") for name in ("received", "taken_on", "decided")
    ]
    assert {n.citizen_hash for n in notices} != {row.seal.citizen_hash}
    assert not Notice.objects.of_citizen(hung).exists()
    for notice in notices:
        stored = repr(vars(notice))
        assert row.number not in stored
        assert (notice.office_id, notice.values) == (None, {})
        assert str(row.events.last().pk) not in notice.change.split("-")


def test_nobody_is_told_of_an_anonymous_report(offices):
    received(report(offices))
    assert not Notice.objects.exists()


def test_of_a_crime_its_receipt_is_told(lan, offices):
    from foundation.desk.roles import Role
    from tests.reports.officers import officer_of

    row = report(offices, lan, kind=kind("crime", is_crime=True, desk="crime"))
    received(row, officer_of(offices, Role.CRIME_DUTY))
    assert [n.event for n in Notice.objects.all()] == ["report_received"]
