"""`queue` tells citizens of a change. Call it inside the transaction that makes the change.

So a change that is committed is told, and a change that is rolled back is not. The text is rendered
here, from the template of this moment: what a citizen reads never changes, even if officers edit
the template later. Nothing is sent here. After the commit the worker sends the `Delivery` rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citizens.locking import Act, hold_citizens, stay_without_lock
from citizens.models import Delivery, Notice
from citizens.notices import addressees, oa_replies
from citizens.notices.events import Event, event_called
from citizens.notices.placeholders import Wording, current_wording, render
from foundation.database.inserting import insert_new

MAX_VALUE_LENGTH = 100
MAX_CHANGE_LENGTH = 100
BATCH = 1000


@dataclass(frozen=True)
class Telling:
    """One change, and the ids of the citizens to tell.

    `change` is our name of it, such as `dossier-event-17`. Each citizen is told of it once. The
    officers of `office` see that it was told; None if it belongs to no office. `held` says that the
    transaction has locked the citizens, who are here.
    """

    event: str
    change: str
    citizens: Iterable[int]
    values: Mapping[str, str]
    office: str | None = None
    held: bool = False


def queue(  # noqa: PLR0913  # a Telling, in words
    event: str,
    change: str,
    citizens: Iterable[int],
    values: Mapping[str, str],
    office: str | None = None,
    *,
    held: bool = False,
) -> int:
    """Tell each of `citizens` (their ids) of a change; return how many had not been told before.

    `values` are texts for the placeholders of the event (`notices/events.py`), dates as dd/mm/yyyy.
    Raises KeyError for an unknown event, ValueError for a value that is missing, unknown, too long
    or not plain text, and RuntimeError outside a transaction. All are mistakes of the caller.
    """
    return queue_many([Telling(event, change, citizens, values, office, held)])


def queue_apart(event: str, change: str, citizen: int, values: Mapping[str, str]) -> None:
    """Tell a citizen of a confidential event, in a transaction of its own after this one.

    The notice does not name its citizen; see `addressees`. If the process is killed between the
    two, the change is seen in the app only.
    """
    after_commit(partial(_queue_alone, Telling(event, change, [citizen], values)))


def after_commit(act: Callable[[], object]) -> None:
    """Do something once the transaction has committed; what fails there is logged."""
    transaction.on_commit(act, robust=True)


@transaction.atomic
def _queue_alone(telling: Telling) -> None:
    """Queue a notice of one citizen, whom nobody erases meanwhile and whose row stays untouched."""
    (citizen,) = telling.citizens
    who = stay_without_lock(citizen, addressees.turn_of(citizen), Act.CASE_WORK)
    told = Notice.objects.filter(key=addressees.key_of(citizen, telling.change)).exists()
    if not told and who.erased_at is None:
        _queue([telling], confidential=True)


def queue_many(tellings: Iterable[Telling]) -> int:
    """Do `queue` for many changes with few queries, and return how many notices were added."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue() belongs into the transaction that makes the change")
    return _queue(tellings, confidential=False)


def _queue(tellings: Iterable[Telling], *, confidential: bool) -> int:
    said: dict[str, Wording] = {}
    notices: list[Notice] = []
    held: set[int] = set()
    for telling in tellings:
        event = event_called(telling.event)
        if event.confidential is not confidential:
            raise ValueError(f"{event.name}: queue_apart tells of confidential events, and only it")
        _check(event, telling)
        if event.name not in said:
            said[event.name] = current_wording(event)
        notices.extend(_notices(event, said[event.name], telling))
        held.update(telling.citizens if telling.held else ())
    outside = {name for name, words in said.items() if words.outside} if _can_send() else set()
    wanted = notices if confidential else _of_those_here(notices, held)
    return sum(
        _insert(wanted[start : start + BATCH], outside) for start in range(0, len(wanted), BATCH)
    )


def _of_those_here(notices: list[Notice], held: set[int]) -> list[Notice]:
    # all at once, so in one order
    here = held | hold_citizens({notice.person for notice in notices} - held)
    return [notice for notice in notices if notice.person in here]


def _can_send() -> bool:
    """Return True if this installation can send anything outside the app.

    Otherwise nothing is queued for a worker.
    """
    return bool(settings.ZALO_OA_ID.strip() or settings.NOTICES_MINIAPP)


def _check(event: Event, telling: Telling) -> None:
    values, change = telling.values, telling.change
    missing = [name for name in event.required_names if not values.get(name)]
    unknown = sorted(set(values) - set(event.names))
    if missing or unknown:
        raise ValueError(f"{event.name}: missing {missing}, unknown {unknown}")
    if not change or any(
        len(value) > MAX_VALUE_LENGTH or not (value.isprintable() or not value)
        for value in values.values()
    ):
        raise ValueError(
            f"{event.name}: a value is too long or not plain text, or the change has no name"
        )
    if len(change) > MAX_CHANGE_LENGTH:
        raise ValueError(f"{event.name}: the change's name is too long")


def _notices(event: Event, words: Wording, telling: Telling) -> Iterator[Notice]:
    values, now = dict(telling.values), timezone.now()
    title, text, link = (render(part, values) for part in (words.title, words.text, event.link))
    for citizen in dict.fromkeys(telling.citizens):
        named = (
            addressees.columns_of(citizen, event.kind.name, telling.change)
            if event.confidential
            else {"citizen_id": citizen}
        )
        yield Notice(
            **named,
            event=event.name,
            kind=event.kind.name,
            change=telling.change,
            title=title,
            text=text,
            values=values,
            link=link,
            office_id=telling.office,
            created_at=now,
        )


def _insert(notices: list[Notice], outside: set[str]) -> int:
    """Insert the notices that are new, and their deliveries.

    The unique constraint skips citizens who were told already.
    """
    added = insert_new(notices, "key")
    leaving = (n for n in added if n.event in outside or oa_replies.reply_to(n))
    rows = [Delivery(notice=n, created_at=n.created_at, next_try_at=n.created_at) for n in leaving]
    Delivery.objects.bulk_create(rows)
    return len(added)
