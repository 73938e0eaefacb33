"""Everything that the feedback app stores about a person."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from feedback.models import Question, Rating
from feedback.ratings import follow_ups, qr, rater_hashes
from tests.dossiers.factories import dossier, move
from tests.erasure import excuses, holds
from tests.feedback.factories import leader_of
from tests.foundation.media.pictures import picture


def upload(life):
    answer = life.client.post(
        "/api/v1/photos/",
        {"file": SimpleUploadedFile(life.writes("anh", kept=False), picture(), "image/jpeg")},
    )
    assert answer.status_code == 200
    return answer.json()["data"]["images"]


@holds(
    "feedback.Question",
    "feedback.QuestionMessage",
    "feedback.QuestionEvent",
    "feedback.Photo",
    "feedback.FaqEntry",
)
def asks_questions(life):
    """Ask twice with a photo, get an answer, reply, and leave a photo unsent."""
    body = {"text": life.writes("Tôi hỏi"), "photos": upload(life)}
    waiting = life.send("POST", "questions/", body).json()["id"]
    life.send(
        "POST",
        f"questions/{waiting}/messages/",
        {"text": life.writes("Tôi bổ sung"), "photos": upload(life)},
    )
    answered = Question.objects.get(
        pk=life.send("POST", "questions/", {"text": life.writes("Tôi hỏi thêm")}).json()["id"]
    )
    life.decides(
        "post",
        reverse("admin:feedback_question_take", args=[answered.pk]),
        {"_form_submitted": "on"},
    )
    words = {"text": life.writes("Trả lời ông bà"), "seen": 10**9}
    life.decides("post", reverse("admin:feedback_question_answer", args=[answered.pk]), words)
    assert Question.objects.get(pk=answered.pk).status == "answered"
    noted = {"note": life.writes("Đã gọi cho công dân")}
    life.decides("post", reverse("admin:feedback_question_note", args=[answered.pk]), noted)
    life.decides("get", reverse("admin:feedback_question_change", args=[answered.pk]))
    life.decides(
        "post",
        reverse("admin:feedback_question_draft", args=[answered.pk]),
        {"messages": [message.pk for message in answered.messages.all()]},
    )
    upload(life)


excuses(
    "feedback.FaqVersion",
    "what an editor published after taking out all that is personal; the screen refuses numbers",
)
excuses("feedback.FaqEntry_procedures", "which procedures a published answer is about")


@holds("feedback.Rating", "feedback.FollowUp", "feedback.FollowUpMessage")
def rates(life):
    """Rate a dossier low twice, answer the leader's question, and rate a visit.

    The follow-up stays open.
    """
    row = move(dossier(phone=life.phone), "processing", "completed")
    life.send(
        "PUT",
        f"dossiers/{row.code}/rating/",
        {"overall": 1, "words": life.writes("Tôi chưa hài lòng")},
    )
    rated = life.send(
        "PUT", f"dossiers/{row.code}/rating/", {"overall": 2, "words": life.writes("Tôi nghĩ lại")}
    ).json()
    followed = Rating.objects.get(key=rated["id"]).follow_up
    follow_ups.ask_back(followed, leader_of(row.office), life.writes("Ông bà cho biết thêm"))
    life.send(
        "POST",
        f"ratings/{rated['id']}/reply/",
        {"text": life.writes("Tôi bổ sung cho đánh giá")},
        **{"Idempotency-Key": "x" * 20},
    )
    code = qr.make_counter_code(row.office_id, None, None, qr.code_expiry())
    visit = {"qr": code, "overall": 5, "words": life.writes("Tại quầy")}
    key = life.send("POST", "ratings/", visit, **{"Idempotency-Key": "y" * 20}).json()["id"]
    marks = {
        "owner": rater_hashes.owner_hash(life.citizen),
        "once": rater_hashes.dossier_rater_hash(life.citizen.pk, row.pk),
        "caller": rater_hashes.idempotency_caller(life.citizen),
    }
    life.secrets |= {
        f"rating's {name}": mark
        for name, mark in {**marks, "key": rated["id"], "other key": key}.items()
    }
