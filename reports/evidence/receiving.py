"""Receives files: whole ones as a form or as a body, and large ones in parts.

A file that was acknowledged is on disk, and its row with its key in the database; of one that was
refused nothing is left. Dying at any moment leaves a file that no row knows, which the sweep
deletes, or an upload that goes on. A file goes only when no row needs it: a part that is repeated
may complete the upload, which is then sent, while the first request still examines it.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from citizens.locking import stay_without_lock
from foundation.api.middleware import declared_length
from foundation.api.problems import Problem
from foundation.media.file_types import FOREIGN, HEAD, UNKNOWN, Refused, declared_type
from foundation.media.receiving import read_body, receive_form
from foundation.media.sealed_files import Sealed, delete_sealed, path_of, write_sealed
from foundation.media.sealed_parts import upload_to
from foundation.media.sealed_pieces import BrokenSeal, new_key
from foundation.media.sealed_uploads import SealedUpload, UploadBusy, WrongOffset, WrongSize
from foundation.media.upload_handler import TooLarge
from foundation.storage.opening import attempt
from reports.evidence import room
from reports.evidence.examining import Findings, examine
from reports.evidence.holders import Holder
from reports.models import Evidence

log = structlog.get_logger("police_portal.reports")

PART_BYTES = 4 * 1024 * 1024
MEGABYTE = 1024 * 1024
BUSY_SECONDS = 2


@dataclass(frozen=True)
class Said:
    """What the sender says of a file: how it was picked, and what they promise."""

    picker: str = ""
    own_recording: bool = False
    keeps_original: bool = False


def receive_files(request: HttpRequest, holder: Holder, said: Said) -> list[Evidence]:
    """Keep the files of a form: all or none. Raises Problem."""
    _expect(request, holder)
    with _refusals():
        form = receive_form(request, settings.EVIDENCE_REQUEST_BYTES, settings.REPORT_MAX_FILES)
    if not form.files:
        raise Problem("evidence_broken", "Chưa có tệp nào được gửi lên.")
    return _keep(holder, said, [(one.file_id, one.sealed) for one in form.files])


def receive_body(request: HttpRequest, holder: Holder, said: Said) -> list[Evidence]:
    """Keep the body of a request as one file. Raises Problem."""
    _expect(request, holder)
    file_id = uuid4()
    with _refusals():
        body = _begins_well(read_body(request, settings.REPORT_VIDEO_MAX_BYTES))
        sealed = write_sealed(body, path_of(file_id), file_id)
    return _keep(holder, said, [(file_id, sealed)])


def _expect(request: HttpRequest, holder: Holder, files: int = 1) -> None:
    """Refuse a body for which there is no room, before any of it is read. Raises Problem."""
    coming = declared_length(request)
    room.admit(holder, coming)
    room.require_room(holder, files, coming)


def _keep(holder: Holder, said: Said, files: Sequence[tuple[UUID, Sealed]]) -> list[Evidence]:
    """Insert the rows of sealed files, or delete the files."""
    with contextlib.ExitStack() as leftovers:
        for file_id, _sealed in files:
            leftovers.callback(attempt, partial(delete_sealed, file_id))
        rows = [_complete_row(holder, said, file_id, sealed) for file_id, sealed in files]
        with transaction.atomic():
            _take_room(holder, len(rows), sum(row.size for row in rows))
            Evidence.objects.bulk_create(rows)
            leftovers.pop_all()  # a commit without an answer may be done: then the sweep decides
    log.info("evidence_received", files=len(rows))
    return rows


def _complete_row(holder: Holder, said: Said, file_id: UUID, sealed: Sealed) -> Evidence:
    with _refusals():
        findings = examine(file_id, sealed, timezone.now(), holder.places)
    row = _row(holder, said, file_id, sealed.key)
    _fill(row, sealed, findings)
    return row


def _row(holder: Holder, said: Said, file_id: UUID, key: str) -> Evidence:
    return Evidence(
        pk=file_id,
        holder_hash=holder.mark,
        path=f"{file_id.hex[:2]}/{file_id.hex}",
        key=key,
        picker=said.picker,
        own_recording=said.own_recording,
        keeps_original=said.keeps_original,
    )


def _fill(row: Evidence, sealed: Sealed, findings: Findings) -> None:
    row.size, row.sha256, row.media_type = sealed.size, sealed.sha256, findings.kind.value
    row.captured, row.picture_hash = findings.captured, findings.picture_hash
    row.completed_at = timezone.now()


def _take_room(holder: Holder, files: int, coming: int = 0) -> None:
    if holder.citizen:
        stay_without_lock(holder.citizen.pk, holder.mark)  # nothing may come behind an erasure
    room.take_room(holder, files, coming)


# --- in parts ------------------------------------------------------------------------------------


def begin_upload(holder: Holder, size: int, said: Said) -> Evidence:
    """Return the row of an upload of `size` bytes in parts. Raises Problem."""
    if size > settings.REPORT_VIDEO_MAX_BYTES:
        raise _too_large(settings.REPORT_VIDEO_MAX_BYTES)
    row = _row(holder, said, uuid4(), new_key())
    row.expected_size = size
    room.admit(holder, room.ROW_BYTES)
    with transaction.atomic():
        _take_room(holder, 1)
        row.save(force_insert=True)
    return row


def kept_bytes(row: Evidence) -> int:
    """Return where an upload goes on. Raises Problem `evidence_busy`."""
    if row.completed_at:
        return row.size
    with _refusals():
        return _upload_of(row).kept()


def receive_part(request: HttpRequest, holder: Holder, row: Evidence, offset: int) -> int:
    """Add the body of a request to an upload at byte `offset`, and return how much is kept.

    The last part completes the file. Nothing is locked in the database while it comes. Raises
    Problem `evidence_offset`, and as `receive_body`; a file that is refused is gone then.
    """
    if row.completed_at:
        return row.size
    _expect(request, holder, files=0)
    upload = _upload_of(row)
    body = read_body(request, PART_BYTES)
    kept = _append(row, upload, offset, body if offset else _begins_well(body))
    if kept == offset < row.expected_size and declared_length(request):
        raise _goes_on_at(kept, "evidence_part_too_small")
    Evidence.objects.filter(pk=row.pk, completed_at__isnull=True).update(size=kept)
    if kept == row.expected_size and not row.completed_at:
        _complete(holder, row, upload)
    return kept


def _append(row: Evidence, upload: SealedUpload, offset: int, chunks: Iterable[bytes]) -> int:
    try:
        with _refusals():
            return upload.append(offset, chunks)
    except WrongOffset as error:
        if error.kept == offset == row.expected_size:  # all came, and then a process died
            return offset
        raise _goes_on_at(error.kept) from None
    except WrongSize:
        raise _goes_on_at(kept_bytes(row)) from None
    except Problem as problem:
        if problem.type.code == "evidence_broken":  # the line broke: what came is kept
            raise _goes_on_at(kept_bytes(row)) from None
        if problem.type.code != "evidence_type" or _discard(row):
            raise
        return row.size


def _complete(holder: Holder, row: Evidence, upload: SealedUpload) -> None:
    """Examine a whole file and fill its row; of one that is refused nothing stays."""
    try:
        with _refusals():
            sealed = upload.finish()
            findings = examine(row.pk, sealed, timezone.now(), holder.places)
    except (WrongSize, FileNotFoundError):  # another request has finished or deleted it
        raise _goes_on_at(kept_bytes(row)) from None
    except Problem as problem:
        if problem.type.code == "evidence_busy" or _discard(row):
            raise
        return
    with transaction.atomic():
        is_there = _lock(row)
        if is_there and row.completed_at:
            return
        if is_there:
            _fill(row, sealed, findings)
            row.save()
    if not is_there:  # swept, or erased with its citizen
        attempt(partial(delete_sealed, row.pk))
        raise Problem("not_found")
    log.info("evidence_received", files=1)


def _discard(row: Evidence) -> bool:
    """Delete an upload and what came of it; return False if another request has completed it."""
    with transaction.atomic():
        if _lock(row) and row.completed_at:
            return False
        Evidence.objects.filter(pk=row.pk).delete()
    attempt(partial(delete_sealed, row.pk))
    return True


def _lock(row: Evidence) -> bool:
    """Lock an upload, and bring `row` up to date with it; return False if it is gone."""
    try:
        row.refresh_from_db(from_queryset=Evidence.objects.select_for_update())
    except Evidence.DoesNotExist:
        return False
    return True


def _upload_of(row: Evidence) -> SealedUpload:
    return upload_to(path_of(row.pk), row.pk, row.key, row.expected_size)


# --- refusals ------------------------------------------------------------------------------------


def _begins_well(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file as it comes, unless its first bytes say that it is of no kind that is taken."""
    waiting = iter(chunks)
    first = next(waiting, b"")
    if len(first) >= HEAD and declared_type(first[:HEAD]) is None:
        raise Refused(UNKNOWN)
    yield first
    yield from waiting


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Say to the client what foundation/media refuses."""
    try:
        yield
    except Refused as error:
        wrong_type = str(error) in (UNKNOWN, FOREIGN)
        raise Problem("evidence_type" if wrong_type else "evidence_broken", str(error)) from None
    except TooLarge as error:
        raise _too_large(error.most) from None
    except BrokenSeal:
        raise Problem("evidence_broken") from None
    except UploadBusy:
        raise Problem("evidence_busy", retry_after=BUSY_SECONDS) from None


def _too_large(most: int) -> Problem:
    return Problem(
        "evidence_too_large",
        f"Tệp lớn hơn {most // MEGABYTE} MB. Vui lòng chọn ảnh hoặc đoạn video ngắn hơn.",
    )


def _goes_on_at(kept: int, code: str = "evidence_offset") -> Problem:
    problem = Problem(code)
    problem.headers["Upload-Offset"] = str(kept)
    return problem
