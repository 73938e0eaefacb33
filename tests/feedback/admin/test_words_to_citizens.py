"""Numbers of persons in officers' texts: sent only after confirmation."""

import re

import pytest
from django.urls import reverse

from feedback.questions import actions
from feedback.questions.workflow import Status
from foundation.desk.models import ChangeEntry
from tests.feedback.factories import ANSWER, question

pytestmark = pytest.mark.django_db
WITH_NUMBERS = f"{ANSWER} CCCD 025090001234 của ông, gọi 0912 345 678."


@pytest.fixture
def taken(client, binh, lan, offices):
    """Return a question that the client's officer has taken."""
    client.force_login(binh)
    return actions.take(question(lan, office=offices.pk), binh)


def page(row, name):
    return reverse(f"admin:feedback_question_{name}", args=[row.pk])


def offered(shown):
    """Return the value of the box that confirms the numbers."""
    (box,) = re.findall(r'<input[^>]*name="knowingly"[^>]*>', shown)
    assert " checked>" not in box
    return re.search(r'value="([^"]*)"', box)[1]


def test_numbers_need_a_confirmation(client, taken):
    sent = {"text": WITH_NUMBERS, "seen": 10**9}
    shown = client.post(page(taken, "answer"), sent).content.decode()
    assert WITH_NUMBERS in shown  # nothing typed is lost
    confirmed = {**sent, "knowingly": offered(shown)}
    client.post(page(taken, "answer"), confirmed)
    taken.refresh_from_db()
    assert (taken.status, taken.messages.latest("pk").text) == (Status.ANSWERED, WITH_NUMBERS)
    assert ChangeEntry.objects.filter(what__contains="xác nhận gửi số điện thoại").exists()


def test_another_number_needs_another_confirmation(client, taken):
    sent = {"text": WITH_NUMBERS, "seen": 10**9}
    value = offered(client.post(page(taken, "answer"), sent).content.decode())
    more = {**sent, "text": f"{WITH_NUMBERS} Hoặc 0987 654 321.", "knowingly": value}
    shown = client.post(page(taken, "answer"), more).content.decode()
    assert offered(shown) == f"{value}, 0987 654 321"
    taken.refresh_from_db()
    assert taken.status == Status.TAKEN


@pytest.mark.parametrize("name", ["ask_back", "close"])
def test_numbers_in_other_texts_to_citizens_need_a_confirmation(client, taken, name):
    sent = {"words": "Gọi 0912 345 678", "_form_submitted": "on"}
    value = offered(client.post(page(taken, name), sent).content.decode())
    taken.refresh_from_db()
    assert taken.status == Status.TAKEN
    client.post(page(taken, name), {**sent, "knowingly": value})
    taken.refresh_from_db()
    assert taken.status != Status.TAKEN


def test_an_answer_without_numbers_of_persons_is_sent_at_once(client, taken):
    text = "Lệ phí 100.000 đồng, thủ tục 1.001456, trả trước 20/11/2026."
    client.post(page(taken, "answer"), {"text": text, "seen": 10**9})
    taken.refresh_from_db()
    assert taken.status == Status.ANSWERED
