"""Replies to what people wrote to the Official Account, which go back the same way.

For one of its events an app registers which words replace the notice in a consultation message.
Such a message is tried before every other channel, as long as Zalo takes it. It needs no consent to
notices, because the person wrote to us. Outside Zalo's window, or if Zalo refuses, the notice goes
its usual ways.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from citizens.models import Notice


@dataclass(frozen=True)
class Reply:
    """The words that go back, and the id of the Official Account that was written to.

    An empty id is the province's account.
    """

    text: str = field(default="", repr=False)
    oa_id: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


FindReply = Callable[[Notice], Reply | None]
_replies: dict[str, FindReply] = {}


def register_reply(event: str, reply: FindReply) -> None:
    """Let `reply(notice)` give the words for notices of `event`; for AppConfig.ready.

    It returns None if the notice does not answer a message to the Official Account.
    """
    _replies[event] = reply


def reply_to(notice: Notice) -> Reply:
    """Return what goes back, nothing if there are no words."""
    reply = _replies.get(notice.event)
    return (reply(notice) or Reply()) if reply else Reply()
