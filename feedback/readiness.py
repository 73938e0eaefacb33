"""Warnings for operators about the disk of photos."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from foundation.scale.bucket import configuration

# Enough for 500 photos of pure noise (2 MB each, measured at 2,000 × 1,500); ordinary ones are
# smaller.
LITTLE = 1024**3
MEBIBYTE = 1024**2


def warnings() -> Iterator[str]:
    """Warn if photos are refused, or will be soon; foundation/media warns about a bucket."""
    if configuration.is_set():
        return
    wanted = Path(settings.MEDIA_ROOT)
    folder = next(path for path in (wanted, *wanted.parents) if path.is_dir())
    if not os.access(folder, os.W_OK):
        yield "Không ghi được vào thư mục ảnh: ảnh của công dân đang bị từ chối."
    free = shutil.disk_usage(folder).free
    if free < LITTLE:
        yield f"Đĩa chứa ảnh còn {free // MEBIBYTE} MB: khi hết chỗ, ảnh của công dân bị từ chối."
