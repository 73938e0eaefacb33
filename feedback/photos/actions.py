"""The only writers of photos: upload, attach, delete."""

import uuid
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from citizens.locking import lock_citizen
from citizens.models import Citizen, Consent, Purpose
from feedback.models import Photo, QuestionMessage
from feedback.photos import storage
from foundation.api.problems import FieldError, Problem, pointer
from foundation.files.away import StorageAway
from foundation.media import reencoding
from foundation.storage import owner
from foundation.storage.opening import after_commit, attempt

log = structlog.get_logger("police_portal.feedback")

MAX_UNUSED = 12  # per citizen: enough for three messages
SWEEP_AT_ONCE = 500
DISK_RETRY_SECONDS = 60  # somebody has to free space first


def may_upload(citizen: Citizen) -> bool:
    """Return True if the citizen's newest decision about photos is consent."""
    newest = Consent.objects.filter(citizen=citizen, purpose=Purpose.PHOTO).order_by("-pk").first()
    return newest is not None and newest.granted


def upload_photos(citizen: Citizen, files: "Iterable[UploadedFile[bytes]]") -> list[Photo]:
    """Re-encode and store photos that belong to no message yet: all or none.

    Raises Problem `photo_consent_missing`, `photos_too_many`, `photo_refused`, `photos_busy`,
    `photos_not_kept`.
    """
    if not may_upload(citizen):
        raise Problem("photo_consent_missing")
    kept: list[Photo] = []
    with ExitStack() as leftovers:
        leftovers.callback(lambda: _delete_files([photo.path for photo in kept]))
        for file in files:
            picture = reencoding.reencode(file, file.size or 0)
            kept.append(_write_file(citizen, picture))
        with transaction.atomic():
            _insert_rows(citizen, kept)
            leftovers.pop_all()  # a commit without a reply may have succeeded: the sweep decides
    log.info("photos_uploaded", citizen=citizen.pk, count=len(kept))
    return kept


def _write_file(citizen: Citizen, picture: reencoding.Picture) -> Photo:
    key, now = uuid.uuid4(), timezone.now()
    try:
        path = storage.write_photo(key, picture.content, timezone.localdate(now))
    except (OSError, StorageAway) as error:
        log.exception("photo_not_written", errno=getattr(error, "errno", None))
        raise Problem("photos_not_kept", retry_after=DISK_RETRY_SECONDS) from error
    return Photo(
        pk=key,
        citizen=citizen,
        path=path,
        width=picture.width,
        height=picture.height,
        uploaded_at=now,
    )


def _insert_rows(citizen: Citizen, photos: list[Photo]) -> None:
    current = lock_citizen(citizen.pk)
    if not may_upload(current):  # withdrawn while the pictures were encoded
        raise Problem("photo_consent_missing")
    if current.photos.filter(message__isnull=True).count() + len(photos) > MAX_UNUSED:
        raise Problem("photos_too_many")
    Photo.objects.bulk_create(photos)


def attach_to_message(citizen: Citizen, message: QuestionMessage, keys: list[uuid.UUID]) -> None:
    """Attach photos to a message, which owns them from then on. The citizen must be locked.

    Raises Problem `invalid_request` for a missing photo.
    """
    own = Photo.objects.filter(pk__in=keys, citizen=citizen, message__isnull=True)
    if keys and own.update(message=message, citizen=None) != len(set(keys)):
        detail = "Có ảnh không còn hoặc đã được gửi. Vui lòng chọn lại ảnh."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("body", "photos"), "unknown", detail)]
        )


@transaction.atomic
def delete_photos(photos: QuerySet[Photo]) -> int:
    """Delete rows now and files when the transaction commits. Returns how many.

    The rows are locked first: one that is sent at this moment is skipped.
    """
    gone = list(photos.select_for_update(of=("self",)).order_by("pk"))
    Photo.objects.filter(pk__in=[photo.pk for photo in gone]).delete()
    after_commit(lambda: _delete_files([photo.path for photo in gone]))
    return len(gone)


def _delete_files(paths: list[str]) -> int:
    """Delete files and return how many; failures are left to the nightly sweep."""
    return sum(attempt(partial(storage.delete_file, path)) for path in paths)


def unused_photos(before: datetime) -> QuerySet[Photo]:
    """Return the photos uploaded before `before` and never sent."""
    return Photo.objects.filter(message__isnull=True, uploaded_at__lt=before)


def delete_lost_files(before: datetime) -> int:
    """Delete files without a row from days before `before`, left by a process that died.

    Returns how many. Raises `guard.NotOurs`.
    """
    owner.require()
    last = f"{storage.FOLDER}/{timezone.localdate(before):%Y-%m-%d}"
    batch: list[str] = []
    removed = 0
    for path in storage.list_paths():
        if path.rpartition("/")[0] >= last:
            break
        batch.append(path)
        if len(batch) == SWEEP_AT_ONCE:
            removed += _delete_unknown(batch)
            batch = []
    return removed + _delete_unknown(batch)


def _delete_unknown(paths: list[str]) -> int:
    known = needed(paths)
    return _delete_files([path for path in paths if path not in known])


def needed(paths: Sequence[str]) -> set[str]:
    """Return those of these files that belong to a row."""
    return set(Photo.objects.filter(path__in=paths).values_list("path", flat=True))
