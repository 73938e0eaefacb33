"""Officers look at evidence: each look is in the chain of custody and in the access log first.

A photo is shown as it was encoded again, never its own bytes: those leave by an export only. What
nothing here decodes, a video or a HEIC, goes out as it is, as a download that no browser runs; the
chain says so.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import chain

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from citizens import access_log
from foundation.api.problems import Problem
from foundation.media.file_types import FileType
from foundation.media.reencoding import OFFICERS
from foundation.media.sealed_files import open_sealed, path_of, read_sealed
from foundation.media.sealed_pieces import BrokenSeal
from reports import rights
from reports.evidence import custody, examining, verifying
from reports.evidence.custody import Act
from reports.models import Evidence, Report

KIND = "evidence"
# A player asks for parts of a video: within this time they are one look.
ONE_LOOK = timedelta(minutes=10)
# What was given, as the chain says it.
REDRAWN, ORIGINAL = "Ảnh vẽ lại, không có dữ liệu riêng của tệp", "Bản gốc"


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


def is_decoded_here(evidence: Evidence) -> bool:
    """Return True if evidence is a photo of which only an export gives the original."""
    return evidence.media_type in examining.PICTURES


def look(evidence: Evidence, officer: User) -> bytes:
    """Note a look at a photo and return it as a clean JPEG.

    Raises Problem `evidence_unsound`; `photos_busy`, `evidence_not_shown` without noting anything.
    """
    verifying.require_sound(evidence)
    picture = _picture_of(evidence)
    note_look(evidence, officer, REDRAWN)
    return picture


def _picture_of(evidence: Evidence) -> bytes:
    try:
        with open_sealed(path_of(evidence.pk), evidence.pk, evidence.key) as file:
            return examining.render(file, evidence.size, OFFICERS)
    except (OSError, BrokenSeal):
        raise verifying.found_broken(evidence) from None
    except Problem as problem:
        if problem.type.code == "photos_busy":
            raise
        raise Problem("evidence_not_shown") from None


@transaction.atomic
def note_look(evidence: Evidence, officer: User, given: str) -> None:
    """Note that an officer looks at evidence, and what is given to them."""
    access_log.record(
        actor=officer,
        action=access_log.Action.SEEN,
        subject=(KIND, [evidence.pk]),
        where=access_log.Where.ADMIN,
    )
    custody.append(evidence, Act.VIEWED, officer, given)


def download(evidence: Evidence, officer: User, start: int, end: int) -> Iterator[bytes]:
    """Note a look at what cannot be drawn anew, and return the bytes from `start` to before `end`.

    A part that goes on from a look that was just noted belongs to it. Raises Problem
    `evidence_unsound`.
    """
    verifying.require_sound(evidence)
    pieces = read_original(evidence, start, end)
    first = next(pieces)  # what cannot be read is said while there is an answer to say it
    since = timezone.now() - ONE_LOOK
    just = evidence.custody.filter(act=Act.VIEWED, officer=officer, at__gt=since)
    if not (start and just.exists()):
        note_look(evidence, officer, ORIGINAL)
    return chain((first,), pieces)


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
