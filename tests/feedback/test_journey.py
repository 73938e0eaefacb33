"""A question over HTTP, from one citizen to an answer that the next one finds."""

import pytest
from django.test import Client
from django.urls import reverse

from feedback.faq import comparing
from feedback.faq.snapshot import answers
from feedback.models import FaqEntry, Question
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import officer_of
from tests.procedures.factories import publish_procedure

ASKED = "Con tôi 14 tuổi mất thẻ căn cước, bố mẹ có làm lại thay được không? Số tôi 0912 345 678."
ANSWERED = "Được: bố mẹ đi cùng con đến công an phường."
EDITED = "Con 14 tuổi mất thẻ căn cước, bố mẹ có làm lại thay được không?"
QUESTIONS = "/api/v1/questions/"


def post(client, path, body):
    answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def press(client, model, name, number, **values):
    return client.post(
        reverse(f"admin:feedback_{model}_{name}", args=[number]),
        {**values, "_form_submitted": "on"},
    )


@pytest.fixture
def lan(db):
    """Return Lan's client."""
    return client_of(citizen(name="Nguyễn Thị Lan"))


def ask_and_answer(lan, offices, other):
    """Let Lan ask the wrong commune, whose officer forwards it; return its number when answered."""
    asked = {"text": ASKED, "procedure": "can-cuoc", "office": other.pk}
    number = post(lan, "questions/", asked)["id"]
    first = signed_in(officer_of(other))
    press(first, "question", "take", number)
    note = "Công dân ở phường Thanh Miếu"
    press(first, "question", "pass_on", number, office=offices.pk, note=note)
    second = signed_in(officer_of(offices))
    press(second, "question", "take", number)
    page = reverse("admin:feedback_question_answer", args=[number])
    seen = second.get(page, follow=True).context_data["reply"].form.initial["seen"]
    assert second.post(page, {"text": ANSWERED, "seen": seen}).status_code == 302
    return number


def read_and_solve(lan, number, offices):
    """Let Lan get a notice, read the answer, and mark the question as solved."""
    (told,) = lan.get("/api/v1/me/notices/").json()["results"]
    title, link = f"Câu hỏi số {number} đã có trả lời", f"?question={number}"
    assert (told["title"], told["link"]) == (title, link)
    path = f"{QUESTIONS}{number}/"
    read = lan.get(path).json()
    assert (read["status"], read["office"]["id"]) == ("answered", offices.pk)
    assert [message["text"] for message in read["messages"]] == [ASKED, ANSWERED]
    solved = lan.patch(path, {"solved": True}, content_type="application/json").json()
    assert solved["status"] == "solved"


def publish_entry(editor, entry):
    """Publish the draft as it is stored, as if the editor had just read it."""
    seen = comparing.fingerprint(FaqEntry.objects.get(pk=entry.pk))
    press(editor, "faqentry", "publish", entry.pk, reason="Nhiều người hỏi", seen=seen)


def publish(number, offices):
    """Let an editor publish the answer; with a personal number in it, that is refused."""
    rights = ("view_faqentry", "add_faqentry", "change_faqentry", "publish_faqentry")
    editor = signed_in(officer_of(offices, *rights))
    chosen = [message.pk for message in Question.objects.get(pk=number).messages.all()]
    press(editor, "question", "draft", number, messages=chosen)
    entry = FaqEntry.objects.get()
    assert "345 678" not in entry.question
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    values = {"answer": entry.answer, "procedures": ["can-cuoc"], **versions}
    change = reverse("admin:feedback_faqentry_change", args=[entry.pk])
    personal = {**values, "question": f"{entry.question} 0912345678"}
    assert editor.post(change, personal).status_code == 302
    publish_entry(editor, entry)
    assert not entry.versions.exists()
    assert editor.post(change, {**values, "question": EDITED}).status_code == 302
    publish_entry(editor, entry)


def test_a_question_from_one_citizen_helps_the_next(lan, offices, other):
    publish_procedure(
        id="can-cuoc", short_name="Cấp lại thẻ căn cước", keywords=["mất thẻ căn cước"]
    )
    minh = client_of(citizen(name="Lê Minh"))
    assert post(lan, "questions/suggestions/", {"text": ASKED})["answers"] == []
    number = ask_and_answer(lan, offices, other)
    read_and_solve(lan, number, offices)
    publish(number, offices)
    answers.refresh()  # the watcher of each process does this within seconds
    (found,) = post(minh, "questions/suggestions/", {"text": ASKED})["answers"]
    assert (found["question"], found["answer"]) == (EDITED, ANSWERED)
    assert Client().get("/api/v1/faq/", {"procedure": "can-cuoc"}).json()["results"] == [found]
    assert minh.get(f"{QUESTIONS}{number}/").status_code == 404
