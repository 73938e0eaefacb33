"""What the feedback app holds of a person."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from feedback.models import Question
from tests.erasure import excuses, holds
from tests.feedback.factories import picture


def upload(life):
    answer = life.client.post("/api/v1/photos/", {"file": SimpleUploadedFile(life.writes("anh", kept=False), picture(), "image/jpeg")})
    assert answer.status_code == 200
    return answer.json()["data"]["images"]


@holds("feedback.Question", "feedback.QuestionMessage", "feedback.QuestionEvent", "feedback.Photo", "feedback.FaqEntry")
def asks_questions(life):
    """Ask twice with a photo, be answered, write on; leave a photo unsent."""
    body = {"text": life.writes("Tôi hỏi"), "photos": upload(life)}
    waiting = life.send("POST", "questions/", body).json()["id"]
    life.send("POST", f"questions/{waiting}/messages/", {"text": life.writes("Tôi bổ sung"), "photos": upload(life)})
    answered = Question.objects.get(pk=life.send("POST", "questions/", {"text": life.writes("Tôi hỏi thêm")}).json()["id"])
    life.decides("post", reverse("admin:feedback_question_take", args=[answered.pk]), {"_form_submitted": "on"})
    words = {"text": life.writes("Trả lời ông bà"), "seen": 10**9}
    life.decides("post", reverse("admin:feedback_question_answer", args=[answered.pk]), words)
    assert Question.objects.get(pk=answered.pk).status == "answered"
    life.decides("get", reverse("admin:feedback_question_change", args=[answered.pk]))
    life.decides("post", reverse("admin:feedback_question_draft", args=[answered.pk]), {"_form_submitted": "on"})
    upload(life)


excuses("feedback.FaqVersion", "what an editor published after taking out all that is personal; the screen refuses numbers")
excuses("feedback.FaqEntry_procedures", "which procedures a published answer is about")

for _label in ("feedback.Rating", "feedback.FollowUp", "feedback.FollowUpMessage"):
    excuses(_label, "nothing writes them yet")
