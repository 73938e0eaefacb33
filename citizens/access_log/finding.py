"""What the officers' search shows of persons is logged, and the log says what was opened last."""

from collections.abc import Sequence
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest

from citizens.access_log.kinds import Key
from citizens.access_log.recording import Action, Where, record
from citizens.models import AccessEntry

LOOKED_AT = 60  # entries that are read for what was opened last


def record_found(request: HttpRequest, kind: str, keys: Sequence[Key]) -> None:
    """Note that a search shows these rows; nothing is noted where it shows none."""
    if keys:
        record(
            actor=cast("User", request.user),  # the search lets nobody else in
            action=Action.SEARCHED,
            subject=(kind, keys),
            where=Where.ADMIN,
        )


def last_opened(request: HttpRequest, most: int) -> list[tuple[str, int]]:
    """Return kind and key of the rows that the officer opened last, each once. Costs one query.

    Only rows with numbers: what has random ids is not to be followed.
    """
    seen = AccessEntry.objects.filter(officer=request.user.pk).order_by("-at", "-pk")
    rows = seen.values_list("action", "allowed", "subject_kind", "subjects")[:LOOKED_AT]
    opened = [
        (kind, int(key))
        for action, allowed, kind, key in rows
        if allowed and action in (Action.SEEN, Action.CHANGED) and key.isdecimal()
    ]
    return list(dict.fromkeys(opened))[:most]
