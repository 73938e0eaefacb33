"""Officers' pages of questions, published answers, ratings and needs."""

from feedback.admin import (
    answer_template,
    faq,
    follow_up,
    poster,
    question,
    questionnaire,
    rating,
    rating_alarm,
)

__all__ = [
    "answer_template",
    "faq",
    "follow_up",
    "poster",
    "question",
    "questionnaire",
    "rating",
    "rating_alarm",
]
