"""Empties what is kept no longer: words, picture, versions. That there was one stays."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from announcements.actions.moving import flow, lock_announcement
from announcements.models import Announcement
from announcements.pictures.keeping import remove_files
from announcements.workflow import Move
from foundation.moves.engine import Change

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("title", "summary", "body", "picture_alternative", "claim", "guardian_consent"),
            *("service", "place", "correction_note", "legal_document", "decision_number"),
        ),
        "",
    ),
    "where_seen": [],
    "sources": [],
    "scam_marks": [],
    "picture": None,
}


@transaction.atomic
def erase_words(rows: QuerySet[Announcement]) -> int:
    """Empty these announcements and delete their versions; return how many there were.

    The database refuses to delete versions that are younger than its own limit.
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        erase_one(lock_announcement(Announcement(pk=key)))
    return len(keys)


def erase_one(announcement: Announcement) -> None:
    """Empty a locked announcement."""
    versions = announcement.versions.all()
    pictures = {announcement.picture_id, *versions.values_list("picture_id", flat=True)}
    remove_files(pictures - {None})
    versions.expire()
    emptied = {"erased_at": timezone.now(), **_EMPTY}
    flow.make_move(
        announcement, Move.ERASE, change=Change(emptied, after=announcement.authors.clear)
    )
