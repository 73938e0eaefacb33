"""Uploading photos as openMediaPicker does, attaching them, and viewing them."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from feedback.models import Photo
from feedback.photos import storage
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import TEXT, agree_to_photos, officer_of, picture
from tests.feedback.photos.uploading import PHOTOS, QUESTIONS, TICKET, file, files_on_disk, upload

pytestmark = pytest.mark.django_db


def test_the_response_suits_open_media_picker(as_lan):
    response = upload(as_lan, file(), file())
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    body = response.json()
    assert body["err"] == 0
    assert body["data"]["domain"] == "http://testserver/api/v1/photos/"
    assert len(body["data"]["images"]) == 2
    address = urlsplit(body["data"]["domain"] + body["data"]["images"][0]).path
    shown = Client().get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown.content.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("field", ["file", "image", "files[]", "bất kỳ"])
def test_any_field_name_is_accepted(as_lan, field):
    assert upload(as_lan, field=field).status_code == 200


def test_uploading_needs_consent(as_hung, hung, tmp_path):
    for response in (upload(as_hung), as_hung.post(TICKET)):
        assert (response.status_code, response.json()["code"]) == (403, "photo_consent_missing")
    assert files_on_disk(tmp_path) == []
    assert (
        as_hung.post(QUESTIONS, {"text": TEXT}, content_type="application/json").status_code == 201
    )


def test_withdrawn_consent_forbids_uploads(as_lan, lan):
    agree_to_photos(lan, granted=False)
    assert upload(as_lan).json()["code"] == "photo_consent_missing"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html></html>",
        b"",
        picture()[:80],
        picture() + b"<script>",
    ],
)
def test_a_refused_file_is_not_stored(as_lan, content, tmp_path):
    response = upload(as_lan, file(), file(content, "anh.jpg"))
    assert (response.status_code, response.json()["code"]) == (422, "photo_refused")
    assert not Photo.objects.exists()
    assert files_on_disk(tmp_path) == []


@pytest.mark.parametrize("count", [0, 5])
def test_the_number_of_photos_is_limited(as_lan, count):
    response = as_lan.post(
        PHOTOS, {"file": [file() for _number in range(count)]} if count else {"text": "x"}
    )
    assert (response.status_code, response.json()["code"]) == (422, "photo_refused")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data", 422),
        (b"--x\r\nContent-Disposition: form-data; na", "multipart/form-data; boundary=x", 422),
        (picture(), "image/jpeg", 415),
    ],
)
def test_only_forms_are_accepted(as_lan, body, kind, status):
    assert as_lan.generic("POST", PHOTOS, body, content_type=kind).status_code == status


def test_uploads_have_their_own_size_limit(as_lan, settings):
    settings.MAX_BODY_BYTES = 100
    assert upload(as_lan).status_code == 200
    assert (
        as_lan.post(QUESTIONS, {"text": "x" * 200}, content_type="application/json").status_code
        == 413
    )
    settings.MAX_BODY_BYTES_BY_PATH = {PHOTOS: 300}
    assert upload(as_lan).status_code == 413


def test_photos_are_served_with_safe_headers(as_lan):
    name = upload(as_lan).json()["data"]["images"][0]
    response = Client().get(PHOTOS + name)
    assert {
        header: response[header]
        for header in ("Cache-Control", "X-Content-Type-Options", "Content-Disposition")
    } == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'inline; filename="anh.jpg"',
    }
    assert "sandbox" in response["Content-Security-Policy"]


def test_officers_see_photos_on_the_question_page(client, as_lan, offices):
    names = upload(as_lan).json()["data"]["images"]
    body = as_lan.post(
        QUESTIONS,
        {"text": TEXT, "photos": names, "office": offices.pk},
        content_type="application/json",
    ).json()
    client.force_login(officer_of(offices))
    page = client.get(f"/quan-tri/feedback/question/{body['id']}/change/").content.decode()
    address = page.partition('<img src="')[2].partition('"')[0]
    assert Client().get(address).status_code == 200


def test_files_have_no_public_address(as_lan, tmp_path):
    upload(as_lan)
    (path,) = files_on_disk(tmp_path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert Client().get(f"/media/{path.relative_to(tmp_path)}").status_code == 404
    with pytest.raises(NotImplementedError):
        storage.storage.url(Photo.objects.get().path)


def test_uploads_are_limited_by_citizen(as_lan, settings):
    settings.THROTTLES = {**settings.THROTTLES, "photo": 2}
    assert [upload(as_lan).status_code for _time in range(3)] == [200, 200, 429]
    other = citizen()
    agree_to_photos(other)
    assert upload(client_of(other)).status_code == 200
