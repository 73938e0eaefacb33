"""Load the messages of questions; officers' notes are stored elsewhere."""

from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from citizens.models import Citizen
from feedback.models import Author, Photo, Question, QuestionMessage
from feedback.questions.querysets import QuestionQuerySet
from foundation.database.prepared import Given, Prepared, attach

MAX_SHOWN = 200  # messages per question, so that no answer grows without bound
_CARD_COLUMNS = ("status", "asked_at", "changed_at", "due_at", "office__name")


def with_beginning(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Add `beginning` to each question: the text of its first message."""
    first = QuestionMessage.objects.filter(question=OuterRef("pk")).order_by("pk")
    found: QuestionQuerySet = questions.annotate(beginning=Subquery(first.values("text")[:1]))
    return found


def with_card(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Load the list entry of each question: its beginning, and the office's last message.

    Adds `answer` and `answered_at`, both None before the office's first message.
    """
    last = QuestionMessage.objects.filter(question=OuterRef("pk"), author=Author.OFFICER).order_by(
        "-pk"
    )
    found: QuestionQuerySet = with_beginning(questions).annotate(
        answer=Subquery(last.values("text")[:1]), answered_at=Subquery(last.values("at")[:1])
    )
    return found.select_related("office").only(*_CARD_COLUMNS)


def with_conversation(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Add `conversation` to each question: its last messages with photos, newest first."""
    messages = QuestionMessage.objects.all()
    shown = messages.select_related("officer").prefetch_related("photos").order_by("-pk")
    return questions.prefetch_related(
        Prefetch("messages", shown[:MAX_SHOWN], to_attr="conversation")
    )


def for_citizen(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Load everything for the citizen who asked."""
    return _with_what_it_is_about(with_conversation(questions))


def _with_what_it_is_about(questions: QuestionQuerySet) -> QuestionQuerySet:
    return questions.select_related("office", "procedure", "dossier")


def _own() -> QuestionQuerySet:
    found: QuestionQuerySet = Question.objects.of_citizen(Given("citizen"))
    return found


_QUESTIONS = Prepared(lambda: _with_what_it_is_about(_own()).order_by("pk"))
_SAID = Prepared(lambda: QuestionMessage.objects.filter(question__in=_own()).order_by("-pk"))
_PHOTOS = Prepared(lambda: Photo.objects.filter(message__question__in=_own()))


def all_of(citizen: Citizen) -> list[Any]:
    """Return all questions of a citizen, as `for_citizen` loads them."""
    own: list[Any] = _QUESTIONS.rows(citizen=citizen.pk)
    said = _SAID.rows(citizen=citizen.pk)
    attach(said, "photos", _PHOTOS.rows(citizen=citizen.pk))
    attach(own, "messages", said)
    for question in own:
        question.conversation = list(question.messages.all()[:MAX_SHOWN])
    return own
