"""Adds the first message to questions that were made by SQL."""

from django.db.backends.utils import CursorWrapper

from foundation.records.encryption import encrypt

_MESSAGES = """
INSERT INTO feedback_questionmessage (question_id, author, text, at)
SELECT id, 'citizen', %s, asked_at FROM feedback_question WHERE id > %s
"""
_TEXT = "Tôi muốn làm lại thẻ căn cước bị mất thì cần giấy tờ gì?"


def write_first_messages(cursor: CursorWrapper, after: int = 0) -> None:
    """Write the citizen's message of every question whose id is larger than `after`."""
    cursor.execute(_MESSAGES, [encrypt(_TEXT), after])
