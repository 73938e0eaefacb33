"""Who answers for a report, and until when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from offices.held_work import loads_of
from reports.actions import officers, passing
from reports.actions.holding import HELD
from reports.models import Report
from tests.reports.factories import kind, report
from tests.reports.officers import leader_of, officer_of, received, verifying

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(commune):
    return officer_of(commune, Role.VERIFIER)


def refusal(act, *args):
    with pytest.raises(Problem) as refused:
        act(*args)
    return refused.value.detail


def test_a_leader_names_the_verifier_with_a_term(commune, leader, verifier):
    row = officers.take_on(
        received(report(commune)), leader, verifier, date(2026, 12, 5), "Hỏi chủ quán"
    )
    assert (row.officer, row.verify_by) == (verifier, date(2026, 12, 5))
    assert row.messages.get(internal=True).text == "Hỏi chủ quán"


def test_without_a_name_the_report_stays_whose_it_was(commune, leader, verifier):
    row = officers.take(received(report(commune)), verifier)
    assert officers.take_on(row, leader).officer == verifier


def test_of_two_who_take_a_report_one_is_told(commune, verifier):
    row = officers.take(received(report(commune)), verifier)
    assert "vừa thay đổi" in refusal(officers.take, row, officer_of(commune, Role.VERIFIER))


def test_only_leader_and_holder_decide_who_has_it(commune, leader, verifier):
    row, colleague = verifying(report(commune)), officer_of(commune, Role.VERIFIER)
    with pytest.raises(PermissionDenied):
        officers.assign(row, verifier, verifier)
    officers.assign(row, leader, verifier, date(2026, 12, 5))
    handed_on = officers.assign(row, verifier, colleague)
    assert (handed_on.officer, handed_on.verify_by) == (colleague, date(2026, 12, 5))


def test_nobody_gets_a_report_whom_it_is_not_to_reach(commune, other, leader, verifier):
    duty = leader_of(commune, Role.CRIME_DUTY)
    row = report(commune, kind=kind("crime", desk="crime", is_crime=True))
    crime = officers.take_on(received(row, duty), duty)
    assert "không xác minh được" in refusal(officers.assign, crime, duty, verifier)
    row, stranger = verifying(report(commune)), officer_of(other, Role.VERIFIER)
    assert "không xác minh được" in refusal(officers.assign, row, leader, stranger)
    accused = verifying(report(commune, about_office=other))
    both = officer_of(commune, Role.VERIFIER)
    both.posts.create(office=other, public_name="Đại úy Trần Thị Bình")
    assert "không xác minh được" in refusal(officers.assign, accused, leader, both)


def test_a_term_lies_ahead(commune, leader, verifier):
    row = verifying(report(commune))
    assert "từ hôm nay" in refusal(officers.assign, row, leader, verifier, date(2026, 11, 22))


def test_another_office_begins_without_an_owner(commune, other, receiver, verifier):
    row = officers.take(received(report(commune), receiver), verifier)
    passing.pass_on(row, receiver, other, "x")
    accepted = passing.accept(row, officer_of(other))
    assert (accepted.officer, accepted.verify_by) == (None, None)


# --- the office's book ---------------------------------------------------------------------------


def test_numbers_run_by_office_desk_and_year(commune, other, now):
    duty = leader_of(commune, Role.CRIME_DUTY)
    crime = kind("crime", desk="crime", is_crime=True)
    numbers = [
        received(row, who).register_number
        for row, who in (
            (report(commune), None),
            (report(commune), None),
            (report(other), None),
            (report(commune, kind=crime), duty),
        )
    ]
    assert numbers == ["1/2026", "2/2026", "1/2026", "1/2026"]
    now("2027-01-04 09:00")
    assert received(report(commune)).register_number == "1/2027"


def test_a_book_goes_on_behind_what_was_typed(commune):
    for typed in ("012/2026", "7/2026", "45/2025", "SPA"):
        report(commune, register_number=typed)
    assert received(report(commune)).register_number == "13/2026"


def test_another_desk_enters_it_in_its_own_book(commune, receiver):
    leader_of(commune, Role.CRIME_DUTY)
    crime = kind("crime", desk="crime", is_crime=True)
    received(report(commune))
    row = received(report(commune), receiver)
    assert row.register_number == "2/2026"
    assert officers.reclassify(row, receiver, crime, "x").register_number == "1/2026"
    unread = report(commune)
    assert officers.reclassify(unread, receiver, crime, "x").register_number == ""


# --- the load ------------------------------------------------------------------------------------


def test_a_load_is_of_what_is_open_and_late(commune, leader, verifier, now):
    rows = [officers.assign(verifying(report(commune)), leader, verifier) for _one in range(3)]
    Report.objects.filter(pk=rows[0].pk).update(due_at="2026-11-20T02:00:00Z")
    assert str(loads_of([verifier.pk])[verifier.pk]) == "đang giữ 3 phản ánh; 1 quá hạn"
    assert loads_of([leader.pk]) == {}


def test_held_work_is_given_on_with_its_term(commune, leader, verifier):
    row = officers.assign(verifying(report(commune)), leader, verifier, date(2026, 12, 5))
    colleague = officer_of(commune, Role.VERIFIER)
    HELD.assign(row, leader, colleague)
    row.refresh_from_db()
    assert (row.officer, row.verify_by) == (colleague, date(2026, 12, 5))
    assert list(HELD.held_by([colleague.pk])) == [row]
