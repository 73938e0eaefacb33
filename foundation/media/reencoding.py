"""Convert an uploaded file to a clean JPEG, without metadata and places.

Every photo is decoded and encoded again, so none of the uploaded bytes are passed on. Its parts are
counted before (`essentials`), and its pixels are limited by format, because decoders need different
amounts of memory for each (docs/decisions/0046-benchmarks.md has the figures). A separate process
with limited memory and time decodes it (`picture_process`).
"""

import contextlib
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import orjson
import structlog
from django.conf import settings

from foundation.api.problems import Problem
from foundation.counting import places as counting
from foundation.media import picture_process
from foundation.media.essentials import Broken, Essentials, TooManyParts, read_essentials
from foundation.media.file_types import ENDS, HEAD, FileType, declared_type, has_foreign_content
from foundation.processes import forks
from foundation.records import bounded_process
from foundation.records.process_memory import return_freed_memory

log = structlog.get_logger("police_portal.media")

# A side that no phone produces: a strip of 1 × 16,000,000 is an attack, not a photo.
LONGEST_SIDE = 20_000
MEGA = 1_000_000
# Maximum of decoded pixels by format. A baseline JPEG is scaled while it is decoded (`draft`), so
# it may be as large as phones make them (108 megapixels). One of several scans, as all progressive
# ones, keeps its coefficients, up to 8 bytes a pixel; PNG needs 4 bytes a pixel and as many again
# to drop an alpha channel; WebP's decoder has three copies.
MAX_PIXELS: Mapping[str, int] = {
    "JPEG": 120 * MEGA,
    "JPEG of several scans": 13 * MEGA,
    "PNG": 12_500_000,
    "WEBP": 5 * MEGA,
}
# The formats that Pillow decodes; HEIC and videos have no rendition.
PICTURES = frozenset({FileType.JPEG, FileType.PNG, FileType.WEBP})
# Much more than the processor time of one picture: beyond it the machine is overloaded.
LONGEST_SECONDS = 30


@dataclass(frozen=True)
class Picture:
    """A clean JPEG."""

    content: bytes
    width: int
    height: int


def refusal(why: str) -> Problem:
    """Return the Problem of a refused file, with a Vietnamese reason."""
    return Problem("photo_refused", why)


NO_PICTURE = "Tệp này không phải ảnh JPEG, PNG hoặc WebP. Vui lòng chọn ảnh khác."
BROKEN = "Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Vui lòng chọn lại ảnh."
TOO_MANY_PIXELS = (
    "Ảnh có kích thước quá lớn. Vui lòng chụp ở độ phân giải thấp hơn hoặc chọn ảnh khác."
)
TOO_MANY_PARTS = "Ảnh có cấu trúc bất thường nên không được nhận. Vui lòng chụp lại ảnh."
FOREIGN = "Tệp ảnh có chứa nội dung lạ nên không được nhận. Vui lòng chụp lại ảnh."


def _busy() -> Problem:
    return Problem("photos_busy", retry_after=2)


class Places:
    """Limits how many photos a group of people re-encodes at once in this process.

    PHOTOS_TOGETHER limits it over all processes that share a cache, under the name `kind`. `nice`
    is the lower priority of the group.
    """

    def __init__(self, kind: str, nice: int = 0) -> None:
        self._kind, self.nice = kind, nice
        forks.begin(self._begin)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Take a place.

        Raises Problem `photos_busy` if none is free: waiting would block a thread.
        """
        with self._lock:
            if self._taken >= settings.PHOTOS_AT_ONCE:
                raise _busy()
            self._taken += 1
        try:
            with self._one_of_all():
                yield
        finally:
            return_freed_memory()
            with self._lock:
                self._taken -= 1

    @contextlib.contextmanager
    def _one_of_all(self) -> Iterator[None]:
        leave = counting.enter(self._kind, settings.PHOTOS_TOGETHER)
        if leave is None:
            raise _busy()
        try:
            yield
        finally:
            leave()


# Each group has its own places: people without a session are not even identified.
CITIZENS, OFFICERS = Places("photos"), Places("photos-of-officers")
STRANGERS = Places("photos-of-strangers", nice=10)


def reencode(
    file: IO[bytes], size: int, most_bytes: int | None = None, places: Places = CITIZENS
) -> Picture:
    """Return the picture as a JPEG of at most 2,000 pixels a side, upright, on white, clean.

    `size` is the file's size in bytes, at most `most_bytes`, by default PHOTO_MAX_BYTES. Raises
    Problem `photo_refused` with a Vietnamese reason, and `photos_busy`; and BrokenSeal if it is a
    sealed file that was changed.
    """
    most = settings.PHOTO_MAX_BYTES if most_bytes is None else most_bytes
    if size == 0:
        raise refusal(BROKEN)
    if size > most:
        raise refusal(f"Ảnh lớn hơn {most // MEGA} MB. Vui lòng chọn ảnh nhỏ hơn.")
    with places.one():
        file.seek(0)
        return _decode(_examine(file.read()), places.nice)


def _examine(content: bytes) -> bytes:
    """Return the essentials for the decoder. Raises Problem for anything it must not see."""
    kind = declared_type(content[:HEAD])
    if kind is None or kind not in PICTURES:
        raise refusal(NO_PICTURE)
    # Re-encoding would drop the foreign part, but it is an attack.
    if has_foreign_content(content[:ENDS], content[-ENDS:]):
        raise refusal(FOREIGN)
    try:
        found = read_essentials(content, kind)
    except Broken:
        raise refusal(BROKEN) from None
    except TooManyParts:
        raise refusal(TOO_MANY_PARTS) from None
    _check_sides(found, kind)
    return found.content


def _check_sides(found: Essentials, kind: FileType) -> None:
    name = "JPEG of several scans" if found.keeps_coefficients else kind.name
    sides = (found.width, found.height)
    if min(sides) <= 0 or max(sides) > LONGEST_SIDE:
        raise refusal(TOO_MANY_PIXELS)
    if found.width * found.height > MAX_PIXELS[name]:
        raise refusal(TOO_MANY_PIXELS)


def _decode(content: bytes, nice: int) -> Picture:
    """Return the picture as `picture_process` writes it."""
    done = _run(content, nice)
    head, _line, encoded = done.stdout.partition(b"\n")
    answer: dict[str, Any] = orjson.loads(head) if head else {"error": f"ended {done.returncode}"}
    if "error" in answer:
        log.info("photo_unreadable", error=answer["error"])
        raise refusal(BROKEN)
    return Picture(encoded, answer["width"], answer["height"])


def _run(content: bytes, nice: int) -> subprocess.CompletedProcess[bytes]:
    """Run `picture_process` on a picture within its limits."""
    command = bounded_process.command(
        picture_process.__file__,
        cpu_seconds=picture_process.CPU_SECONDS,
        memory_bytes=picture_process.MEMORY_BYTES,
        nice=nice,
    )
    try:
        return subprocess.run(  # noqa: S603  # our own program, no shell
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _busy() from None
