"""Answers that go back the way the question came.

What somebody wrote to the Official Account is answered there.

An upper app says, for an event of its own, which words stand in place of the notice in a
consultation message. Such a message comes before every other channel while Zalo takes it, and needs
no consent to notices: the person wrote to us. Outside the window, or when Zalo refuses, the notice
goes its usual ways. Filled in AppConfig.ready.
"""

from collections.abc import Callable

from citizens.models import Notice

Reply = Callable[[Notice], str | None]
_replies: dict[str, Reply] = {}


def answer_with(event: str, reply: Reply) -> None:
    """Let `reply(notice)` return the words of the message for a notice of `event`.

    None where the notice answers nobody.
    """
    _replies[event] = reply


def reply_to(notice: Notice) -> str:
    """Return the words that go back, empty where there are none."""
    reply = _replies.get(notice.event)
    return (reply(notice) or "") if reply else ""
