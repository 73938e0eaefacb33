"""All work of somebody who is away goes to a stand-in, and comes back."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from dossiers.actions import author_of
from dossiers.actions.arranging import assign
from feedback.questions import actions as questions
from foundation.desk.roles import Role
from offices.jobs import end_stand_ins
from offices.models import StandIn
from reports.actions import officers as reports
from tests.dossiers.factories import dossier
from tests.feedback.factories import question
from tests.offices.factories import office
from tests.reports.factories import report
from tests.reports.officers import leader_of, officer_of, received

pytestmark = pytest.mark.django_db
ROLES = (Role.VERIFIER, Role.ANSWERER, Role.RECEPTIONIST)
ADD = reverse("admin:offices_standin_add")
DAYS = {"first_day": "2026-11-23", "last_day": "2026-11-27"}


@pytest.fixture
def away(offices):
    return officer_of(offices, *ROLES)


@pytest.fixture
def stand_in(offices):
    return officer_of(offices, *ROLES)


@pytest.fixture
def leader(offices):
    return leader_of(offices)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def work(offices, away, leader, lan):
    """Return a report, a question and a dossier that the officer holds."""
    asked = question(lan, office=offices.pk)
    questions.take(asked, away)
    row = dossier(office=offices)
    assign(row.pk, away.posts.get().pk, author_of(leader))
    return reports.take(received(report(offices)), away), asked, row


def owners(work):
    for row in work:
        row.refresh_from_db()
    told, asked, row = work
    return {told.officer, asked.officer, row.officer.user}


def hand_over(client, officer, to, **values):
    return client.post(ADD, {"away": officer.pk, "to": to.pk, **DAYS, **values}, follow=True)


def test_everything_goes_to_the_stand_in_in_one_act(work, away, stand_in, leader):
    body = hand_over(browser(leader), away, stand_in).content.decode()
    assert owners(work) == {stand_in}
    for said in ("1 phản ánh", "1 câu hỏi", "1 hồ sơ"):
        assert said in body


def test_the_list_writes_names_as_they_are_and_says_once_what_was_done(
    work, away, stand_in, leader
):
    User.objects.filter(pk=stand_in.pk).update(first_name="Đại uý Hà Kim Liên")
    body = hand_over(browser(leader), away, stand_in).content.decode()
    assert "Vắng đến hết 27/11/2026, Đại uý Hà Kim Liên thay" in body
    assert "Đã thêm" not in body
    assert '_addanother"' not in browser(leader).get(ADD).content.decode()


def test_while_away_nobody_is_given_more(work, away, stand_in, leader, offices):
    hand_over(browser(leader), away, stand_in)
    row = received(report(offices))
    dialog = browser(leader).get(reverse("admin:reports_report_assign", args=[row.pk]))
    text = dialog.content.decode()
    assert "vắng đến hết 27/11/2026" in text
    assert f'name="owner" value="{away.pk}"' not in text
    assert f'name="owner" value="{stand_in.pk}"' in text


def test_after_the_last_day_what_is_left_comes_back(work, away, stand_in, leader, now):
    hand_over(browser(leader), away, stand_in)
    told, _asked, _dossier = work
    colleague = officer_of(told.office, *ROLES)
    reports.assign(told, leader, colleague)  # is the stand-in's no more
    now("2026-11-27 23:00")
    assert "0 cán bộ" in end_stand_ins()
    now("2026-11-28 01:30")
    assert "1 cán bộ" in end_stand_ins()
    assert owners(work) == {colleague, away}
    assert end_stand_ins() == "Đã trả lại việc của 0 cán bộ."


def test_who_is_back_early_gets_it_back(work, away, stand_in, leader):
    client = browser(leader)
    hand_over(client, away, stand_in)
    row = StandIn.objects.get()
    client.post(
        reverse("admin:offices_standin_give_back", args=[row.pk]), {"_form_submitted": "on"}
    )
    assert owners(work) == {away}
    row.refresh_from_db()
    assert row.ended_at is not None


def test_what_the_stand_in_may_not_have_stays_and_is_said(work, away, leader, offices):
    told, asked, _row = work
    second = reports.take(received(report(offices)), away)
    answerer = officer_of(offices, Role.ANSWERER)
    body = hand_over(browser(leader), away, answerer).content.decode()
    assert body.count("vẫn ở người cũ") == 1  # one message names all of them
    assert all(f"<li>{one}: " in body for one in (told, second))
    for row in (told, asked):
        row.refresh_from_db()
    assert (told.officer, asked.officer) == (away, answerer)
    assert "không xác minh được" in body


@pytest.mark.parametrize("wrong", ["self", "away_too", "backwards"])
def test_who_cannot_stand_in_is_refused_beside_the_form(work, away, stand_in, leader, wrong):
    if wrong == "away_too":
        StandIn.objects.create(officer=stand_in, stand_in=leader, by=leader)
    to = away if wrong == "self" else stand_in
    days = {"last_day": "2026-11-20"} if wrong == "backwards" else {}
    response = hand_over(browser(leader), away, to, **days)
    assert response.context_data["errors"]
    assert owners(work) == {away}


def test_a_leader_of_another_office_hands_nothing_over(work, away, stand_in):
    stranger = leader_of(office("ca-xa-khac", name="Công an xã Khác"))
    hand_over(browser(stranger), away, stand_in)
    assert owners(work) == {away}
    assert not StandIn.objects.exists()


def test_officers_without_the_right_find_no_page(away):
    assert browser(away).get(ADD).status_code == 403
    assert not Permission.objects.filter(codename="add_standin", user=away).exists()


def test_days_of_the_absence_are_kept(work, away, stand_in, leader):
    hand_over(browser(leader), away, stand_in, last_day="")
    row = StandIn.objects.get()
    assert (row.first_day, row.last_day, row.by, row.number) == (
        date(2026, 11, 23), None, leader, 3,
    )  # fmt: skip


def test_who_moves_elsewhere_is_not_away_and_gets_nothing_back(
    work, away, stand_in, leader, offices
):
    hand_over(browser(leader), away, stand_in, last_day="")
    assert not StandIn.objects.away_on(date(2026, 11, 24)).exists()
    assert "0 cán bộ" in end_stand_ins()
    assert owners(work) == {stand_in}
