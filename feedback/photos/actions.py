"""The only writers of photos: uploading, sending along, deleting."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from citizens.locking import lock_citizen
from citizens.models import Citizen, Consent, Purpose
from feedback.models import Photo, QuestionMessage
from feedback.photos import reading, storage
from foundation.api.problems import FieldError, Problem, pointer

log = structlog.get_logger("police_portal.feedback")

MAX_UNUSED = 12  # of one citizen: three messages' worth
SWEEP_AT_ONCE = 500


def may_upload(citizen: Citizen) -> bool:
    """Tell whether the citizen agrees to our keeping photos: their newest decision about it."""
    newest = Consent.objects.filter(citizen=citizen, purpose=Purpose.PHOTO).order_by("-pk").first()
    return newest is not None and newest.granted


def upload(citizen: Citizen, files: Iterable[Any]) -> list[Photo]:
    """Re-encode and keep photos that belong to no message yet: all of them or none.

    Raises Problem `photo_consent_missing`, `photos_too_many`, `photo_refused`, `photos_busy`.
    """
    if not may_upload(citizen):
        raise Problem("photo_consent_missing")
    kept: list[Photo] = []
    try:
        for file in files:
            picture = reading.read(file, file.size or 0)
            kept.append(_keep(citizen, picture))
        _insert(citizen, kept)
    except BaseException:
        for photo in kept:
            storage.remove(photo.path)
        raise
    log.info("photos_uploaded", citizen=citizen.pk, count=len(kept))
    return kept


def _keep(citizen: Citizen, picture: reading.Picture) -> Photo:
    key, now = uuid.uuid4(), timezone.now()
    path = storage.keep(key, picture.content, timezone.localdate(now))
    return Photo(
        pk=key,
        citizen=citizen,
        path=path,
        width=picture.width,
        height=picture.height,
        uploaded_at=now,
    )


@transaction.atomic
def _insert(citizen: Citizen, photos: list[Photo]) -> None:
    current = lock_citizen(citizen.pk)
    if current.photos.filter(message__isnull=True).count() + len(photos) > MAX_UNUSED:
        raise Problem("photos_too_many")
    Photo.objects.bulk_create(photos)


def attach(citizen: Citizen, message: QuestionMessage, keys: list[uuid.UUID]) -> None:
    """Make photos part of a message.

    Call with the citizen locked. Raises Problem `invalid_request` for any that is not there.

    From now on they belong to the message: their sender no longer stands on them.
    """
    own = Photo.objects.filter(pk__in=keys, citizen=citizen, message__isnull=True)
    if keys and own.update(message=message, citizen=None) != len(set(keys)):
        detail = "Có ảnh không còn hoặc đã được gửi. Vui lòng chọn lại ảnh."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("body", "photos"), "unknown", detail)]
        )


def delete(photos: QuerySet[Photo]) -> int:
    """Delete rows now and their files once the transaction holds; return how many."""
    paths = list(photos.values_list("path", flat=True))
    photos.delete()
    transaction.on_commit(lambda: _remove(paths))
    return len(paths)


def _remove(paths: list[str]) -> None:
    for path in paths:
        storage.remove(path)


def unused(before: datetime) -> QuerySet[Photo]:
    """Return photos that were uploaded before `before` and never sent: for retention."""
    return Photo.objects.filter(message__isnull=True, uploaded_at__lt=before)


def sweep(before: datetime) -> int:
    """Delete files of days before `before` that no row knows, left by a process that died.

    Return how many.
    """
    last = f"{storage.FOLDER}/{timezone.localdate(before):%Y-%m-%d}"
    batch: list[str] = []
    removed = 0
    for path in storage.all_paths():
        if path.rpartition("/")[0] >= last:
            break
        batch.append(path)
        if len(batch) == SWEEP_AT_ONCE:
            removed += _remove_unknown(batch)
            batch = []
    return removed + _remove_unknown(batch)


def _remove_unknown(paths: list[str]) -> int:
    known: set[Any] = set(Photo.objects.filter(path__in=paths).values_list("path", flat=True))
    lost = [path for path in paths if path not in known]
    _remove(lost)
    return len(lost)
