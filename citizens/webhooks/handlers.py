"""Handlers of the Official Account's events, registered by apps in AppConfig.ready."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from official_accounts.models import OfficialAccount


@dataclass(frozen=True)
class OaEvent:
    """One event, as a handler gets it.

    `at` is Zalo's time. `citizen_id` is None for a person who never logged in here. `message_ids`
    are Zalo's ids of the messages concerned: several if the person read several. `tracking_id` is
    our own id of a template message. `text` is what the person wrote, empty for other events.
    `account` is the Official Account that it is about.
    """

    name: str
    at: datetime
    citizen_id: int | None = None
    message_ids: Sequence[str] = ()
    tracking_id: str = ""
    text: str = field(default="", repr=False)
    account: OfficialAccount | None = None


Handler = Callable[[OaEvent], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)


def register_handler(name: str, handler: Handler) -> None:
    """Call `handler` for every event called `name`, such as `user_received_message`.

    Registering the same handler again changes nothing. It runs in the transaction that marks the
    event as processed. If it raises, everything done for the event is rolled back and tried again
    later, so a handler may see an event again, but never one that was processed. It must be quick:
    Zalo waits two seconds.
    """
    if handler not in _handlers[name]:
        _handlers[name].append(handler)


def handlers_of(name: str) -> Sequence[Handler]:
    """Return the handlers of the event called `name`, in the order of registration."""
    return tuple(_handlers.get(name, ()))
