"""Uploading evidence in tests."""

from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.media.sealed_files import path_of, read_sealed
from reports.models import Evidence
from tests.foundation.media.pictures import picture

EVIDENCE, TICKET, UPLOADS = (f"/api/v1/evidence/{end}" for end in ("", "ticket/", "uploads/"))
REPORTS = "/api/v1/reports/"
BYTES = "application/octet-stream"


def file(content=None, name="anh.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, picture() if content is None else content, kind)


def upload(client, *contents, path=EVIDENCE):
    """Post files as openMediaPicker does."""
    return client.post(path, {"file": [file(one) for one in contents or [None]]})


def send(client, content, path=EVIDENCE, kind=BYTES):
    """Post a file as the whole body."""
    return client.post(path, content, content_type=kind)


def begin(client, size, query="", **values):
    return client.post(UPLOADS + query, {"size": size, **values}, content_type="application/json")


def part(client, upload_id, offset, content, query=""):
    return client.patch(
        f"{UPLOADS}{upload_id}/{query}",
        content,
        content_type=BYTES,
        headers={"Upload-Offset": str(offset)},
    )


def uploaded(client, content=None):
    """Upload a file and return its row."""
    (one,) = upload(client, content).json()["files"]
    return Evidence.objects.get(pk=one["id"])


def plain(row):
    """Return the bytes that are kept of a file."""
    return b"".join(read_sealed(path_of(row.pk), row.pk, row.key))


def files_on_disk():
    return [path for path in Path(settings.SEALED_ROOT).rglob("*") if path.is_file()]


def anyone():
    return Client(headers={"Accept": "application/json"})
