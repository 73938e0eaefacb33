"""The command that deletes photo files without a row."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone


def lost_file(folder, age):
    """Write a file that no row knows into the folder of the day `age` days ago."""
    day = timezone.localdate() - timedelta(days=age)
    path = folder / "photos" / f"{day:%Y-%m-%d}" / "lost.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    return path


def test_only_files_from_before_yesterday_are_deleted(db, settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path
    old, yesterday = lost_file(tmp_path, 2), lost_file(tmp_path, 1)
    call_command("sweep_photos")
    assert (old.exists(), yesterday.exists()) == (False, True)
    assert capsys.readouterr().out == "Đã xoá 1 tệp ảnh không còn dùng.\n"
