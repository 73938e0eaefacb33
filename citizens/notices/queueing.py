"""The one way of telling citizens something.

`queue`, called inside the transaction that makes the change.

So a change that is committed is told, and one that is rolled back is not. The words are made here,
from the template that holds at this moment: what a citizen reads never changes, whatever officers
edit later. Nothing is sent here; the worker sends what `Delivery` rows ask for, after the commit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, Delivery, Notice
from citizens.notices import replies
from citizens.notices.placeholders import Wording, render, wording
from citizens.notices.texts import EVENTS, Event

MAX_VALUE_LENGTH = 100
MAX_CHANGE_LENGTH = 100
BATCH = 1000


@dataclass(frozen=True)
class Telling:
    """One change and whom it is told.

    `change` is our name of it, such as `dossier-event-17`: it is told once to each.

    `office` is whose officers see that it was told; None for what belongs to no office.
    """

    event: str
    change: str
    citizens: Iterable[int]
    values: Mapping[str, str]
    office: str | None = None


def queue(
    event: str,
    change: str,
    citizens: Iterable[int],
    values: Mapping[str, str],
    office: str | None = None,
) -> int:
    """Tell each of `citizens` (their ids) of a change.

    And return how many of them had not been told.

    `values` are texts for the placeholders of the event (`notices/events.py`), dates as dd/mm/yyyy.
    Raises KeyError for an event that there is not, ValueError for a value that is missing, not the
    event's, too long or no plain text, and RuntimeError outside a transaction: all of them mistakes
    in the calling code.
    """
    return queue_many([Telling(event, change, citizens, values, office)])


def queue_many(tellings: Iterable[Telling]) -> int:
    """Do `queue` for many changes with few queries, for bulk writers.

    Return how many notices there are more.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue() belongs into the transaction that makes the change")
    said: dict[str, Wording] = {}
    notices: list[Notice] = []
    for telling in tellings:
        event = EVENTS[telling.event]
        _check(event, telling)
        if event.name not in said:
            said[event.name] = wording(event)
        notices.extend(_notices(event, said[event.name], telling))
    outside = {name for name, words in said.items() if words.outside} if _goes_out() else set()
    return sum(
        _insert(notices[start : start + BATCH], outside) for start in range(0, len(notices), BATCH)
    )


def _goes_out() -> bool:
    """Tell whether this installation has a way out of the app at all.

    Without one nothing waits for a worker.
    """
    return bool(settings.ZALO_OA_ID.strip() or settings.NOTICES_MINIAPP)


def _check(event: Event, telling: Telling) -> None:
    values, change = telling.values, telling.change
    missing = [name for name in event.required if not values.get(name)]
    foreign = sorted(set(values) - set(event.values))
    if missing or foreign:
        raise ValueError(f"{event.name}: missing {missing}, not its own {foreign}")
    if not change or any(
        len(value) > MAX_VALUE_LENGTH or not (value.isprintable() or not value)
        for value in values.values()
    ):
        raise ValueError(
            f"{event.name}: a value is too long or no plain text, or the change has no name"
        )
    if len(change) > MAX_CHANGE_LENGTH:
        raise ValueError(f"{event.name}: the change's name is too long")


def _notices(event: Event, words: Wording, telling: Telling) -> Iterator[Notice]:
    values, now = dict(telling.values), timezone.now()
    title, text, link = (render(part, values) for part in (words.title, words.text, event.link))
    for citizen in dict.fromkeys(telling.citizens):
        yield Notice(
            citizen_id=citizen,
            event=event.name,
            kind=event.kind,
            change=telling.change,
            title=title,
            text=text,
            values=values,
            link=link,
            office_id=telling.office,
            created_at=now,
        )


def _insert(notices: list[Notice], outside: set[str]) -> int:
    """Insert those that are new and their deliveries.

    What was told already is left to the unique constraint.
    """
    known = set(
        Citizen.objects.filter(
            pk__in={n.citizen_id for n in notices}, erased_at__isnull=True
        ).values_list("pk", flat=True)
    )
    wanted = [notice for notice in notices if notice.citizen_id in known]
    Notice.objects.bulk_create(wanted, ignore_conflicts=True)
    added = (
        Notice.objects.filter(key__in=[notice.key for notice in wanted])
        .only("pk", "event", "change", "created_at")
        .order_by("pk")
    )
    leaving = (n for n in added if n.event in outside or replies.reply_to(n))
    rows = [Delivery(notice=n, created_at=n.created_at, next_try_at=n.created_at) for n in leaving]
    Delivery.objects.bulk_create(rows)
    return len(added)
