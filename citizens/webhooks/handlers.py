"""Who wants to know of which event of the Official Account.

Filled by apps in AppConfig.ready, read when one is acted upon.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class OaEvent:
    """One event, as a handler gets it.

    `at` is Zalo's moment. `citizen_id` is None for somebody who never logged in here. `message_ids`
    are the ids that Zalo gave the messages concerned: one, or several where a reading person saw
    several; `tracking_id` is the one that we gave a message by template. `text` is what the person
    wrote, empty for anything but a text.
    """

    name: str
    at: datetime
    citizen_id: int | None = None
    message_ids: Sequence[str] = ()
    tracking_id: str = ""
    text: str = field(default="", repr=False)


Handler = Callable[[OaEvent], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)


def on(name: str, handler: Handler) -> None:
    """Let `handler` know of every event called `name`, such as `user_received_message`.

    The same one is added once.

    It runs in the transaction that marks the event as done. If it raises, everything that was done
    for the event is undone and done again later, so that it sees an event again, but never one that
    was done. It must be quick: Zalo waits two seconds for us.
    """
    if handler not in _handlers[name]:
        _handlers[name].append(handler)


def of(name: str) -> Sequence[Handler]:
    """Return the handlers of the event called `name`, in the order in which they came."""
    return tuple(_handlers.get(name, ()))
