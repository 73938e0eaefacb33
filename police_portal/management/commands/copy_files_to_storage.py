"""Copy the files of this machine into the bucket of STORAGE_URL; nothing is deleted here."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from announcements.pictures.keeping import FOLDER as PICTURES
from feedback.photos.storage import FOLDER as PHOTOS
from foundation.media.sealed_files import FOLDER as SEALED
from foundation.media.sealed_files import UNFINISHED
from foundation.storage import configuration
from foundation.storage.opening import bucket
from foundation.storage.paths import BucketPath

MEGABYTE = 1024 * 1024
SMALL = 4096  # ends of chains of custody, which change in place


class Command(BaseCommand):
    help = "Chép ảnh, bằng chứng trên máy này vào kho STORAGE_URL; không có --apply thì chỉ đếm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--apply",
            action="store_true",
            help="Chép thật; chạy lại được, chỉ chép tệp còn thiếu hoặc khác.",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Copy what is missing, or another file, in the bucket."""
        if not configuration.is_set():
            raise CommandError("Chưa đặt STORAGE_URL.")
        count, size = 0, 0
        for path, place in _missing():
            count, size = count + 1, size + path.stat().st_size
            if options["apply"]:
                _copy(path, place)
        done = "Đã chép" if options["apply"] else "Cần chép"
        self.stdout.write(f"{done} {count} tệp, {size / MEGABYTE:.1f} MB.")


def _missing() -> Iterator[tuple[Path, BucketPath]]:
    media = Path(settings.MEDIA_ROOT)
    roots = {PHOTOS: media / PHOTOS, PICTURES: media / PICTURES, SEALED: Path(settings.SEALED_ROOT)}
    for folder, root in roots.items():
        there = {one.name: one.size for one in bucket().walk(folder)}
        for path in sorted(root.rglob("*")):
            name = f"{folder}/{path.relative_to(root).as_posix()}"
            if not path.is_file() or path.name.endswith(UNFINISHED):
                continue
            size = path.stat().st_size
            if there.get(name) != size or (size < SMALL and _differs(path, name)):
                yield path, BucketPath(name)


def _differs(path: Path, name: str) -> bool:
    return bucket().read_range(name, 0, SMALL)[0] != path.read_bytes()


def _copy(path: Path, place: BucketPath) -> None:
    place.unlink()
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
