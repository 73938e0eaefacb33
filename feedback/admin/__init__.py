"""Officers' pages: the queue of questions, templates of answers, published answers."""

from feedback.admin import faq, question, template

__all__ = ["faq", "question", "template"]
