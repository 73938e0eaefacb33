"""Replies to what people wrote to the Official Account, which go back the same way.

For one of its events an app registers which words replace the notice in a consultation message.
Such a message is tried before every other channel, as long as Zalo takes it. It needs no consent to
notices, because the person wrote to us. Outside Zalo's window, or if Zalo refuses, the notice goes
its usual ways.
"""

from collections.abc import Callable

from citizens.models import Notice

Reply = Callable[[Notice], str | None]
_replies: dict[str, Reply] = {}


def register_reply(event: str, reply: Reply) -> None:
    """Let `reply(notice)` give the words for notices of `event`; for AppConfig.ready.

    It returns None if the notice does not answer a message to the Official Account.
    """
    _replies[event] = reply


def reply_to(notice: Notice) -> str:
    """Return the words that go back, empty if there are none."""
    reply = _replies.get(notice.event)
    return (reply(notice) or "") if reply else ""
