"""Tables of questions, photos, published answers, ratings, satisfaction and needs."""

from feedback.models.answer_template import AnswerTemplate
from feedback.models.faq import FaqEntry, FaqVersion
from feedback.models.follow_up import FollowUp, FollowUpEvent, FollowUpMessage
from feedback.models.message import Author
from feedback.models.need_count import NeedCount
from feedback.models.photo import Photo
from feedback.models.poster import Poster
from feedback.models.question import Channel, Question
from feedback.models.question_day import QuestionDay
from feedback.models.question_event import QuestionEvent
from feedback.models.question_message import QuestionMessage
from feedback.models.rating import Origin, Questionnaire, Rating, UsedQr
from feedback.models.satisfaction import PublishedFigure, RatingTotal, SatisfactionRelease

__all__ = [
    "AnswerTemplate",
    "Author",
    "Channel",
    "FaqEntry",
    "FaqVersion",
    "FollowUp",
    "FollowUpEvent",
    "FollowUpMessage",
    "NeedCount",
    "Origin",
    "Photo",
    "Poster",
    "PublishedFigure",
    "Question",
    "QuestionDay",
    "QuestionEvent",
    "QuestionMessage",
    "Questionnaire",
    "Rating",
    "RatingTotal",
    "SatisfactionRelease",
    "UsedQr",
]
