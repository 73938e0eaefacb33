"""Two machines share a bucket: what is sent to one is seen on the other, and gone everywhere.

A machine is a process with folders of its own; both share the database.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from announcements import jobs
from announcements.models import Picture
from announcements.pictures.keeping import read_size, remove_files
from announcements.pictures.sweeping import delete_lost_files
from feedback.models import Photo
from feedback.photos import actions as photos
from foundation.api import readiness
from foundation.files.away import StorageAway
from foundation.scale.bucket import opening, places
from reports.evidence import removing, sweeping, verifying
from reports.evidence.custody_ends import REGISTER, read_end
from reports.models import Evidence
from tests.announcements.factories import picture as announcement_picture
from tests.feedback.factories import agree_to_photos
from tests.feedback.photos.uploading import upload as upload_photos
from tests.foundation.media.pictures import box, picture, video
from tests.reports.conftest import *  # noqa: F403  # fixtures: offices, lan
from tests.reports.evidence.conftest import *  # noqa: F403  # fixtures: verifier, attach
from tests.reports.evidence.uploading import begin, part, plain, upload, uploaded
from tests.s3 import keep_versions, names, versions

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture
def machine(settings, tmp_path, bucket):
    """Return a function that goes on on another machine; it proves that this one keeps no file."""

    def go_to(name):
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        settings.MEDIA_ROOT = tmp_path / name / "media"
        settings.SEALED_ROOT = tmp_path / name / "media" / "sealed"

    go_to("a")
    return go_to


@pytest.fixture
def away(s3_line, bucket, monkeypatch):
    """Return the line to the bucket: while `is_cut` is True it is away."""
    monkeypatch.setattr(places, "REST_SECONDS", 0.0)
    return s3_line


def code(response):
    return response.status_code, response.json()["code"]


def look(client, row, **headers):
    return client.get(reverse("evidence-look", args=[row.pk]), headers=headers)


def photo_address(as_lan):
    body = upload_photos(as_lan).json()["data"]
    return body["domain"].removeprefix("http://testserver") + body["images"][0]


# --- photos --------------------------------------------------------------------------------------


def test_a_photo_sent_to_one_machine_is_seen_on_the_other_and_gone_on_both(
    machine, bucket, as_lan, lan, committed
):
    keep_versions(bucket)
    agree_to_photos(lan)
    address = photo_address(as_lan)
    (name,) = names(bucket)
    photo = Photo.objects.get()
    assert name == f"portal/photos/{timezone.localdate():%Y-%m-%d}/{photo.pk.hex}.jpg"
    machine("b")
    shown = Client().get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    with committed():
        photos.delete_photos(Photo.objects.all())
    machine("a")
    assert Client().get(address).status_code == 404
    assert versions(bucket) == []


def test_of_a_photo_that_cannot_be_kept_nothing_is_left(machine, bucket, as_lan, lan, away):
    agree_to_photos(lan)
    away.is_cut = True
    refused = upload_photos(as_lan)
    assert code(refused) == (503, "photos_not_kept")
    assert refused["Retry-After"] == "60"
    assert not Photo.objects.exists()
    away.is_cut = False
    assert names(bucket) == []


def test_away_only_files_are_refused(machine, as_lan, lan, away):
    agree_to_photos(lan)
    address = photo_address(as_lan)
    away.is_cut = True
    refused = Client().get(address)
    assert code(refused) == (503, "files_away")
    assert refused["Retry-After"] == "10"
    assert "ông/bà" in refused.json()["detail"].lower()
    assert as_lan.get("/api/v1/me/").status_code == 200
    assert any(text.startswith("Không gọi được kho tệp") for text in readiness.warnings())
    away.is_cut = False
    assert Client().get(address).status_code == 200


def test_a_slow_bucket_is_given_up_in_time(machine, bucket, as_lan, lan, away, monkeypatch):
    agree_to_photos(lan)
    address = photo_address(as_lan)
    monkeypatch.setattr(bucket, "_places", places.Places(1, seconds=0.3))
    with away.silent():
        assert code(Client().get(address)) == (503, "files_away")
        with pytest.raises(StorageAway, match=r"busy|rests"):
            bucket.read_range("photos/a", 0, 1)


def test_a_photo_that_could_not_be_deleted_is_swept(machine, bucket, as_lan, lan, away, committed):
    agree_to_photos(lan)
    photo_address(as_lan)
    away.is_cut = True
    with committed():
        photos.delete_photos(Photo.objects.all())
    away.is_cut = False
    assert len(names(bucket)) == 1
    assert photos.delete_lost_files(timezone.now() + timedelta(days=1)) == 1
    assert names(bucket) == []


def test_readiness_warns_of_the_bucket_not_of_the_disk(machine, away):
    assert [text for text in readiness.warnings() if "Kho tệp" in text or "Đĩa" in text] == []


# --- evidence ------------------------------------------------------------------------------------


def test_a_video_comes_in_parts_to_two_machines_and_is_watched_on_both(
    machine, bucket, as_lan, as_verifier, report, committed
):
    from reports.evidence import attaching

    film = video(more=box(b"free", bytes(range(256)) * 12_000))
    upload_id = begin(as_lan, len(film)).json()["id"]
    assert part(as_lan, upload_id, 0, film[:MEGABYTE]).json()["offset"] == MEGABYTE
    machine("b")
    assert as_lan.get(f"/api/v1/evidence/uploads/{upload_id}/").json()["offset"] == MEGABYTE
    assert part(as_lan, upload_id, MEGABYTE, film[MEGABYTE:]).json()["file"]
    row = Evidence.objects.get()
    hexed = row.pk.hex
    assert names(bucket) == [f"portal/sealed/{hexed[:2]}/{hexed}"]
    with committed():
        attaching.attach(report, [row])
    machine("a")
    row.refresh_from_db()
    assert verifying.verify(row) == []
    asked = look(as_verifier, row, Range="bytes=1048570-1048590")
    assert (asked.status_code, b"".join(asked.streaming_content)) == (206, film[1048570:1048591])
    assert b"".join(look(as_verifier, row).streaming_content) == film


def test_away_evidence_is_refused_and_never_called_broken(
    machine, bucket, photo, film, as_verifier, as_lan, away
):
    away.is_cut = True
    for row in (photo, film):
        for headers in ({}, {"Range": "bytes=5-9"}):
            as_verifier.raise_request_exception = False
            answer = look(as_verifier, row, **headers)
            assert (answer.status_code, answer["Retry-After"]) == (503, "10")
            assert "đồng chí" in answer.content.decode().lower()
    before = Evidence.objects.count()
    refused = upload(as_lan, picture(size=(70, 70)))
    assert code(refused) == (503, "files_away")
    assert Evidence.objects.count() == before
    away.is_cut = False
    photo.refresh_from_db()
    assert (photo.fault, verifying.verify(photo)) == ("", [])
    assert len(names(bucket)) == 5  # two originals, the ends of two chains and of the register


def test_a_part_whose_writing_failed_goes_on_where_it_was(machine, as_lan, away):
    film = video(more=box(b"free", bytes(range(256)) * 6_000))
    upload_id = begin(as_lan, len(film)).json()["id"]
    part(as_lan, upload_id, 0, film[:MEGABYTE])
    away.is_cut = True
    assert code(part(as_lan, upload_id, MEGABYTE, film[MEGABYTE:])) == (503, "files_away")
    away.is_cut = False
    assert part(as_lan, upload_id, MEGABYTE, film[MEGABYTE:]).json()["file"]
    assert plain(Evidence.objects.get()) == film


def test_deleted_evidence_is_gone_with_its_versions_and_the_end_of_its_chain_stays(
    machine, bucket, photo, committed
):
    from django.db import transaction

    from reports.evidence import removing

    keep_versions(bucket)
    with committed(), transaction.atomic():
        removing.remove(Evidence.objects.all())
    ends = [f"portal/sealed/{one.hex[:2]}/{one.hex}.custody" for one in (photo.pk, REGISTER)]
    assert sorted(names(bucket)) == sorted(ends)
    assert {one["Key"] for one in versions(bucket)} == set(names(bucket))
    assert read_end(photo.pk).count == photo.custody.count()


def test_what_no_row_knows_is_swept(machine, bucket, as_lan, photo):
    lost = uploaded(as_lan, picture(size=(70, 70)))
    half = begin(as_lan, 3 * MEGABYTE).json()["id"]
    part(as_lan, half, 0, video(more=box(b"free", b"x" * MEGABYTE))[:MEGABYTE])
    Evidence.objects.exclude(pk=photo.pk).delete()
    assert sweeping.delete_lost_files(timezone.now()) == 0  # they are young
    assert sweeping.delete_lost_files(timezone.now() + timedelta(days=2)) == 2
    kept = (photo.pk.hex, REGISTER.hex)
    assert all(name.split("/")[-1].startswith(kept) for name in names(bucket))
    assert lost.pk.hex not in str(names(bucket))


# --- pictures of announcements -------------------------------------------------------------------


def test_pictures_are_shared_removed_and_swept(machine, bucket, offices, away, committed):
    row = announcement_picture()
    width = row.sizes[0]["width"]
    machine("b")
    assert read_size(row.pk, width)
    away.is_cut = True
    with committed():
        assert remove_files([row.pk]) == 1
    away.is_cut = False
    assert len(names(bucket)) == len(row.sizes)
    kept = announcement_picture()
    assert delete_lost_files(timezone.now() + timedelta(days=1)) == len(row.sizes)
    assert read_size(row.pk, width) is None
    jobs.sweep_pictures()
    assert read_size(kept.pk, width)
    assert Picture.objects.count() == 2


# --- moving what is on disk ----------------------------------------------------------------------


def test_files_of_a_disk_are_copied_into_the_bucket(
    bucket, settings, tmp_path, as_lan, lan, attach
):
    url, settings.STORAGE_URL = settings.STORAGE_URL, ""
    settings.MEDIA_ROOT, settings.SEALED_ROOT = tmp_path / "media", tmp_path / "elsewhere"
    agree_to_photos(lan)
    address, row = photo_address(as_lan), attach()
    settings.STORAGE_URL = url
    assert Client().get(address).status_code == 404
    call_command("copy_files_to_storage")
    assert names(bucket) == []
    call_command("copy_files_to_storage", "--apply")
    assert Client().get(address).status_code == 200
    assert verifying.verify(row) == []
    assert len(names(bucket)) == 4  # the photo, the evidence, its end and the register's
    opening.bucket().remove("photos/none")


@pytest.fixture
def copied(bucket, settings, tmp_path, as_lan, lan, attach):
    """Keep a photo, a picture and evidence on a disk, copy them, and return them with their names.

    From then on the service works on the bucket.
    """
    url, settings.STORAGE_URL = settings.STORAGE_URL, ""
    settings.MEDIA_ROOT, settings.SEALED_ROOT = tmp_path / "media", tmp_path / "elsewhere"
    agree_to_photos(lan)
    upload_photos(as_lan)
    rows = Photo.objects.get(), announcement_picture(), attach()
    settings.STORAGE_URL = url
    call_command("copy_files_to_storage", "--apply")
    return *rows, names(bucket)


def test_copying_again_brings_nothing_back_that_was_erased(copied, bucket, committed):
    photo, announced, row, before = copied
    with committed():
        photos.delete_photos(Photo.objects.filter(pk=photo.pk))
        remove_files([announced.pk])
        removing.remove(Evidence.objects.filter(pk=row.pk))
    left = names(bucket)
    ends = [name for name in before if name.endswith(".custody")]
    assert left == ends
    call_command("copy_files_to_storage", "--apply")
    assert names(bucket) == left
    assert verifying.check_chain(row) == []  # its end says that it was deleted


def test_copying_again_replaces_nothing(copied, bucket, settings, committed, capsys):
    row = copied[2]
    with committed():
        verifying.verify(row)
    end = read_end(row.pk)
    Path(settings.SEALED_ROOT, row.path).write_bytes(b"broken on the old disk")
    call_command("copy_files_to_storage")
    call_command("copy_files_to_storage", "--apply")
    assert capsys.readouterr().out == "Cần chép 0 tệp, 0.0 MB.\nĐã chép 0 tệp, 0.0 MB.\n"
    assert read_end(row.pk) == end
    assert verifying.verify(row) == []


def test_a_later_end_on_the_disk_is_brought(copied, bucket, settings, committed):
    """Instances go on with the disk behind the first copy, until they are stopped."""
    row, url = copied[2], settings.STORAGE_URL
    settings.STORAGE_URL = ""
    with committed():
        verifying.verify(row)
    end = read_end(row.pk)
    settings.STORAGE_URL = url
    assert read_end(row.pk).count < end.count
    call_command("copy_files_to_storage", "--apply")
    assert read_end(row.pk) == end


def test_files_that_no_row_knows_are_not_copied(copied, bucket, settings):
    for name in ("photos/2026-11-23/" + "a" * 32 + ".jpg", "photos/notes.txt"):
        stray = Path(settings.MEDIA_ROOT, name)
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"x")
    Path(settings.SEALED_ROOT, "ab").mkdir()
    Path(settings.SEALED_ROOT, "ab", "ab" * 16).write_bytes(b"x")
    call_command("copy_files_to_storage", "--apply")
    assert names(bucket) == copied[3]
