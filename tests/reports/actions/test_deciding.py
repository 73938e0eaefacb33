"""Leaders decide reports, and look again at what somebody else decided."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from reports.actions import deciding, officers
from reports.actions.deciding import Conclusion, OutsideBody
from reports.actions.moving import make_move
from reports.models import Report, ReportDay
from reports.reporter import silence
from reports.workflow import Move, Outcome, Status
from tests.reports.factories import kind, report
from tests.reports.officers import (
    concluded,
    conclusion,
    leader_of,
    listed,
    officer_of,
    received,
    verifying,
)

pytestmark = pytest.mark.django_db


def refusal(act, *args, **kwargs):
    with pytest.raises(Problem) as refused:
        act(*args, **kwargs)
    return refused.value.detail


def public(row):
    return [one.text for one in row.messages.filter(internal=False)]


def disputed(row):
    make_move(row, Move.DISPUTE)
    return Report.objects.get(pk=row.pk)


def test_a_conclusion_has_outcome_document_and_words(commune, leader, lan, told):
    row = deciding.conclude(verifying(report(commune, lan), leader), leader, conclusion())
    assert (row.status, row.outcome, row.document_number, row.due_at) == (
        Status.CONCLUDED, Outcome.HANDLED, "45/KL-CSGT", None,
    )  # fmt: skip
    assert public(row) == ["Đã xử phạt theo quy định."]
    assert told[-1] == ("report_decided", lan.pk)
    day = ReportDay.objects.get()
    assert (day.ended, day.in_time, day.handled) == (1, 1, 1)


def test_only_plain_kinds_are_concluded_without_verification_and_document(commune, leader):
    row = received(report(commune))
    bare = Conclusion(Outcome.HANDLED, "", "Đã sửa đèn.")
    assert "vừa thay đổi" in refusal(deciding.conclude, row, leader, conclusion())
    officers.take_on(row, leader)
    assert "số văn bản" in refusal(deciding.conclude, row, leader, bare)
    plain = received(report(commune, kind=kind("site_report", plain=True)))
    assert deciding.conclude(plain, leader, bare).status == Status.CONCLUDED


def test_a_hand_over_is_no_conclusion_that_a_leader_picks(commune, leader):
    row = verifying(report(commune), leader)
    assert "trong danh sách" in refusal(
        deciding.conclude, row, leader, conclusion(Outcome.HANDED_OVER)
    )


def test_a_receiver_concludes_nothing(commune, receiver, leader):
    with pytest.raises(PermissionDenied):
        deciding.conclude(verifying(report(commune), leader), receiver, conclusion())


def test_a_hand_over_names_body_and_slip(commune, leader, lan, told):
    row = received(report(commune, lan))
    body = OutsideBody("Sở Xây dựng", "15/PC")
    row = deciding.hand_over(row, leader, body, "Đã chuyển Sở Xây dựng.")
    kept = row.hand_overs.get()
    assert (row.outcome, kept.body, kept.slip_number, kept.office) == (
        Outcome.HANDED_OVER, "Sở Xây dựng", "15/PC", None,
    )  # fmt: skip
    assert told[-1] == ("report_handed_over", lan.pk)


def test_the_reason_of_a_refusal_is_from_the_list(commune, leader):
    row = deciding.decline(received(report(commune)), leader, listed(), "Hãy gửi Sở Xây dựng.")
    assert row.status == Status.DECLINED
    assert public(row) == ["Sự việc không thuộc thẩm quyền của công an.\nHãy gửi Sở Xây dựng."]


@pytest.fixture
def crime_report(commune, lan, told):
    """Return a received report about a crime, and a leader of the criminal duty desk."""
    duty = leader_of(commune, Role.CRIME_DUTY)
    row = report(commune, lan, kind=kind("crime", desk="crime", is_crime=True))
    return officers.receive(row, duty), duty


def test_a_crime_report_is_never_declined(crime_report):
    row, duty = crime_report
    assert "vừa thay đổi" in refusal(deciding.decline, row, duty, listed())


@pytest.mark.parametrize("move", [Move.HAND_OVER, Move.CONCLUDE])
def test_the_sender_of_a_crime_report_reads_fixed_words(crime_report, lan, told, move):
    row, duty = crime_report
    if move is Move.HAND_OVER:
        body = OutsideBody("Cơ quan Cảnh sát điều tra", "2/PC")
        deciding.hand_over(row, duty, body, "Nghi can tên Tý")
    else:
        officers.take_on(row, duty)
        deciding.conclude(row, duty, conclusion(words="Nghi can tên Tý"))
    assert public(row) == [silence.FIXED[move]]
    assert [one.text for one in row.messages.filter(internal=True)] == ["Nghi can tên Tý"]
    assert told[0] == ("report_received", lan.pk)
    assert len(told) == 2


def test_a_dispute_is_decided_by_another_leader(commune, leader):
    row = disputed(concluded(report(commune), leader))
    for act in (deciding.reopen, deciding.uphold):
        with pytest.raises(PermissionDenied):
            act(row, leader, "Đúng rồi")
    row = deciding.uphold(row, leader_of(commune.parent), "Đã xem lại hồ sơ, giữ kết luận.")
    assert (row.status, row.outcome) == (Status.CONCLUDED, Outcome.HANDLED)
    assert public(row)[-1] == "Đã xem lại hồ sơ, giữ kết luận."


def test_a_reopened_report_is_verified_anew(commune, leader, time_machine):
    row = officers.extend(verifying(report(commune), leader), leader, "x")
    row = disputed(deciding.conclude(row, leader, conclusion()))
    time_machine.move_to("2027-01-04T09:00:00+07:00", tick=False)
    row = deciding.reopen(row, leader_of(commune), "Có chứng cứ mới")
    assert (row.status, row.outcome, row.extended) == (Status.VERIFYING, "", False)
    assert f"{row.due_at.astimezone():%Y-%m-%d}" == "2027-02-03"  # thirty days from today


def test_who_declined_does_not_decide_the_dispute(commune, leader):
    row = disputed(deciding.decline(received(report(commune)), leader, listed()))
    with pytest.raises(PermissionDenied):
        deciding.uphold(row, leader, "x")
    assert deciding.uphold(row, leader_of(commune), "x").status == Status.DECLINED


def test_a_verifier_decides_no_dispute(commune, leader):
    row = disputed(concluded(report(commune), leader))
    with pytest.raises(PermissionDenied):
        deciding.uphold(row, officer_of(commune, Role.VERIFIER), "x")
