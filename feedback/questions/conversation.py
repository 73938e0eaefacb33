"""Load the messages of questions; officers' notes are stored elsewhere."""

from django.db.models import OuterRef, Prefetch, Subquery

from feedback.models import Author, QuestionMessage
from feedback.questions.querysets import QuestionQuerySet

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
    return with_conversation(questions).select_related("office", "procedure", "dossier")
