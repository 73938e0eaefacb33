"""Questions with their messages and photos, templates of answers, published answers."""

from feedback.models.faq import FaqEntry, FaqVersion
from feedback.models.photo import Photo
from feedback.models.question import Author, Channel, Question, QuestionEvent, QuestionMessage
from feedback.models.template import AnswerTemplate

__all__ = [
    "AnswerTemplate",
    "Author",
    "Channel",
    "FaqEntry",
    "FaqVersion",
    "Photo",
    "Question",
    "QuestionEvent",
    "QuestionMessage",
]
