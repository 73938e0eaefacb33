"""Save drafts of new announcements and of corrections."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from announcements import rights
from announcements.actions.moving import lock_announcement
from announcements.models import Announcement
from announcements.texts.pasting import without_markup
from announcements.workflow import ENDED, FROZEN, OF_PERSONS, Kind, State
from foundation.api.problems import Problem
from foundation.records.vietnamese import syllables
from offices.models import Office
from offices.tree import offices_below

# What editors write. When it is shown is theirs only until it is published.
WORDS = (
    *("audience", "severity", "title", "summary", "body", "picture", "picture_alternative"),
    *("legal_document", "decision_number", "about_minor", "guardian_consent", "claim"),
    *("where_seen", "verdict", "sources", "scam_marks", "service", "place", "begins_at"),
    *("ends_at", "correction_note"),
)
TIMES = ("publish_at", "expires_at")
_SLUG_WORDS, _SLUG_LENGTH = 12, 60
_BARE = {Kind.WANTED: "truy-na", Kind.MISSING: "tim-nguoi"}


@transaction.atomic
def create(draft: Announcement, officer: User, areas: Iterable[Office] = ()) -> Announcement:
    """Keep a new draft of the officer's. Raises PermissionDenied for an office out of reach."""
    if not officer.has_perm(rights.ADD) or draft.office_id not in offices_below(officer):
        raise PermissionDenied
    draft.slug = new_slug(draft.kind, draft.title)
    draft.body = without_markup(draft.body)
    draft.save()
    draft.areas.set(areas)
    draft.authors.add(officer)
    return draft


@transaction.atomic
def save(
    draft: Announcement, officer: User, seen: int, areas: Iterable[Office] | None = None
) -> Announcement:
    """Keep what the officer typed into `draft`; from now on they may not approve it.

    `seen` is `events_count` when they opened it. Raises Problem `announcement_moved_on` while
    somebody decides about it, and if somebody else changed it since.
    """
    locked = lock_announcement(draft, seen)
    require_editable(locked)
    if not officer.has_perm(rights.EDIT) or not rights.is_visible(locked, officer):
        raise PermissionDenied
    draft.body = without_markup(draft.body)
    draft.changed_at, draft.events_count = timezone.now(), locked.events_count + 1
    names = (*WORDS, *(TIMES if locked.state == State.DRAFT else ()), "changed_at", "events_count")
    draft.save(update_fields=names)
    if areas is not None:
        draft.areas.set(areas)
    draft.authors.add(officer)
    return draft


def require_editable(announcement: Announcement) -> None:
    """Raise Problem `announcement_moved_on` while it is being approved, and when it is over."""
    if announcement.state in FROZEN:
        raise Problem(
            "announcement_moved_on",
            "Bản tin đang chờ duyệt hoặc đã duyệt nên không sửa được. Muốn sửa, hãy nhờ "
            "người duyệt trả lại.",
        )
    if announcement.state in ENDED or announcement.state == State.EXPIRED:
        raise Problem("announcement_moved_on", "Bản tin đã kết thúc nên không sửa được.")


def new_slug(kind: str, title: str) -> str:
    """Return a free address; for notices about persons, without a name."""
    words = [] if kind in OF_PERSONS else syllables(title)[:_SLUG_WORDS]
    readable = "-".join(word for word in words if word.isascii())[:_SLUG_LENGTH].strip("-")
    return f"{readable or _BARE.get(Kind(kind), 'tin')}-{secrets.token_hex(3)}"
