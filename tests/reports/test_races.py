"""Two at once on PostgreSQL: numbers of an office's book, and the work of one who is away."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from foundation.api.problems import Problem
from foundation.desk.roles import Role
from offices import handing_over
from offices.models import StandIn
from reports.actions import officers as reports
from reports.models import RegisterBook, Report
from tests.at_once import RACE, at_once
from tests.reports.factories import report
from tests.reports.officers import leader_of, officer_of, received

pytestmark = RACE
OFFICERS = 6


@pytest.fixture
def commune(offices):
    return offices


def numbers():
    given = Report.objects.exclude(register_number="").values_list("register_number", flat=True)
    return sorted(int(number.split("/")[0]) for number in given)


def test_officers_at_once_get_the_next_numbers_of_a_book_that_begins(commune):
    who = officer_of(commune)
    rows = [report(commune) for _number in range(OFFICERS)]
    at_once(OFFICERS, lambda i: reports.receive(rows[i], who))
    assert numbers() == list(range(1, OFFICERS + 1))
    assert RegisterBook.objects.get().last == OFFICERS


def test_a_report_that_two_receive_at_once_has_one_number_and_leaves_no_gap(commune):
    who = [officer_of(commune), officer_of(commune)]
    row = report(commune)
    results = at_once(2, lambda i: reports.receive(Report.objects.get(pk=row.pk), who[i]))
    assert sum(isinstance(one, Problem) for one in results) <= 1
    received(report(commune), who[0])
    assert numbers() == [1, 2]


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def hand_over(client, officer, to):
    days = {"first_day": "2026-11-23", "last_day": "2026-11-27"}
    page = reverse("admin:offices_standin_add")
    return client.post(page, {"away": officer.pk, "to": to.pk, **days}, follow=True)


@pytest.fixture
def away(commune):
    """Return an officer who holds two reports."""
    officer = officer_of(commune, Role.VERIFIER)
    for _number in range(2):
        reports.take(received(report(commune)), officer)
    return officer


def test_two_leaders_at_once_hand_the_work_over_once(commune, away):
    others = [officer_of(commune, Role.VERIFIER) for _number in range(2)]
    leaders = [browser(leader_of(commune)) for _number in range(2)]
    answers = at_once(2, lambda i: hand_over(leaders[i], away, others[i]))
    absence = StandIn.objects.get()
    assert {row.officer for row in Report.objects.all()} == {absence.stand_in}
    assert sum("đã được bàn giao" in one.content.decode() for one in answers) == 1


def test_who_goes_away_at_the_same_time_is_no_stand_in(commune, away):
    second, third = (officer_of(commune, Role.VERIFIER) for _number in range(2))
    leaders = [browser(leader_of(commune)) for _number in range(2)]
    acts = [(away, second), (second, third)]
    at_once(2, lambda i: hand_over(leaders[i], *acts[i]))
    holders = {row.officer for row in Report.objects.all()}
    gone = set(StandIn.objects.values_list("officer", flat=True))
    assert not {one.pk for one in holders} & gone


@transaction.atomic
def give_back(key, leader):
    handing_over.end(StandIn.objects.get(pk=key), leader)


def test_work_is_given_back_once_by_the_job_and_by_a_leader(commune, away):
    stand_in, leader = officer_of(commune, Role.VERIFIER), leader_of(commune)
    hand_over(browser(leader), away, stand_in)
    key = StandIn.objects.get().pk
    at_once(2, lambda _i: give_back(key, leader))
    assert {row.officer for row in Report.objects.all()} == {away}
    moved = [row.events.filter(move="assign").count() for row in Report.objects.all()]
    assert moved == [2, 2]  # to the stand-in, and back
