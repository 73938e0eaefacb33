"""The tus protocol 1.0.0: what its specification asks of a server, header by header."""

import base64
import hashlib
from urllib.parse import urlsplit

import pytest

from reports.models import Evidence
from tests.for_each import for_each
from tests.foundation.media.pictures import box, video
from tests.reports.evidence.uploading import TICKET, UPLOADS, anyone, begin, part, plain

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
LARGE = video(more=box(b"free", bytes(range(256)) * 10_000))  # 2.5 MB: three pieces
TUS = {"Tus-Resumable": "1.0.0"}
MEDIA = "application/offset+octet-stream"


def created(client, size=0, path=UPLOADS, **headers):
    length = {"Upload-Length": str(size or len(LARGE))}
    return client.post(path, headers={**TUS, **length, **headers})


def sent(client, location, offset, content, **headers):
    split = urlsplit(location)
    return client.patch(
        f"{split.path}?{split.query}",
        content,
        content_type=MEDIA,
        headers={**TUS, "Upload-Offset": str(offset), **headers},
    )


def metadata(**values):
    return ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items()
    )


def test_a_server_tells_what_it_speaks_without_a_session(settings):
    response = anyone().options(UPLOADS)
    assert (response.status_code, response.content) == (204, b"")
    assert {name: response[name] for name in ("Tus-Version", "Tus-Extension", "Tus-Max-Size")} == {
        "Tus-Version": "1.0.0",
        "Tus-Extension": "creation",
        "Tus-Max-Size": str(settings.REPORT_VIDEO_MAX_BYTES),
    }


def test_a_file_is_created_sent_asked_about_and_finished(as_lan):
    said = metadata(filename="den-do.mp4", picker="web", own_recording="true")
    begun = created(as_lan, **{"Upload-Metadata": said})
    assert (begun.status_code, begun["Tus-Resumable"]) == (201, "1.0.0")
    first = sent(as_lan, begun["Location"], 0, LARGE[:MEGABYTE])
    assert (first.status_code, first.content, first["Upload-Offset"]) == (204, b"", str(MEGABYTE))
    asked = as_lan.head(urlsplit(begun["Location"]).path, headers=TUS)
    assert {name: asked[name] for name in ("Upload-Offset", "Upload-Length", "Cache-Control")} == {
        "Upload-Offset": str(MEGABYTE),
        "Upload-Length": str(len(LARGE)),
        "Cache-Control": "no-store",
    }
    done = sent(as_lan, begun["Location"], MEGABYTE, LARGE[MEGABYTE:])
    assert (done.status_code, done["Upload-Offset"]) == (204, str(len(LARGE)))
    row = Evidence.objects.get()
    assert begun["Location"].rstrip("/").endswith(str(row.pk))  # by which the report names it
    assert hashlib.sha256(plain(row)).digest() == hashlib.sha256(LARGE).digest()
    assert (row.picker, row.own_recording, row.keeps_original) == ("web", True, False)


def test_a_ticket_in_the_address_stays_in_the_address_of_the_upload():
    address = urlsplit(anyone().post(TICKET).json()["uploads_url"])
    begun = created(anyone(), path=f"{address.path}?{address.query}")
    assert urlsplit(begun["Location"]).query == address.query
    assert sent(anyone(), begun["Location"], 0, LARGE).status_code == 204


@for_each("offset", [1, MEGABYTE, len(LARGE)])
def test_another_offset_is_a_conflict_and_changes_nothing(as_lan, offset):
    begun = created(as_lan)
    response = sent(as_lan, begun["Location"], offset, LARGE[:MEGABYTE])
    assert (response.status_code, response.json()["code"]) == (409, "upload_conflict")
    assert (response["Upload-Offset"], response["Tus-Resumable"]) == ("0", "1.0.0")


@for_each("version", ["0.2.2", "2.0.0", "x"])
def test_another_version_is_refused_before_anything_is_done(as_lan, version):
    response = created(as_lan, **{"Tus-Resumable": version})
    assert (response.status_code, response.json()["code"]) == (412, "tus_version")
    assert (response["Tus-Version"], response["Tus-Resumable"]) == ("1.0.0", "1.0.0")
    assert not Evidence.objects.exists()


@for_each(
    ("name", "value"),
    [
        ("Upload-Length", ""),
        ("Upload-Length", "0"),
        ("Upload-Length", "-1"),
        ("Upload-Metadata", "picker ???"),
        ("Upload-Metadata", "picker /w=="),
        ("Upload-Metadata", "picker é"),
        ("Upload-Metadata", metadata(picker="la")),
        ("Upload-Metadata", "x" * 2_001),
    ],
)
def test_a_bad_header_is_refused_by_its_name(as_lan, name, value):
    response = created(as_lan, **{name: value})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (
        400,
        f"/header/{name}",
    )


def test_a_part_has_the_media_type_of_tus(as_lan):
    begun = created(as_lan)
    path = urlsplit(begun["Location"]).path
    headers = {**TUS, "Upload-Offset": "0"}
    response = as_lan.patch(path, b"x", content_type="application/octet-stream", headers=headers)
    assert response.status_code == 415


def test_what_is_too_large_is_refused_when_it_begins(as_lan, settings):
    response = created(as_lan, settings.REPORT_VIDEO_MAX_BYTES + 1)
    assert (response.status_code, response.json()["code"]) == (413, "evidence_too_large")


@for_each("spoken", [True, False])
def test_a_part_of_which_nothing_is_kept_is_no_success(as_lan, spoken):
    if spoken:
        response = sent(as_lan, created(as_lan)["Location"], 0, LARGE[:500])
    else:
        response = part(as_lan, begin(as_lan, len(LARGE)).json()["id"], 0, LARGE[:500])
    assert (response.status_code, response.json()["code"]) == (422, "evidence_part_too_small")
    assert response["Upload-Offset"] == "0"


def test_the_upload_of_somebody_else_is_not_there(as_lan, as_hung):
    begun = created(as_lan)
    assert sent(as_hung, begun["Location"], 0, LARGE).status_code == 404
