"""The only writer and reader of officers' notes to each other about a row, and of mentions in them.

A row is named by its page ("feedback.question") and its key.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from foundation.desk import drafts
from foundation.desk.models import Mention, Note
from foundation.desk.one_screen.parts import NOTE, Said

MOST_SHOWN = 200  # notes of one row
MOST_MENTIONS = 20  # colleagues in one note
MOST_UNSEEN = 200  # rows of the list «Được nhắc»


@transaction.atomic
def write(page: str, key: Any, officer: User, text: str, mentioned: Iterable[int] = ()) -> Note:
    """Append a note; `mentioned` are the keys of colleagues' accounts, without the writer's own.

    The row is locked: the officer's same words once more, with nothing said since, are one note.
    """
    row: QuerySet[Any] = (
        QuerySet(apps.get_model(page)).select_for_update(of=("self",)).filter(pk=key)
    )
    list(row.values_list("pk"))
    others = sorted(set(mentioned) - {officer.pk})[:MOST_MENTIONS]
    newest = Note.objects.filter(page=page, key=str(key)).order_by("-pk").first()
    if newest is not None and _says(newest, officer, text, others):
        return newest
    note: Note = Note.objects.create(page=page, key=str(key), officer=officer, text=text)
    Mention.objects.bulk_create(Mention(note=note, officer_id=one) for one in others)
    return note


def _says(note: Note, officer: User, text: str, named: list[int]) -> bool:
    """Return True if a note is what this officer says now."""
    same = (note.officer_id, note.text) == (officer.pk, text)
    return same and sorted(note.mentions.values_list("officer", flat=True)) == named


def notes_of(page: str, key: Any) -> list[Said]:
    """Return the newest notes of a row as messages, the oldest first, with whom they name."""
    rows = (
        Note.objects.filter(page=page, key=str(key))
        .select_related("officer")
        .prefetch_related("mentions__officer")
        .order_by("-pk")[:MOST_SHOWN]
    )
    return [_said(note) for note in reversed(rows)]


def last_number(page: str, key: Any) -> int:
    """Return the number of the newest note of a row, 0 without one."""
    newest = Note.objects.filter(page=page, key=str(key)).aggregate(newest=Max("pk"))["newest"]
    return int(newest or 0)


def unseen_keys(page: str, officer: User | AnonymousUser) -> list[str]:
    """Return the keys of rows whose notes name the officer, who has not opened them since."""
    unseen = Mention.objects.filter(
        officer=officer.pk, seen_at__isnull=True, note__page=page
    ).order_by("-note")
    return list(dict.fromkeys(unseen.values_list("note__key", flat=True)[:MOST_UNSEEN]))


def mark_seen(page: str, key: Any, officer: User | AnonymousUser) -> None:
    """Note that the officer has opened the row. Costs one query where nothing is unseen."""
    unseen = _unseen_of(page, key, officer)
    if keys := list(unseen.values_list("pk", flat=True)):
        Mention.objects.filter(pk__in=keys).update(seen_at=timezone.now())


def forget(page: str, keys: Sequence[Any]) -> None:
    """Delete every note and draft of these rows, with the citizen's own words."""
    drafts.forget(page, keys)
    Note.objects.filter(page=page, key__in=[str(key) for key in keys]).delete()


def _unseen_of(page: str, key: Any, officer: User | AnonymousUser) -> QuerySet[Mention]:
    return Mention.objects.filter(
        officer=officer.pk, seen_at__isnull=True, note__page=page, note__key=str(key)
    )


def _said(note: Note) -> Said:
    named = ", ".join(name_of(mention.officer) for mention in note.mentions.all())
    tag = f"Nhắc {named}" if named else ""
    return Said(NOTE, name_of(note.officer), note.at, note.text, tag=tag, tone="info")


def name_of(officer: User) -> str:
    """Return an officer's name as colleagues see it."""
    return officer.get_full_name() or officer.get_username()
