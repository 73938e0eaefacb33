"""The project's addresses, and those that receive a form and a part of an upload."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from foundation.media.receiving import read_body, receive_form
from foundation.media.sealed_files import delete_sealed, path_of
from foundation.media.sealed_parts import upload_to
from police_portal.urls import urlpatterns as of_the_project

MOST = 110_000_000
# One upload at a time is measured: its id and key need no row.
UPLOAD, KEY = UUID(int=1), "00" * 32


def form(request: HttpRequest) -> HttpResponse:
    """Seal the files of a form; answer their SHA-256."""
    (file,) = receive_form(request, MOST, most_files=1).files
    delete_sealed(file.file_id)
    return HttpResponse(file.sealed.sha256)


def part(request: HttpRequest) -> HttpResponse:
    """Add a part; answer how much is kept, or the SHA-256 of the whole file."""
    size, offset = int(request.GET["size"]), int(request.GET["offset"])
    upload = upload_to(path_of(UPLOAD), UPLOAD, KEY, size)
    kept = upload.append(offset, read_body(request, MOST))
    return HttpResponse(upload.finish().sha256 if kept == size else str(kept))


def delete(_request: HttpRequest) -> HttpResponse:
    """Delete the upload, so that it can begin anew."""
    delete_sealed(UPLOAD)
    return HttpResponse()


urlpatterns = [
    *of_the_project,
    path("api/v1/bench/form/", form),
    path("api/v1/bench/part/", part),
    path("api/v1/bench/delete/", delete),
]
