"""What officers do with a report until it is decided."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from reports.actions import officers
from reports.actions.moving import make_move
from reports.workflow import Move, Status
from tests.reports.factories import kind, report
from tests.reports.officers import leader_of, listed, officer_of, received, verifying

pytestmark = pytest.mark.django_db
DAY_OF_RECEIPT = "2026-11-23"


def refusal(act, *args, **kwargs):
    with pytest.raises(Problem) as refused:
        act(*args, **kwargs)
    assert refused.value.type.code == "report_moved_on"
    return refused.value.detail


def said(row):
    return [(one.text, one.internal) for one in row.messages.all()]


def crime():
    return kind("crime", desk="crime", is_crime=True, name="Tố giác tội phạm")


def test_a_report_is_received_under_a_number(commune, receiver, lan, told):
    row = officers.receive.seen(0)(report(commune, lan), receiver)
    event = row.events.get()
    assert (row.status, row.register_number, row.events_count) == (Status.RECEIVED, "1/2026", 1)
    assert (event.move, event.officer, event.office) == ("receive", receiver, commune)
    assert told == [("report_received", lan.pk)]


def test_who_saw_an_older_state_is_told(commune, receiver):
    row = report(commune)
    officers.receive.seen(0)(row, receiver)
    assert "vừa thay đổi" in refusal(officers.receive.seen(0), row, receiver)
    row.refresh_from_db()
    assert (row.register_number, row.events.count()) == ("1/2026", 1)


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.RECEPTIONIST, Role.ADMINISTRATOR])
def test_other_roles_receive_nothing(commune, role):
    with pytest.raises(PermissionDenied):
        officers.receive(report(commune), officer_of(commune, role))


def test_an_officer_of_another_office_receives_nothing(commune, other):
    with pytest.raises(PermissionDenied):
        officers.receive(report(commune), officer_of(other))


def test_the_office_that_a_report_is_about_cannot_touch_it(commune, receiver):
    with pytest.raises(PermissionDenied):
        officers.receive(report(commune, about_office=commune), receiver)


def test_another_kind_keeps_the_first_receipt(commune, receiver, time_machine):
    row = received(report(commune), receiver)
    opinion = kind("security_opinion", plain=True)
    opinion.clock_rules.all().delete()
    opinion.clock_rules.create(
        stage="answer", length=10, unit="day", citation="Đ28", valid_from="2026-04-01"
    )
    time_machine.move_to("2026-11-26T09:00:00+07:00", tick=False)
    row = officers.reclassify.seen(1)(row, receiver, opinion, "Là góp ý")
    assert (row.kind, row.due_citation) == (opinion, "Đ28")
    assert f"{row.due_at.astimezone():%Y-%m-%d}" == "2026-12-03"  # ten days from the 23rd
    assert said(row) == [("Là góp ý", True)]


def test_a_report_that_becomes_a_crime_changes_desk_and_falls_silent(
    commune, receiver, leader, lan, told
):
    duty = leader_of(commune, Role.CRIME_DUTY)
    row = received(report(commune, lan), receiver)
    officers.reclassify(row, receiver, crime(), "Có dấu hiệu tội phạm")
    told.clear()
    with pytest.raises(PermissionDenied):
        officers.take_on(row, leader)  # leads, but is not of the desk
    officers.take_on(row, duty)
    row = officers.extend(row, duty, "Cần giám định")
    assert (told, row.status) == ([], Status.VERIFYING)
    assert said(row) == [("Có dấu hiệu tội phạm", True), ("Cần giám định", True)]


def test_a_report_does_not_vanish_at_a_desk_that_nobody_has(commune, receiver):
    row = received(report(commune), receiver)
    assert "chưa có cán bộ nào" in refusal(officers.reclassify, row, receiver, crime(), "x")
    officer_of(commune.parent, Role.CRIME_DUTY)
    assert officers.reclassify(row, receiver, crime(), "x").kind_id == "crime"


def test_more_is_asked_while_the_clock_runs_on(commune, leader, lan, told, time_machine):
    row = verifying(report(commune, lan), leader)
    due_at = row.due_at
    told.clear()
    missing = [listed("ask_more", "Biển số xe"), listed("ask_more", "Giờ xảy ra")]
    row = officers.ask_more(row, officer_of(commune, Role.VERIFIER), missing, "Cảm ơn ông/bà.")
    assert said(row) == [("- Biển số xe\n- Giờ xảy ra\nCảm ơn ông/bà.", False)]
    assert (row.status, row.due_at) == (Status.NEED_MORE, due_at)
    assert row.supply_by.isoformat() == "2026-11-30T23:59:59+07:00"
    assert told == [("report_asked_more", lan.pk)]
    time_machine.move_to("2026-11-29T09:00:00+07:00", tick=False)
    make_move(row, Move.SUPPLY)
    assert (row.status, row.due_at, row.supply_by) == (Status.VERIFYING, due_at, None)


def test_a_verification_is_extended_once_from_its_beginning(commune, leader):
    row = verifying(report(commune), leader)
    assert f"{row.due_at.astimezone():%Y-%m-%d}" == "2026-12-23"
    row = officers.extend(row, leader, "Chờ kết quả giám định")
    assert f"{row.due_at.astimezone():%Y-%m-%d}" == "2027-01-22"  # sixty days
    assert "chỉ được gia hạn một lần" in refusal(officers.extend, row, leader, "Nữa")


def test_a_clock_without_a_longer_limit_is_not_extended(commune, leader):
    row = verifying(report(commune), leader)
    row.kind.clock_rules.update(extended_length=None)
    assert "không được gia hạn" in refusal(officers.extend, row, leader, "x")


def test_a_verifier_takes_nothing_on(commune):
    row = received(report(commune))
    with pytest.raises(PermissionDenied):
        officers.take_on(row, officer_of(commune, Role.VERIFIER))
