"""What other systems are told: where questions stand, and figures of ratings as everybody reads."""

from collections.abc import Iterable
from datetime import datetime

from feedback.models import Question, QuestionEvent
from feedback.models.satisfaction import OVERALL, PublishedFigure
from feedback.questions.workflow import Move
from foundation.events import recording
from foundation.events.kinds import Kind
from foundation.events.recording import News

PUBLISHED = "published"
QUESTION = Kind("question", "Câu hỏi", dict(Move.choices), logged="question", hourly=True)
RATINGS = Kind("ratings", "Đánh giá", {PUBLISHED: "Công bố"}, public=True)


def news_of_question(question: Question, event: QuestionEvent, former_office: str = "") -> News:
    """Return what is told of a move; nobody's words."""
    data = {
        "number": question.pk,
        "office": event.office_id,
        "field": question.field_id or "",
        "procedure": question.procedure_id or "",
        "status": str(event.status),
    }
    return News(
        QUESTION.name,
        str(event.move),
        str(question.pk),
        question.pk,
        event.office_id,
        event.at,
        data,
        former_office,
    )


def tell_of_questions(moved: Iterable[tuple[Question, QuestionEvent]]) -> None:
    """Tell of questions whose words were erased, while they are locked."""
    recording.record([news_of_question(question, event) for question, event in moved])


def tell_of_figures(figures: Iterable[PublishedFigure], at: datetime) -> None:
    """Tell of published counts of whole offices, which are about enough people.

    Not of each rating: that would tell whose it is by its time.
    """
    whole = [one for one in figures if one.measure == OVERALL and not (one.field or one.procedure)]
    recording.record([_news_of_figure(one, at) for one in whole])


def _news_of_figure(figure: PublishedFigure, at: datetime) -> News:
    first, last = figure.first.isoformat()[:7], figure.last.isoformat()[:7]
    subject = f"{figure.office or '-'}/{first}/{last}"
    data = {
        "office": figure.office,
        "first_month": first,
        "last_month": last,
        "count": figure.count,
        "satisfied": figure.satisfied,
    }
    return News(RATINGS.name, PUBLISHED, subject, figure.release_id, figure.office, at, data)
