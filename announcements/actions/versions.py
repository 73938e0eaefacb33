"""The draft becomes what citizens see: a version is appended."""

from typing import Any

from announcements.actions.moving import shown_version
from announcements.models import Announcement, AnnouncementVersion
from announcements.publishing import documents
from announcements.texts.defanging import defang
from announcements.texts.markdown import render
from announcements.workflow import Kind
from offices.persons_numbers import office_phone_numbers

_WORDS = ("title", "summary", "body", "picture_id", "picture_alternative")


def append_version(announcement: Announcement) -> AnnouncementVersion:
    """Append the draft of a locked announcement as the next version; its HTML is made here, once.

    Call it right before the move PUBLISH or CORRECT.
    """
    version: AnnouncementVersion = AnnouncementVersion.objects.create(
        announcement=announcement,
        number=shown_version(announcement) + 1,
        html=html_of(announcement),
        details=documents.details_of(announcement),
        correction_note=announcement.correction_note,
        authors=list(announcement.authors.order_by("pk").values_list("pk", flat=True)),
        author_id=announcement.submitted_by_id,
        approver_id=announcement.approved_by_id,
        **_words_of(announcement),
    )
    return version


def html_of(announcement: Announcement) -> str:
    """Return the safe HTML of the draft; of a scam warning nobody can follow a link in it."""
    return render(
        announcement.body,
        own=sorted(office_phone_numbers()),
        defanged=announcement.kind == Kind.SCAM_WARNING,
    )


def says_the_same(announcement: Announcement) -> bool:
    """Return True if the draft differs in nothing from what citizens see."""
    shown = announcement.versions.order_by("-number").first()
    if shown is None:
        return False
    words = {name: getattr(shown, name) for name in _WORDS}
    same_words = words == _words_of(announcement)
    return same_words and shown.details == documents.details_of(announcement)


def _words_of(announcement: Announcement) -> dict[str, Any]:
    """Return the words as citizens see them; a scam's links are broken wherever they stand."""
    words = {name: getattr(announcement, name) for name in _WORDS}
    if announcement.kind == Kind.SCAM_WARNING:
        own = sorted(office_phone_numbers())
        words |= {name: defang(words[name], own) for name in ("title", "summary", "body")}
    return words
