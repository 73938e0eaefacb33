"""Copy the files of this machine into the bucket of STORAGE_URL; nothing is deleted here.

It may be repeated at any time, also while the service uses the bucket: existing files are kept, and
erased ones do not come back. The bucket's sweep deletes what is erased at that very moment.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from announcements.pictures import sweeping as pictures
from announcements.pictures.keeping import FOLDER as PICTURES
from feedback.photos import actions as photos
from feedback.photos.storage import FOLDER as PHOTOS
from foundation.media.sealed_files import FOLDER as SEALED
from foundation.media.sealed_files import UNFINISHED
from foundation.scale.bucket import configuration
from foundation.scale.bucket.opening import bucket
from foundation.scale.bucket.paths import BucketPath
from reports.evidence import sweeping as evidence
from reports.evidence.custody_ends import keep_end, later_ends

MEGABYTE = 1024 * 1024
AT_ONCE = 500
Needed = Callable[[Sequence[str]], set[str]]


class Command(BaseCommand):
    help = "Chép ảnh, bằng chứng trên máy này vào kho STORAGE_URL; không có --apply thì chỉ đếm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply",
            action="store_true",
            help="Chép thật; chạy lại được, chỉ chép tệp còn thiếu và còn cần.",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Copy files that the bucket lacks, and later ends of chains of custody."""
        if not configuration.is_set():
            raise CommandError("Chưa đặt STORAGE_URL.")
        count, size = 0, 0
        for path, name in _missing():
            with suppress(FileNotFoundError):  # erased meanwhile
                count, size = count + 1, size + path.stat().st_size
                if options["apply"]:
                    _copy(path, BucketPath(name))
        for evidence_id, end in later_ends(Path(settings.SEALED_ROOT)):
            count += 1
            if options["apply"]:
                keep_end(evidence_id, end)
        done = "Đã chép" if options["apply"] else "Cần chép"
        self.stdout.write(f"{done} {count} tệp, {size / MEGABYTE:.1f} MB.")


def _missing() -> Iterator[tuple[Path, str]]:
    """Yield the files that have a row and are not in the bucket, with their names there."""
    media = Path(settings.MEDIA_ROOT)
    yield from _missing_below(PHOTOS, media / PHOTOS, photos.needed)
    yield from _missing_below(PICTURES, media / PICTURES, pictures.needed)
    yield from _missing_below(SEALED, Path(settings.SEALED_ROOT), evidence.needed)


def _missing_below(folder: str, root: Path, needed: Needed) -> Iterator[tuple[Path, str]]:
    there = {one.name for one in bucket().walk(folder)}
    names = ((path, f"{folder}/{path.relative_to(root).as_posix()}") for path in _files(root))
    missing = ((path, name) for path, name in names if name not in there)
    while batch := list(islice(missing, AT_ONCE)):
        kept = needed([name for _path, name in batch])
        yield from ((path, name) for path, name in batch if name in kept)


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.endswith(UNFINISHED):
            yield path


def _copy(path: Path, place: BucketPath) -> None:
    writer = place.writer()
    try:
        with path.open("rb") as file:
            while chunk := file.read(MEGABYTE):
                writer.write(chunk)
        with suppress(FileExistsError):
            writer.finish()
    except BaseException:
        writer.discard()
        raise
