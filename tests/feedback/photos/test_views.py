"""Uploading photos as openMediaPicker does, attaching them, and viewing them."""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from feedback.models import Photo
from feedback.photos import actions, addresses, storage
from feedback.questions import actions as questions
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import TEXT, agree_to_photos, officer_of, picture, question

PHOTOS, TICKET, QUESTIONS = "/api/v1/photos/", "/api/v1/photos/ticket/", "/api/v1/questions/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lan(lan):
    """Return a citizen who agrees to photos."""
    agree_to_photos(lan)
    return lan


def file(content=None, name="a.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, picture() if content is None else content, kind)


def upload(client, *files, path=PHOTOS, field="file"):
    return client.post(path, {field: list(files or [file()])})


def files_on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


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


def test_a_ticket_replaces_the_session_header(as_lan, lan):
    body = as_lan.post(TICKET).json()
    parts = urlsplit(body["upload_url"])
    response = upload(Client(), path=f"{parts.path}?{parts.query}")
    assert response.status_code == 200
    assert Photo.objects.get().citizen == lan


@pytest.mark.parametrize(
    "change", [lambda ticket: ticket[:-1] + "x", lambda _ticket: "1-0", lambda _ticket: "x" * 500]
)
def test_a_forged_ticket_is_refused(as_lan, change):
    ticket = as_lan.post(TICKET).json()["upload_url"].partition("ticket=")[2]
    assert upload(Client(), path=f"{PHOTOS}?ticket={change(ticket)}").status_code in {400, 401}
    assert not Photo.objects.exists()


def test_a_ticket_ends_with_its_session(lan):
    with time_machine.travel("2026-11-20T09:00:00+07:00") as clock:
        ticket = addresses.make_ticket(lan)
        clock.shift(601)
        assert upload(Client(), path=f"{PHOTOS}?ticket={ticket}").status_code == 401
    ticket = addresses.make_ticket(lan)
    type(lan).objects.filter(pk=lan.pk).update(generation=5)
    assert upload(Client(), path=f"{PHOTOS}?ticket={ticket}").status_code == 401


def test_a_ticket_is_only_valid_for_uploads(lan):
    assert Client().get(f"{QUESTIONS}?ticket={addresses.make_ticket(lan)}").status_code == 401


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


def test_the_number_of_unsent_photos_is_limited(as_lan, monkeypatch, tmp_path):
    monkeypatch.setattr(actions, "MAX_UNUSED", 2)
    assert [upload(as_lan).status_code for _time in range(3)] == [200, 200, 422]
    assert len(files_on_disk(tmp_path)) == 2


def test_a_photo_can_only_be_sent_once(as_lan, as_hung, hung, lan):
    names = upload(as_lan, file(), file()).json()["data"]["images"]
    agree_to_photos(hung)
    stolen = as_hung.post(
        QUESTIONS, {"text": TEXT, "photos": names}, content_type="application/json"
    )
    assert (stolen.status_code, stolen.json()["errors"][0]["pointer"]) == (400, "/body/photos")
    body = as_lan.post(
        QUESTIONS, {"text": TEXT, "photos": names}, content_type="application/json"
    ).json()
    assert [photo["width"] for photo in body["messages"][0]["photos"]] == [64, 64]
    again = as_lan.post(QUESTIONS, {"text": TEXT, "photos": names}, content_type="application/json")
    assert again.status_code == 400
    assert Client().get(body["messages"][0]["photos"][0]["url"]).status_code == 200


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


def test_an_address_expires(as_lan, lan):
    with time_machine.travel("2026-11-20T09:00:00+07:00") as clock:
        name = upload(client_of(lan)).json()["data"]["images"][0]
        clock.shift(599)
        assert Client().get(PHOTOS + name).status_code == 200
        clock.shift(2)
        assert Client().get(PHOTOS + name).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "0" * 32,
        "0" * 32 + ".jpg",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "x" * 3000,
        "a.b.c.jpg",
        "%00",
    ],
)
def test_an_unsigned_address_is_refused(name):
    assert Client().get(PHOTOS + name).status_code in {400, 404}


def test_a_changed_address_is_refused(as_lan, lan):
    first, second = upload(as_lan, file(), file()).json()["data"]["images"]
    mixed = second.partition(".")[0] + "." + first.partition(".")[2]
    assert Client().get(PHOTOS + mixed).status_code == 404
    assert Client().get(PHOTOS + addresses.make_ticket(lan)).status_code == 404


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


def test_unsent_photos_are_deleted_after_their_period(
    as_lan, lan, tmp_path, django_capture_on_commit_callbacks
):
    names = upload(as_lan, file(), file()).json()["data"]["images"]
    question(lan, TEXT)
    questions.add_message(
        lan, question(lan), questions.SentMessage("Ảnh đây", (addresses.read_photo_id(names[0]),))
    )
    Photo.objects.update(uploaded_at=timezone.now() - timezone.timedelta(days=2))
    from foundation.records import retention

    unused = next(one for one in retention.classes() if one.name == "unused_photos")
    with django_capture_on_commit_callbacks(execute=True):
        assert unused.apply(timezone.now()) == 1
    assert [photo.pk for photo in Photo.objects.all()] == [addresses.read_photo_id(names[0])]
    assert len(files_on_disk(tmp_path)) == 1


def test_files_without_a_row_are_deleted_after_a_day(as_lan, lan, tmp_path):
    upload(as_lan)
    lost = tmp_path / "photos" / "2026-01-01" / "lost.jpg"
    lost.parent.mkdir()
    lost.write_bytes(b"x")
    today = tmp_path / "photos" / f"{timezone.localdate():%Y-%m-%d}" / "being-written.jpg"
    today.write_bytes(b"x")
    assert actions.delete_lost_files(timezone.now()) == 1
    assert not lost.exists()
    assert len(files_on_disk(tmp_path)) == 2


def test_a_full_disk_leaves_no_photo(as_lan, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.storage, "save", full)
    as_lan.raise_request_exception = False
    assert upload(as_lan).status_code == 500
    assert not Photo.objects.exists()


def test_uploads_are_limited_by_citizen(as_lan, settings):
    settings.THROTTLES = {**settings.THROTTLES, "photo": 2}
    assert [upload(as_lan).status_code for _time in range(3)] == [200, 200, 429]
    other = citizen()
    agree_to_photos(other)
    assert upload(client_of(other)).status_code == 200
