"""Officers look at evidence: each look is in the chain of custody and in the access log first.

A photo is shown as it was encoded again, never its own bytes. A video goes out as it is, as a
download that no browser runs; so does a photo that nothing here decodes.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from citizens import access_log
from foundation.api.problems import Problem
from foundation.media.file_types import FileType
from foundation.media.sealed_files import open_sealed, path_of, read_sealed
from foundation.media.sealed_pieces import BrokenSeal
from reports import rights
from reports.evidence import custody, examining, verifying
from reports.evidence.custody import Act
from reports.models import Evidence, Report

KIND = "evidence"
# A player asks for parts of a video: within this time they are one look.
ONE_LOOK = timedelta(minutes=10)


def visible_to(user: User) -> QuerySet[Evidence]:
    """Return the evidence of the reports that the officer sees."""
    reports = Report.objects.visible_to_officer(user)
    return Evidence.objects.filter(report__in=reports).select_related("report")


def may_look(user: User | AnonymousUser, evidence: Evidence) -> bool:
    """Return True if the officer may look at evidence of a report that they see.

    What is quarantined only leaders open.
    """
    if evidence.removed_at:
        return False
    if evidence.quarantined:
        return user.has_perm(rights.LEAD)
    return user.has_perm(rights.VERIFY) or user.has_perm(rights.LEAD)


@dataclass(frozen=True)
class Shown:
    """A photo as it is shown: a clean JPEG, or None if only the original can be downloaded."""

    picture: bytes | None


def look(evidence: Evidence, officer: User) -> Shown:
    """Note a look and return what is shown.

    Raises Problem `evidence_unsound`, and `photos_busy` without noting anything.
    """
    verifying.require_sound(evidence)
    shown = Shown(_picture_of(evidence))
    note_look(evidence, officer)
    return shown


def _picture_of(evidence: Evidence) -> bytes | None:
    """Return the photo as a clean JPEG, None if it is no photo that can be decoded here."""
    try:
        with open_sealed(path_of(evidence.pk), evidence.pk, evidence.key) as file:
            if evidence.media_type not in examining.PICTURES:
                file.read(1)
                return None
            return examining.render(file, evidence.size)
    except (OSError, BrokenSeal):
        raise verifying.found_broken(evidence) from None
    except Problem as problem:
        if problem.type.code == "photos_busy":
            raise
        return None


@transaction.atomic
def note_look(evidence: Evidence, officer: User) -> None:
    """Note that an officer looks at evidence."""
    access_log.record(
        actor=officer,
        action=access_log.Action.SEEN,
        subject=(KIND, [evidence.pk]),
        where=access_log.Where.ADMIN,
    )
    custody.append(evidence, Act.VIEWED, officer)


def go_on(evidence: Evidence, officer: User) -> None:
    """Note a look in the middle of a file, unless it goes on from one that was just noted.

    Raises Problem `evidence_unsound`.
    """
    verifying.require_sound(evidence)
    since = timezone.now() - ONE_LOOK
    just = evidence.custody.filter(act=Act.VIEWED, officer=officer, at__gt=since)
    if not just.exists():
        note_look(evidence, officer)


def read_original(evidence: Evidence, start: int, end: int) -> Iterator[bytes]:
    """Yield the original from byte `start` to before byte `end`, each piece proven before.

    The answer is broken off at a piece that is not as it was written.
    """
    left = end - start
    try:
        for piece in read_sealed(path_of(evidence.pk), evidence.pk, evidence.key, start):
            yield piece[:left]
            left -= len(piece)
            if left <= 0:
                return
    except (OSError, BrokenSeal):
        raise verifying.found_broken(evidence) from None


def extension_of(evidence: Evidence) -> str:
    """Return the end that a name for the original has.

    >>> extension_of(Evidence(media_type="video/mp4"))
    '.mp4'
    """
    with suppress(ValueError):
        return FileType(evidence.media_type).extension
    return ".bin"


@transaction.atomic
def set_quarantine(evidence: Evidence, officer: User, reason: str, *, quarantined: bool) -> None:
    """Put evidence into quarantine, or back; the reason stands in the chain of custody."""
    evidence.quarantined = quarantined
    evidence.save(update_fields=["quarantined"])
    note = reason if quarantined else f"Bỏ cách ly: {reason}"
    custody.append(evidence, Act.QUARANTINED, officer, note)
