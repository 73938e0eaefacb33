"""Reports about one thing: merged, split, and decided together."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from reports.actions import deciding, incidents, officers, passing
from reports.actions.moving import lock_with_incident, make_move
from reports.models import Report, ReportDay
from reports.reporter import silence
from reports.workflow import OPEN, RULES, Move, Outcome, Status
from tests.citizens.factories import citizen
from tests.reports.factories import kind, report
from tests.reports.officers import (
    conclusion,
    leader_of,
    listed,
    officer_of,
    received,
    verifying,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leading(commune, leader):
    return verifying(report(commune), leader)


@pytest.fixture
def merged(leading, commune, receiver, lan, told):
    """Return a report of Lan, merged into the leading one."""
    row = incidents.merge(received(report(commune, lan)), receiver, leading, "Xe đua phố Cổ")
    leading.refresh_from_db()
    return row


def refusal(act, *args, **kwargs):
    with pytest.raises(Problem) as refused:
        act(*args, **kwargs)
    return refused.value.detail


def test_a_merged_report_ends_and_its_sender_is_told(merged, leading, lan, told):
    assert (merged.status, merged.due_at) == (Status.MERGED, None)
    assert merged.ended_at is not None
    assert merged.incident == leading.incident
    assert merged.incident.title == "Xe đua phố Cổ"
    assert told[-1] == ("report_merged", lan.pk)


def test_the_conclusion_tells_every_sender_and_reveals_none(merged, leading, leader, lan, told):
    told.clear()
    deciding.conclude(leading, leader, conclusion())
    merged.refresh_from_db()
    assert (merged.status, merged.outcome) == (Status.MERGED, Outcome.HANDLED)
    assert merged.document_number == "45/KL-CSGT"
    assert [one.text for one in merged.messages.filter(internal=False)] == [
        "Đã xử phạt theo quy định."
    ]
    assert told == [("report_decided", lan.pk)]
    assert merged.events.latest("pk").move == Move.CONCLUDE
    assert ReportDay.objects.get().handled == 2


def test_officers_own_words_about_a_crime_stay_with_the_leading_report(commune, told):
    duty = leader_of(commune, Role.CRIME_DUTY)
    crime = kind("crime", desk="crime", is_crime=True)
    leading, other = (officers.receive(report(commune, kind=crime), duty) for _number in range(2))
    officers.take_on(leading, duty)
    merged = incidents.merge(other, duty, leading, "Vụ")
    deciding.conclude(leading, duty, conclusion(words="Nghi can tên Tý"))
    assert [(one.text, one.internal) for one in merged.messages.all()] == [
        (silence.FIXED[Move.CONCLUDE], False)
    ]


def test_a_split_report_goes_on_from_where_it_stood(merged, receiver, lan, told, leading, leader):
    deciding.conclude(leading, leader, conclusion())
    row = incidents.split(merged, receiver, "Là vụ khác")
    assert (row.status, row.outcome, row.incident, row.ended_at) == (
        Status.RECEIVED, "", None, None,
    )  # fmt: skip
    assert row.due_at is not None
    assert told[-1] == ("report_split", lan.pk)


def test_who_decides_learns_that_a_report_was_merged_meanwhile(
    commune, leading, leader, receiver, told
):
    seen = leading.events_count
    incidents.merge(received(report(commune)), receiver, leading, "Vụ")
    assert "vừa thay đổi" in refusal(deciding.conclude.seen(seen), leading, leader, conclusion())


def test_nothing_is_merged_into_what_is_decided(commune, leading, leader, receiver):
    deciding.conclude(leading, leader, conclusion())
    row = received(report(commune))
    assert "chưa kết luận" in refusal(incidents.merge, row, receiver, leading, "Vụ")
    row.refresh_from_db()
    assert row.status == Status.RECEIVED


def test_reports_of_another_office_desk_or_themselves_are_not_merged(
    commune, other, receiver, leading
):
    row = received(report(commune))
    elsewhere = received(report(other))
    hidden = report(commune, kind=kind("crime", desk="crime", is_crime=True), status="received")
    for into in (row, elsewhere, hidden):
        assert "cùng đơn vị" in refusal(incidents.merge, row, receiver, into, "Vụ")


def test_what_others_were_merged_into_stays_with_them(merged, leading, commune, other, receiver):
    third = received(report(commune))
    assert "đứng đầu" in refusal(incidents.merge, leading, receiver, third, "Vụ")
    Report.objects.filter(pk=leading.pk).update(status="received")
    leading.refresh_from_db()
    assert "tách ra trước" in refusal(passing.pass_on, leading, receiver, other, "x")
    assert "tách ra trước" in refusal(
        officers.reclassify, leading, receiver, kind("site_report"), "x"
    )


def test_when_the_leading_sender_withdraws_the_oldest_leads_on(merged, leading, commune, receiver):
    younger = incidents.merge(received(report(commune)), receiver, leading, "")
    locked = lock_with_incident(leading)
    make_move(locked, Move.WITHDRAW)
    incidents.pass_lead(locked)
    merged.refresh_from_db()
    assert (merged.status, merged.incident_id) == (Status.RECEIVED, younger.incident_id)
    assert list(Report.objects.of_incident(merged.incident_id)) == [younger]


def test_another_citizen_is_not_told(merged, leading, leader, told):
    stranger = citizen()
    deciding.conclude(leading, leader, conclusion())
    assert stranger.pk not in {who for _name, who in told}


# --- no move leaves merged reports without a leading one -----------------------------------------

ACTS = {
    Move.RECLASSIFY: lambda row, who, _other: officers.reclassify(
        row, who, kind("site_report"), "x"
    ),
    Move.ASK_MORE: lambda row, who, _other: officers.ask_more(row, who, [listed("ask_more")]),
    Move.PASS_ON: lambda row, who, other: passing.pass_on(row, who, other, "x"),
    Move.ACCEPT: lambda row, _who, other: passing.accept(row, officer_of(other)),
    Move.SEND_BACK: lambda row, _who, other: passing.send_back(row, officer_of(other), "x"),
    Move.TAKE_ON: lambda row, who, _other: officers.take_on(row, who),
    Move.EXTEND: lambda row, who, _other: officers.extend(row, who, "x"),
    Move.CONCLUDE: lambda row, who, _other: deciding.conclude(row, who, conclusion()),
    Move.HAND_OVER: lambda row, who, _other: deciding.hand_over(
        row, who, deciding.OutsideBody("Kiểm ngư", "1/PC"), "x"
    ),
    Move.DECLINE: lambda row, who, _other: deciding.decline(row, who, listed()),
    Move.MERGE: lambda row, who, _other: incidents.merge(
        row, who, received(report(row.office)), ""
    ),
    Move.SPLIT: lambda row, who, _other: incidents.split(row, who, "x"),
    Move.WITHDRAW: lambda row, _who, _other: withdraw(row),
}
# Before them nothing is merged, after them all is decided, or they change only what is said or who
# has it.
ELSEWHERE = {
    Move.RECEIVE, Move.SUPPLY, Move.REMIND, Move.ACKNOWLEDGE, Move.WISH_WITHDRAWN, Move.DISPUTE,
    Move.REOPEN, Move.UPHOLD, Move.TAKE, Move.ASSIGN, Move.PROPOSE, Move.GIVE_BACK,
}  # fmt: skip


def withdraw(row):
    locked = lock_with_incident(row)
    make_move(locked, Move.WITHDRAW)
    incidents.pass_lead(locked)


def test_every_move_is_tried_or_cannot_leave_a_merged_report_behind():
    assert set(ACTS) | ELSEWHERE == set(RULES)


@pytest.mark.parametrize("on_its_way", [False, True], ids=["here", "on its way"])
@pytest.mark.parametrize("begins", [received, verifying])
@pytest.mark.parametrize("move", ACTS)
def test_no_move_leaves_a_merged_report_without_a_leading_one(
    commune, other, told, move, begins, on_its_way
):
    leader = leader_of(commune, Role.RECEIVER, Role.VERIFIER)
    leading = begins(report(commune))
    if on_its_way and begins is received:
        leading = passing.pass_on(leading, leader, other, "Địa bàn xã khác")
    merged = incidents.merge(received(report(commune)), leader, leading, "Vụ")
    with suppress(Problem, PermissionDenied):
        ACTS[move](Report.objects.get(pk=leading.pk), leader, other)
    merged.refresh_from_db()
    assert not Report.objects.leaderless().exists()
    assert (
        merged.decided_at
        or merged.is_open
        or Report.objects.filter(incident=merged.incident, status__in=OPEN).exists()
    )


def test_a_report_that_leads_others_is_sent_back_not_accepted(commune, other, leader, lan, told):
    receiver = officer_of(commune)
    leading = passing.pass_on(received(report(commune)), receiver, other, "Địa bàn xã khác")
    merged = incidents.merge(received(report(commune, lan)), receiver, leading, "Vụ")
    there = officer_of(other)
    assert "Hãy trả lại" in refusal(passing.accept, leading, there)
    passing.send_back(leading, there, "Đã gộp phản ánh khác")
    deciding.conclude(officers.take_on(leading, leader), leader, conclusion())
    merged.refresh_from_db()
    assert merged.outcome == Outcome.HANDLED
    assert told[-1] == ("report_decided", lan.pk)


@pytest.fixture
def orphan(merged, leading):
    """Return a merged report whose leading one left, as older versions let it."""
    Report.objects.filter(pk=leading.pk).update(incident=None)
    return merged


def test_a_merged_report_that_nobody_will_decide_is_found_and_goes_on(orphan, receiver):
    assert list(Report.objects.leaderless()) == [orphan]
    row = incidents.split(orphan, receiver, "Không còn phản ánh đứng đầu")
    assert (row.status, row.due_at is not None) == (Status.RECEIVED, True)
    assert not Report.objects.leaderless().exists()


def test_a_merged_report_that_is_led_or_decided_is_not_among_them(merged, leading, leader):
    assert not Report.objects.leaderless().exists()
    deciding.conclude(leading, leader, conclusion())
    assert not Report.objects.leaderless().exists()
