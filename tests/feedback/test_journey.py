"""A question over HTTP.

From a citizen to an officer, to another office, answered, solved, published, and found by the next.
"""

import pytest
from django.test import Client
from django.urls import reverse

from feedback.faq.snapshot import answers
from feedback.models import FaqEntry
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import officer_of
from tests.procedures.factories import publish_procedure

ASKED = "Con tôi 14 tuổi mất thẻ căn cước, bố mẹ có làm lại thay được không? Số tôi 0912 345 678."
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


@pytest.mark.django_db
def test_from_the_first_citizen_to_the_next(offices, other):
    publish_procedure(
        id="can-cuoc", short_name="Cấp lại thẻ căn cước", keywords=["mất thẻ căn cước"]
    )
    lan, minh = (client_of(citizen(name=name)) for name in ("Nguyễn Thị Lan", "Lê Minh"))
    assert post(lan, "questions/suggestions/", {"text": ASKED})["answers"] == []

    # Lan asks the wrong commune, whose officer passes it on; the right one answers.
    number = post(lan, "questions/", {"text": ASKED, "procedure": "can-cuoc", "office": other.pk})[
        "id"
    ]
    first = signed_in(officer_of(other))
    press(first, "question", "take", number)
    press(
        first, "question", "pass_on", number, office=offices.pk, note="Công dân ở phường Thanh Miếu"
    )
    second = signed_in(officer_of(offices))
    press(second, "question", "take", number)
    page = reverse("admin:feedback_question_answer", args=[number])
    seen = second.get(page).context_data["form"].initial["seen"]
    assert (
        second.post(
            page, {"text": "Được: bố mẹ đi cùng con đến công an phường.", "seen": seen}
        ).status_code
        == 302
    )

    # Lan is told, reads it, and says that it is solved.
    (told,) = lan.get("/api/v1/me/notices/").json()["results"]
    assert (told["title"], told["link"]) == (
        f"Câu hỏi số {number} đã có trả lời",
        f"questions/{number}",
    )
    read = lan.get(f"{QUESTIONS}{number}/").json()
    assert (read["status"], read["office"]["id"]) == ("answered", offices.pk)
    assert [message["text"] for message in read["messages"]] == [
        ASKED,
        "Được: bố mẹ đi cùng con đến công an phường.",
    ]
    assert (
        lan.patch(
            f"{QUESTIONS}{number}/", {"solved": True}, content_type="application/json"
        ).json()["status"]
        == "solved"
    )

    # An editor makes it everybody's; while a number is left, it is refused.
    editor = signed_in(
        officer_of(offices, "view_faqentry", "add_faqentry", "change_faqentry", "publish_faqentry")
    )
    press(editor, "question", "draft", number)
    entry = FaqEntry.objects.get()
    assert "345 678" not in entry.question
    values = {
        "question": f"{entry.question} 0912345678",
        "answer": entry.answer,
        "procedures": ["can-cuoc"],
    }
    versions = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    change = reverse("admin:feedback_faqentry_change", args=[entry.pk])
    assert editor.post(change, {**values, **versions}).status_code == 302
    press(editor, "faqentry", "publish", entry.pk, reason="Nhiều người hỏi")
    assert not entry.versions.exists()
    edited = "Con 14 tuổi mất thẻ căn cước, bố mẹ có làm lại thay được không?"
    assert editor.post(change, {**values, **versions, "question": edited}).status_code == 302
    press(editor, "faqentry", "publish", entry.pk, reason="Nhiều người hỏi")
    answers.refresh()  # what the watcher of each process does within seconds

    # The next citizen types the same and has the answer before asking; it is on the procedure's
    # page too.
    (found,) = post(minh, "questions/suggestions/", {"text": ASKED})["answers"]
    assert (found["question"], found["answer"]) == (
        edited,
        "Được: bố mẹ đi cùng con đến công an phường.",
    )
    assert Client().get("/api/v1/faq/", {"procedure": "can-cuoc"}).json()["results"] == [found]
    assert minh.get(f"{QUESTIONS}{number}/").status_code == 404
