"""A form that a browser sends twice acts once; what was refused may be sent again."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from announcements.models import Announcement
from dossiers.models import Dossier
from feedback.models import Author, Question
from feedback.questions import actions
from foundation.desk.models import Note, SentForm
from tests.announcements.factories import editor_of
from tests.dossiers.factories import dossier
from tests.dossiers.factories import officer_of as registrar_of
from tests.feedback.factories import officer_of, question

pytestmark = pytest.mark.django_db
TEXT = "Mời ông/bà mang giấy tờ đến trụ sở vào giờ hành chính."
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def at(row, name="change"):
    return reverse(f"admin:feedback_question_{name}", args=[row.pk])


def browser(officer):
    client = Client()
    client.force_login(officer)
    return client


def opened(client, address):
    """Open a page; return the token that its forms send."""
    return {"csrfmiddlewaretoken": TOKEN.search(client.get(address).content.decode())[1]}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def asked(lan, offices):
    return question(lan, office=offices.pk)


def answers(row):
    return row.messages.filter(author=Author.OFFICER).count()


def test_the_second_sending_is_answered_as_the_first_and_says_when_that_was(asked, offices):
    client = browser(officer_of(offices))
    form = {**opened(client, at(asked)), "text": TEXT, "seen": asked.messages.latest("pk").pk}
    first, second = (client.post(at(asked, "answer"), form) for _click in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert "không ghi lần thứ hai" in told(second)[-1]
    assert answers(asked) == 1


def test_a_dialog_that_takes_the_row_out_of_sight_is_answered_twice(asked, offices, other):
    client = browser(officer_of(offices))
    form = {**opened(client, at(asked, "pass_on")), "office": other.pk, "note": "Thuộc xã khác"}
    form["_form_submitted"] = "on"
    sent = [
        client.post(at(asked, "pass_on"), form, headers={"HX-Request": "true"}) for _ in range(2)
    ]
    assert sent[0]["HX-Redirect"] == sent[1]["HX-Redirect"]
    assert Question.objects.get().events.filter(move="pass_on").count() == 1


def test_a_new_row_is_made_once(offices):
    client = browser(editor_of(offices))
    address = reverse("admin:announcements_announcement_add")
    form = {**opened(client, address), "kind": "news", "office": offices.pk, "title": "Mở cửa"}
    for _click in range(2):
        client.post(address, form)
    assert Announcement.objects.count() == 1


def test_what_is_answered_by_a_page_that_shows_something_once_leads_to_its_row(offices):
    from tests.dossiers.admin.test_applicant_forms import register

    row = dossier(office=offices)
    names = ("view_dossier", "change_dossier", "add_dossier")
    client = browser(registrar_of(offices, *(f"dossiers.{name}" for name in names)))
    token = opened(client, reverse("admin:dossiers_dossier_add"))
    typed = {**token, "slip": "on", "code": "H46.99-261125-0001"}
    first, second = (register(client, row, **typed) for _click in range(2))
    made = Dossier.objects.exclude(pk=row.pk).get()
    assert first.status_code == 200
    assert second["Location"] == reverse("admin:dossiers_dossier_change", args=[made.pk])


def test_a_refused_form_can_be_sent_again(asked, offices):
    client = browser(officer_of(offices))
    form = {**opened(client, at(asked)), "text": "", "seen": asked.messages.latest("pk").pk}
    for _click in range(2):
        assert client.post(at(asked, "answer"), form).status_code == 200
    assert not SentForm.objects.exists()


def test_other_words_from_the_same_page_are_another_sending(asked, offices):
    client = browser(officer_of(offices))
    token = opened(client, at(asked))
    for words in ("Hỏi đội Hai", "Đội Hai đã xem"):
        client.post(at(asked, "note"), {**token, "note": words})
    assert Note.objects.count() == 2


def test_without_a_token_the_same_words_in_a_row_are_one(asked, offices):
    client, officer = browser(officer_of(offices)), officer_of(offices)
    for _click in range(2):
        client.post(at(asked, "note"), {"note": "Nhờ xem giúp"})
    assert Note.objects.count() == 1
    actions.add_note(asked, officer, "Nhờ xem giúp")  # somebody else's
    client.post(at(asked, "note"), {"note": "Nhờ xem giúp"})  # said once more, later
    assert Note.objects.count() == 3


def test_the_browser_learns_which_of_its_own_drafts_were_taken(asked, offices):
    client = browser(officer_of(offices))
    form = {**opened(client, at(asked)), "text": TEXT, "seen": asked.messages.latest("pk").pk}
    client.post(at(asked, "answer"), {**form, "_draft": "one"})
    ask = {"draft": ["one", "two"]}
    assert client.post(reverse("desk-taken"), ask).json() == {"taken": ["one"]}
    stranger = browser(officer_of(offices))
    assert stranger.post(reverse("desk-taken"), ask).json() == {"taken": []}
    assert Client().post(reverse("desk-taken"), ask).status_code == 302


def test_sent_forms_are_forgotten_after_a_week(asked, offices, time_machine):
    time_machine.move_to("2026-11-24 02:00:00+00:00", tick=False)
    client = browser(officer_of(offices))
    client.post(at(asked, "note"), {**opened(client, at(asked)), "note": "Một"})
    for later, left in ((timedelta(days=7), 1), (timedelta(seconds=1), 0)):
        time_machine.shift(later)
        call_command("apply_retention", apply=True, verbosity=0)
        assert SentForm.objects.count() == left


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
@pytest.mark.parametrize("has_token", [True, False])
def test_of_two_at_once_one_acts(asked, offices, has_token):
    officer = officer_of(offices)
    client = browser(officer)
    token = opened(client, at(asked)) if has_token else {}
    form = {**token, "text": TEXT, "seen": asked.messages.latest("pk").pk}
    barrier = Barrier(2)

    def click(_number):
        try:
            one = browser(officer)
            barrier.wait()
            return one.post(at(asked, "answer"), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(click, range(2))) == [302, 302]
    assert answers(asked) == 1


def test_every_page_on_which_officers_write_several_lines_keeps_drafts(offices, admin_client):
    written = []
    for model in admin.site._registry:
        answer = admin_client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add"))
        page = answer.content.decode()
        if "<textarea" in page:
            written.append(model)
            assert "data-draft-key" in page, model
            assert "drafts.js" in page, model
            forms = re.findall(r"<form[^>]*>(?:(?!</form>).)*<textarea", page, re.DOTALL)
            assert all('method="post"' in form for form in forms), model
    assert len(written) > 5
