"""Uploading photos in tests."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.foundation.media.pictures import picture

PHOTOS, TICKET, QUESTIONS = "/api/v1/photos/", "/api/v1/photos/ticket/", "/api/v1/questions/"


def file(content=None, name="a.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, picture() if content is None else content, kind)


def ticket(client, **body):
    return client.post(TICKET, body, content_type="application/json")


def upload(client, *files, path=PHOTOS, field="file"):
    return client.post(path, {field: list(files or [file()])})


def files_on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
