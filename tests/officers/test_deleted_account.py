"""An account that is deleted while its request is under way is answered as a stranger is."""

import json

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from foundation.desk import sent_forms
from foundation.desk.models import Draft, SavedView, Viewing
from foundation.desk.one_screen import views
from foundation.desk.work_lists import saved_views
from tests.at_once import RACE, at_once
from tests.feedback.factories import question
from tests.procedures.admin.browser import fields_of

pytestmark = RACE


@pytest.fixture
def row():
    return question()


@pytest.fixture
def officer(client):
    """Return an account without a post: nothing keeps it from being deleted."""
    account = User.objects.create_superuser("quan.tri")
    client.force_login(account)
    return account


def delete_before(monkeypatch, module, name, officer):
    """Let another session delete the account just before the first use of `module.name`."""
    real = getattr(module, name)

    def gone_first(*arguments, **named):
        at_once(1, lambda _i: User.objects.filter(pk=officer.pk)._raw_delete("default"))
        return real(*arguments, **named)

    monkeypatch.setattr(module, name, gone_first)


def is_stranger(answer):
    return answer.status_code == 302 and answer["Location"] == reverse("admin:login")


def test_who_looks_at_a_row(client, officer, row, monkeypatch):
    delete_before(monkeypatch, views.presence, "see", officer)
    answer = client.post(reverse("desk-live"), {"page": "feedback.question", "key": row.pk})
    assert is_stranger(answer)
    assert not Viewing.objects.exists()


def test_what_is_typed(client, officer, row, monkeypatch):
    delete_before(monkeypatch, views.drafts, "save", officer)
    form = reverse("admin:feedback_question_change", args=[row.pk])
    words = json.dumps({"note": [None, "Chào"]})
    typed = {"form": form, "officer": officer.pk, "words": words}
    assert is_stranger(client.post(reverse("desk-draft"), typed))
    assert not Draft.objects.exists()


def test_a_view_of_a_list(client, officer, monkeypatch):
    delete_before(monkeypatch, saved_views, "save_view", officer)
    kept = {"page": "feedback.question", "query": "o=1", "name": "Của tôi"}
    assert is_stranger(client.post(reverse("save-view"), kept))
    assert not SavedView.objects.exists()


def test_a_form_that_acts(client, officer, monkeypatch):
    page = reverse("admin:offices_calendarday_add")
    typed = fields_of(client.get(page)) | {
        "date": "31/12/2026", "kind": "day_off", "name": "Nghỉ bù", sent_forms.TOKEN: "x",
    }  # fmt: skip
    delete_before(monkeypatch, sent_forms, "claim", officer)
    assert is_stranger(client.post(page, typed))
