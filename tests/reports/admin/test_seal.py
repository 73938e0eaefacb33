"""Opening the seal of a report: with a reason, written down, told to leaders."""

import pytest
from django.test import Client
from django.urls import reverse

from citizens.access_log import looks_at
from citizens.models import AccessEntry
from foundation.desk.roles import Role
from reports.models import SealOpening
from tests.offices.factories import office
from tests.reports.factories import report
from tests.reports.officers import leader_of, officer_of

pytestmark = pytest.mark.django_db
HOME = reverse("admin:index")
REASON = "Phải mời người gửi làm chứng"


def page(row):
    return reverse("admin:reports_report_open_seal", args=[row.pk])


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def verifier(offices):
    return browser(officer_of(offices, Role.VERIFIER))


@pytest.fixture
def row(offices, lan):
    return report(offices, lan)


def test_the_sender_is_shown_once_for_a_reason(verifier, row):
    assert "Nguyễn Thị Lan" not in verifier.get(page(row)).content.decode()
    answer = verifier.post(page(row), {"reason": REASON})
    body = answer.content.decode()
    assert "Nguyễn Thị Lan" in body
    assert "+84912345678" in body
    assert "no-store" in answer["Cache-Control"]
    assert "Nguyễn Thị Lan" not in verifier.get(page(row)).content.decode()
    assert SealOpening.objects.get().reason == REASON


def test_without_a_reason_nothing_is_opened(verifier, row):
    body = verifier.post(page(row), {"reason": " \u200b "}).content.decode()
    assert "Hãy ghi nội dung" in body
    assert "Nguyễn Thị Lan" not in body
    assert not SealOpening.objects.exists()


def test_the_sender_may_learn_that_somebody_looked(verifier, row, lan):
    verifier.post(page(row), {"reason": REASON})
    entries = AccessEntry.objects.filter(subject_kind="report_seal", subjects=str(row.pk))
    assert entries.count() == 1
    assert set(entries) <= set(looks_at(lan, 10))


def test_leaders_of_the_office_are_told(verifier, row, offices):
    leader = browser(leader_of(offices))
    assert "Niêm phong đã mở" not in leader.get(HOME).content.decode()
    verifier.post(page(row), {"reason": REASON})
    body = leader.get(HOME).content.decode()
    assert "Niêm phong đã mở" in body
    assert REASON in body
    elsewhere = browser(leader_of(office("ca-xa-khac")))
    assert REASON not in elsewhere.get(HOME).content.decode()


@pytest.mark.parametrize("role", [Role.RECEIVER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_other_roles_open_no_seal(offices, row, role):
    answer = browser(officer_of(offices, role)).post(page(row), {"reason": REASON})
    assert answer.status_code in {403, 404}
    assert not SealOpening.objects.exists()


def test_an_office_that_has_not_accepted_the_report_opens_no_seal(offices, row):
    from reports.actions import officers, passing

    other = office("ca-xa-khac")
    receiver = officer_of(offices)
    passing.pass_on(officers.receive(row, receiver), receiver, other, "x")
    answer = browser(officer_of(other, Role.VERIFIER)).post(page(row), {"reason": REASON})
    assert answer.status_code == 403
    assert not SealOpening.objects.exists()


def test_an_anonymous_report_has_nothing_to_open(verifier, offices):
    body = verifier.get(page(report(offices))).content.decode()
    assert "Không có danh tính để mở" in body
