"""Uploading photos as openMediaPicker does, attaching them, and viewing them."""

import io
from urllib.parse import urlsplit

import pytest
from django.test import Client
from PIL import Image

from citizens.actions import decide
from citizens.models import Consent, Purpose
from citizens.privacy import policy
from feedback.models import Photo
from feedback.photos import addresses
from foundation.storage.opening import private_files
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import TEXT, agree_to_photos, officer_of
from tests.feedback.photos.uploading import PHOTOS, QUESTIONS, file, files_on_disk, ticket, upload
from tests.foundation.media.pictures import picture

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
    for response in (upload(as_hung), ticket(as_hung)):
        assert (response.status_code, response.json()["code"]) == (403, "photo_consent_missing")
    assert files_on_disk(tmp_path) == []
    assert (
        as_hung.post(QUESTIONS, {"text": TEXT}, content_type="application/json").status_code == 201
    )


def test_consent_may_come_with_the_ticket_or_with_the_photo(as_hung, hung):
    assert ticket(as_hung, consent={"policy_version": policy.CURRENT}).status_code == 200
    agree_to_photos(hung, granted=False)
    sent = {"file": file(), "policy_version": policy.CURRENT}
    assert as_hung.post(PHOTOS, sent).status_code == 200
    given = Consent.objects.filter(citizen=hung, granted=True)
    assert {(row.purpose, row.text) for row in given} == {
        ("photo", policy.text_of(policy.CURRENT, "photo"))
    }


def test_an_unknown_policy_is_not_a_consent(as_hung, hung, tmp_path):
    refused = as_hung.post(PHOTOS, {"file": file(), "policy_version": "1999-01"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (
        400,
        "/body/policy_version",
    )
    assert (files_on_disk(tmp_path), Consent.objects.filter(citizen=hung).count()) == ([], 0)


def test_a_refusal_has_a_text_for_the_picker(as_lan):
    refused = upload(as_lan, file(b"<html></html>"))
    body = refused.json()
    assert (refused.status_code, body["err"], body["message"]) == (422, 422, body["detail"])
    assert refused["Content-Type"] == "application/problem+json"


def test_an_invalid_ticket_is_reported_to_the_picker_too():
    assert upload(Client(), path=f"{PHOTOS}?ticket=x").json()["err"] == 401


def test_photos_have_whole_addresses_and_a_small_rendition(as_lan):
    names = upload(as_lan, file(picture(1600, 1200, colour="blue"))).json()["data"]["images"]
    body = {"text": TEXT, "photos": names}
    asked = as_lan.post(QUESTIONS, body, content_type="application/json").json()
    (shown,) = asked["messages"][0]["photos"]
    assert shown["url"].startswith("http://testserver/api/v1/photos/")
    small = Client().get(shown["small_url"])
    assert Image.open(io.BytesIO(small.content)).size == (320, 240)
    assert small["Cache-Control"] == "private, max-age=600"


def test_a_withdrawn_photo_has_no_small_rendition(as_lan, lan):
    upload(as_lan)
    address = addresses.sign_small_path(Photo.objects.get())
    assert Client().get(address).status_code == 200
    decide(lan, Purpose.PHOTO, granted=False, policy_version=policy.CURRENT)
    assert Client().get(address).status_code == 404


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
        private_files().url(Photo.objects.get().path)


def test_uploads_are_limited_by_citizen(as_lan, settings):
    settings.THROTTLES = {**settings.THROTTLES, "photo": 2}
    assert [upload(as_lan).status_code for _time in range(3)] == [200, 200, 429]
    other = citizen()
    agree_to_photos(other)
    assert upload(client_of(other)).status_code == 200
