"""Officers' pages.

The queue of questions, templates of answers, published answers, ratings and what is done about
them.
"""

from feedback.admin import answer_template, faq, follow_up, poster, question, questionnaire, rating

__all__ = [
    "answer_template",
    "faq",
    "follow_up",
    "poster",
    "question",
    "questionnaire",
    "rating",
]
