"""Officers' pages.

The queue of questions, templates of answers, published answers, ratings and what is done about
them.
"""

from feedback.admin import faq, follow_up, poster, question, questionnaire, rating, template

__all__ = ["faq", "follow_up", "poster", "question", "questionnaire", "rating", "template"]
