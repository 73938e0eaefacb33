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
from feedback.models.questionnaire import Questionnaire
from feedback.models.rating import LeftOut, Origin, Rating
from feedback.models.rating_alarm import RatingAlarm, Verdict
from feedback.models.satisfaction import PublishedFigure, RatingTotal, SatisfactionRelease
from feedback.models.used_mark import UsedMark

__all__ = [
    "AnswerTemplate",
    "Author",
    "Channel",
    "FaqEntry",
    "FaqVersion",
    "FollowUp",
    "FollowUpEvent",
    "FollowUpMessage",
    "LeftOut",
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
    "RatingAlarm",
    "RatingTotal",
    "SatisfactionRelease",
    "UsedMark",
    "Verdict",
]
