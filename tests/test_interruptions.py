"""Twelve interruptions in each of six rooms: no word is lost, and nothing is done twice."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feedback.questions import actions as questions
from foundation.desk.models import ChangeEntry, Draft
from foundation.desk.roles import Role
from offices.models import Office
from tests.announcements import factories as announcements
from tests.citizens import factories as requests
from tests.dossiers import factories as dossiers
from tests.dossiers.admin.pages import CHANGE, VIEW
from tests.dossiers.factories import at
from tests.feedback import factories as feedback
from tests.for_each import for_each
from tests.kept_rows import made_once
from tests.offices.factories import calendar_2026_2027, province, thanh_mieu
from tests.procedures.admin.browser import fields_of
from tests.reports import factories as reports
from tests.reports.officers import officer_of as reports_officer
from tests.reports.officers import received

pytestmark = pytest.mark.django_db
TEXT = "Mời ông/bà mang giấy tờ đến trụ sở vào giờ hành chính."
SIX = {
    "announcements.announcement", "citizens.personalrequest", "reports.report",
    "feedback.question", "feedback.followup", "dossiers.dossier",
}  # fmt: skip


@dataclass
class Dialog:
    """A dialog with words: of which row, who may press it, and what else it asks for."""

    row: object
    officer: object
    colleague: object
    name: str
    box: str
    others: dict = field(default_factory=dict)

    @property
    def address(self):
        opts = self.row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{self.name}", args=[self.row.pk])

    def browser(self, officer=None):
        client = Client(raise_request_exception=False)
        client.force_login(officer or self.officer)
        return client

    def opened(self, client):
        """Open it, and return what the browser would send: with the words if they are there."""
        return fields_of(client.get(self.address)) | self.others

    def written(self, client):
        """Open it, type the words, which the browser passes on, and return the form."""
        form = self.opened(client) | {self.box: TEXT}
        words = json.dumps({self.box: ["", TEXT]})
        own = client.session[SESSION_KEY]
        sent = {"form": self.address, "words": words, "officer": own}
        client.post(reverse("desk-draft"), sent)
        return form

    def send(self, client, form):
        return client.post(self.address, form, headers={"HX-Request": "true"})

    def done(self):
        label = self.row._meta.label_lower
        return ChangeEntry.objects.filter(model=label, key=str(self.row.pk)).count()


def announcement(office):
    row = announcements.submitted(office=office)
    people = [announcements.approver_of(office) for _ in range(2)]
    return Dialog(row, *people, "do_return", "words")


def request(_office):
    people = [requests.staff("view_personalrequest", "handle_personalrequest") for _ in range(2)]
    return Dialog(requests.personal_request(), *people, "refuse", "words")


def report(office):
    people = [reports_officer(office, Role.VERIFIER) for _ in range(2)]
    return Dialog(received(reports.report(office)), *people, "ask_more", "words")


def question(office):
    people = [feedback.officer_of(office) for _ in range(2)]
    row = questions.take(feedback.question(office=office.pk), people[0])
    return Dialog(row, *people, "ask_back", "words")


def follow_up(office):
    row = feedback.follow_up(office, opened_on=timezone.localdate() - timedelta(days=1))
    people = [feedback.leader_of(office) for _ in range(2)]
    return Dialog(row, *people, "ask_back", "words")


def dossier(office):
    people = [dossiers.officer_of(office, VIEW, CHANGE) for _ in range(2)]
    papers = {"papers": "Ảnh thẻ", "supplement_due": "01/12/2026"}
    row = dossiers.dossier(office=office)
    return Dialog(row, *people, "to_supplement_required", "reason", papers)


ROOMS = [announcement, request, report, question, follow_up, dossier]


@made_once
def _make_offices():
    province()
    calendar_2026_2027()
    thanh_mieu()
    reports.kind()


@pytest.fixture
def office(db, time_machine, settings, tmp_path):
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    settings.SEALED_ROOT = settings.MEDIA_ROOT = tmp_path
    _make_offices()
    return Office.objects.get(pk="ca-phuong-thanh-mieu")


# --- what interrupts before the act: each returns the browser in which the officer goes on --------


def session_ended(dialog, client, form):
    Session.objects.all().delete()
    assert "/login/" in dialog.send(client, form).url
    return dialog.browser()


def signed_out_elsewhere(dialog, client, form):
    other_tab = Client()
    other_tab.cookies.update(client.cookies)
    other_tab.post(reverse("admin:logout"))
    assert "/login/" in dialog.send(client, form).url
    return dialog.browser()


def tab_closed(_dialog, client, _form):
    return client


def browser_killed(dialog, client, _form):
    client.cookies.clear()
    return dialog.browser()


def reloaded(dialog, client, _form):
    dialog.opened(client)
    return client


def bad_gateway(dialog, client, form):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("foundation.desk.moves.carry_out", lambda *_args, **_named: 1 / 0)
        assert dialog.send(client, form | {dialog.box: TEXT}).status_code == 500
    return client


def validation_refused(dialog, client, form):
    answer = dialog.send(client, form | {"_form_submitted": ""})
    assert TEXT in answer.content.decode()
    return client


def stale_version(dialog, client, form):
    answer = dialog.send(client, form | {"row_version": "0" * 32})
    assert "HX-Redirect" in answer.headers
    return client


def another_computer(dialog, _client, _form):
    theirs = dialog.browser(dialog.colleague).get(dialog.address)
    assert theirs.status_code == 200
    assert TEXT not in theirs.content.decode()
    return dialog.browser()


BEFORE = [
    session_ended, signed_out_elsewhere, tab_closed, browser_killed, reloaded, bad_gateway,
    validation_refused, stale_version, another_computer,
]  # fmt: skip
KEPT_WITHOUT_A_SCRIPT = [bad_gateway, validation_refused, stale_version]


def name_of(value):
    return value.__name__


@for_each("room", ROOMS, ids=name_of)
@pytest.mark.parametrize("interrupted", BEFORE, ids=name_of)
def test_the_words_come_back_and_are_sent_once(office, room, interrupted):
    dialog = room(office)
    client, before = dialog.browser(), dialog.done()
    form = dialog.written(client)
    if interrupted in KEPT_WITHOUT_A_SCRIPT:
        Draft.objects.all().delete()
    client = interrupted(dialog, client, form)
    assert dialog.done() == before
    again = dialog.opened(client)
    assert again[dialog.box].strip() == TEXT
    dialog.send(client, again)
    assert (dialog.done(), Draft.objects.count()) == (before + 1, 0)


# --- what interrupts after it ---------------------------------------------------------------------


def double_click(dialog, client, form):
    dialog.send(client, form)


def network_lost_while_sending(dialog, client, form):
    """Send the words anew: the act was done, and its answer was lost."""
    later = dialog.browser()
    later.post(dialog.address, form | {"csrfmiddlewaretoken": "another"})


def back(dialog, client, form):
    """Type more into the old page, and send it."""
    dialog.send(client, form | {dialog.box: f"{TEXT} Cảm ơn."})


@for_each("room", ROOMS, ids=name_of)
@pytest.mark.parametrize(
    "interrupted", [double_click, network_lost_while_sending, back], ids=name_of
)
def test_what_was_sent_is_not_done_twice(office, room, interrupted):
    dialog = room(office)
    client, before = dialog.browser(), dialog.done()
    form = dialog.written(client)
    dialog.send(client, form)
    assert (dialog.done(), Draft.objects.count()) == (before + 1, 0)
    interrupted(dialog, client, form)
    assert dialog.done() == before + 1
    if interrupted is back:  # the new words are not lost
        assert "Cảm ơn" in Draft.objects.get().words


def test_each_room_is_walked(office):
    assert {room(office).row._meta.label_lower for room in ROOMS} == SIX
