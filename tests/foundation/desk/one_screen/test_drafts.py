"""What an officer typed is kept on the server until the form is taken, for nobody else to read."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from citizens import actions as citizens
from citizens.models import Erasure
from foundation.desk import drafts
from foundation.desk.models import Draft
from tests import kept_rows
from tests.feedback.factories import officer_of, question
from tests.foundation.desk.one_screen.test_sent_forms import browser, opened

pytestmark = pytest.mark.django_db
TEXT = "Mời ông/bà Nguyễn Thị Lan mang giấy tờ đến trụ sở."


def at(row, name="change"):
    return reverse(f"admin:feedback_question_{name}", args=[row.pk])


def keep(client, path, words=None, **other):
    said = {"note": ["", TEXT]} if words is None else words
    sent = {"form": path, "words": json.dumps(said), "officer": client.session.get(SESSION_KEY, "")}
    return client.post(reverse("desk-draft"), {**sent, **other})


@pytest.fixture
def asked(lan, offices):
    return question(lan, office=offices.pk)


@pytest.fixture
def officer(offices):
    return officer_of(offices)


@pytest.fixture
def client(officer):
    return browser(officer)


def test_a_dialog_opens_with_what_was_typed_on_another_computer(client, officer, asked):
    assert keep(client, at(asked, "pass_on")).status_code == 200
    elsewhere = browser(officer).get(at(asked, "pass_on")).content.decode()
    assert TEXT in elsewhere
    assert "data-draft-notice>Bản đang viết dở lúc" in elsewhere


def test_a_page_tells_its_script_what_was_typed(client, officer, asked):
    keep(client, at(asked, "answer"), {"text": ["", TEXT]})
    page = browser(officer).get(at(asked)).content.decode()
    assert f'data-kept="{{&quot;{at(asked, "answer")}&quot;' in page
    assert TEXT in page


def test_no_other_officer_sees_it(client, offices, asked):
    keep(client, at(asked, "pass_on"))
    other = browser(officer_of(offices))
    for name in ("change", "pass_on"):
        assert TEXT not in other.get(at(asked, name)).content.decode()


def test_it_is_not_written_down_in_clear(client, asked):
    keep(client, at(asked, "pass_on"))
    kept = kept_rows.read_clear("desk_draft")
    assert "feedback.question" in kept
    assert "Lan" not in kept


def test_it_goes_when_the_form_is_taken(client, asked):
    keep(client, at(asked, "note"))
    keep(client, at(asked, "answer"), {"text": ["", TEXT]})
    client.post(at(asked, "note"), {**opened(client, at(asked)), "note": TEXT})
    assert [row.form for row in Draft.objects.all()] == ["feedback_question_answer"]


def test_what_comes_after_its_form_was_taken_is_not_given_back(client, asked):
    form = {**opened(client, at(asked)), "note": TEXT, "_draft": "mark-1"}
    client.post(at(asked, "note"), form)
    keep(client, at(asked, "note"), _draft="mark-1")
    assert TEXT not in client.get(at(asked)).content.decode().partition("data-kept")[2][:500]


def test_nothing_typed_is_no_draft(client, asked):
    keep(client, at(asked, "note"))
    keep(client, at(asked, "note"), {})
    assert not Draft.objects.exists()


@pytest.mark.parametrize("wrong", ["empty", "stale"])
def test_a_dialog_that_refuses_keeps_the_words_without_a_script(client, asked, offices, wrong):
    form = {"_form_submitted": "on", "note": TEXT, "office": "none"}
    if wrong == "stale":
        form |= {"office": offices.pk, "row_version": "older"}
    client.post(at(asked, "pass_on"), form)
    assert TEXT in client.get(at(asked, "pass_on")).content.decode()


def test_an_error_of_the_service_keeps_the_words(client, asked, other, monkeypatch):
    def fail(*_args, **_values):
        raise RuntimeError

    monkeypatch.setattr("foundation.desk.moves.carry_out", fail)
    client.raise_request_exception = False
    form = {"_form_submitted": "on", "note": TEXT, "office": other.pk}
    assert client.post(at(asked, "pass_on"), form).status_code == 500
    assert TEXT in client.get(at(asked, "pass_on")).content.decode()


def test_a_form_that_is_sent_twice_leaves_no_draft(client, asked, other):
    token = opened(client, at(asked, "pass_on"))
    form = {**token, "_form_submitted": "on", "note": TEXT, "office": other.pk}
    for _click in range(2):
        client.post(at(asked, "pass_on"), form)
    assert not Draft.objects.exists()


def test_it_is_forgotten_after_a_week(client, asked, time_machine):
    time_machine.move_to("2026-11-24 02:00:00+00:00", tick=False)
    client = browser(officer_of(asked.office))
    keep(client, at(asked, "note"))
    for later, left in ((timedelta(days=7), 1), (timedelta(seconds=1), 0)):
        time_machine.shift(later)
        call_command("apply_retention", apply=True, verbosity=0)
        assert Draft.objects.count() == left


def test_it_goes_with_the_citizen(client, admin_client, asked, lan):
    keep(client, at(asked, "pass_on"))
    keep(admin_client, reverse("admin:citizens_citizen_block", args=[lan.pk]))
    assert Draft.objects.count() == 2
    citizens.erase(lan, cause=Erasure.Cause.OWN_WISH)
    assert not Draft.objects.exists()


def test_it_goes_with_the_account(client, officer, asked):
    keep(client, at(asked, "pass_on"))
    officer.is_active = False
    officer.save()
    assert not Draft.objects.exists()


def test_words_that_another_account_typed_in_the_same_browser_are_not_kept(client, officer, asked):
    assert keep(client, at(asked, "note"), officer=officer.pk + 1).status_code == 409
    assert not Draft.objects.exists()


def test_the_oldest_makes_room(client, officer, asked, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 2)
    for name in ("note", "answer", "pass_on"):
        keep(client, at(asked, name))
    assert {row.form.rpartition("_")[2] for row in Draft.objects.all()} == {"answer", "on"}


@pytest.mark.parametrize(
    "words", ["", "[", "[]", '{"a": 1}', '{"a": [1, "b"]}', '{"a": ["b"]}', "[" * 90_000]
)
def test_what_no_browser_sends_is_refused(client, asked, words):
    sent = {"form": at(asked, "note"), "words": words, "officer": client.session[SESSION_KEY]}
    assert client.post(reverse("desk-draft"), sent).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [("", 404), ("x", 404), ("/quan-tri/feedback/question/0/ghi-chu/", 404), ("/tin/", 200)],
)
def test_only_forms_of_rows_that_the_officer_sees_are_kept(client, path, status):
    assert keep(client, path).status_code == status
    assert not Draft.objects.exists()


def test_a_row_of_another_office_is_refused(client, lan, other):
    far = question(lan, office=other.pk)
    assert keep(client, at(far, "note")).status_code == 404
    assert keep(Client(), at(far, "note")).status_code == 302
    assert not Draft.objects.exists()


def test_a_browser_that_asks_too_often_is_refused(client, asked, settings):
    settings.THROTTLES = {**settings.THROTTLES, "desk_draft": 1}
    assert [keep(client, at(asked, "note")).status_code for _ in range(2)] == [200, 429]
