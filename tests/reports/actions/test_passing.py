"""A report on its way to another office."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from foundation.api.problems import Problem
from reports.actions import officers, passing
from reports.models import Report
from reports.workflow import Status
from tests.offices.factories import office
from tests.reports.factories import report
from tests.reports.officers import leader_of, officer_of, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def passed(commune, other, receiver):
    return passing.pass_on(received(report(commune), receiver), receiver, other, "Địa bàn xã khác")


def seen_by(user):
    return list(Report.objects.visible_to_officer(user))


def test_the_sender_answers_for_it_until_it_is_accepted(passed, commune, other, leader):
    there = officer_of(other)
    assert (passed.office, passed.status) == (commune, Status.RECEIVED)
    assert seen_by(there) == seen_by(leader) == [passed]
    with pytest.raises(PermissionDenied):
        officers.take_on(passed, leader_of(other))
    accepted = passing.accept.seen(passed.events_count)(passed, there)
    assert (accepted.office, accepted.register_number) == (other, "1/2026")
    assert accepted.hand_overs.get().acknowledged_at == timezone.now()
    assert (seen_by(there), seen_by(leader)) == ([passed], [])


def test_only_the_office_that_was_asked_accepts(passed, receiver):
    with pytest.raises(PermissionDenied):
        passing.accept(passed, receiver)
    with pytest.raises(PermissionDenied):
        passing.accept(passed, officer_of(office("ca-xa-c")))


def test_passing_it_on_again_recalls_the_first_hand_over(passed, receiver, other):
    third = office("ca-xa-c", name="Công an xã Cầu Đá")
    there = officer_of(other)
    passing.pass_on(passed, receiver, third, "Đúng ra là xã Cầu Đá")
    assert seen_by(there) == []
    assert seen_by(officer_of(third)) == [passed]


def test_the_office_that_was_asked_sends_it_back_with_a_reason(passed, commune, other, leader):
    there = officer_of(other)
    back = passing.send_back.seen(passed.events_count)(passed, there, "Nơi xảy ra thuộc xã Ao Sen")
    assert (back.office, back.status) == (commune, Status.RECEIVED)
    assert back.messages.get(internal=True, officer=there).text == "Nơi xảy ra thuộc xã Ao Sen"
    assert (seen_by(there), seen_by(leader)) == ([], [passed])
    with pytest.raises(PermissionDenied):
        passing.accept(back, there)
    assert officers.take_on(back, leader).status == Status.VERIFYING


def test_the_office_that_was_asked_passes_it_on_and_the_sender_still_answers(passed, other, leader):
    third, there = office("ca-xa-c", name="Công an xã Cầu Đá"), officer_of(other)
    with pytest.raises(Problem) as refused:
        passing.pass_on(passed, there, other, "x")
    assert "đang chờ chính đơn vị này" in refused.value.detail
    row = passing.pass_on(passed, there, third, "Đúng ra là xã Cầu Đá")
    assert (seen_by(there), seen_by(officer_of(third)), seen_by(leader)) == ([], [row], [row])
    first, second = row.hand_overs.all()
    assert (first.returned_at, first.recalled_at) == (timezone.now(), None)
    assert second.office == third


def test_nobody_sends_back_what_was_not_passed_on_to_them(passed, receiver, commune):
    for user in (receiver, officer_of(office("ca-xa-c"))):
        with pytest.raises(PermissionDenied):
            passing.send_back(passed, user, "x")


def test_an_office_that_goes_on_by_itself_recalls_it(passed, leader, other):
    officers.take_on(passed, leader)
    assert seen_by(officer_of(other)) == []
    assert passed.hand_overs.get().recalled_at == timezone.now()


@pytest.mark.parametrize("wrong", ["own", "about"])
def test_it_goes_neither_to_itself_nor_to_whom_it_is_about(commune, other, receiver, wrong):
    row = received(report(commune, about_office=other), receiver)
    target = commune if wrong == "own" else other
    with pytest.raises(Problem) as refused:
        passing.pass_on(row, receiver, target, "x")
    assert "Hãy chọn đơn vị khác" in refused.value.detail


def test_the_sender_is_told(commune, other, receiver, lan, told):
    row = received(report(commune, lan), receiver)
    passing.pass_on(row, receiver, other, "x")
    assert ("report_passed_on", lan.pk) in told
