"""Storing, attaching and deleting photos."""

import contextlib
import errno
import os
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.utils import timezone

from citizens import actions as citizens
from citizens.models import Purpose
from citizens.privacy.policy import CURRENT
from feedback.models import Photo
from feedback.photos import actions, addresses, storage
from feedback.questions import actions as questions
from foundation.api.problems import Problem
from foundation.media import reencoding
from tests.feedback.factories import TEXT, agree_to_photos, question
from tests.feedback.photos.uploading import QUESTIONS, file, files_on_disk, upload

pytestmark = pytest.mark.django_db


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
    assert len(files_on_disk(tmp_path / "photos")) == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_full_disk_refuses_photos_and_leaves_nothing_of_them(
    as_lan, monkeypatch, tmp_path, number
):
    def full(_content, **_options):
        yield b"half a picture"
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(storage.ContentFile, "chunks", full)
    response = upload(as_lan)
    assert (response.status_code, response.json()["code"]) == (503, "photos_not_kept")
    assert response["Retry-After"] == "60"
    assert not Photo.objects.exists()
    assert files_on_disk(tmp_path) == []


def test_a_photo_is_not_stored_if_consent_is_withdrawn_meanwhile(lan, monkeypatch, tmp_path):
    reencode = reencoding.reencode

    def slow(*args):
        citizens.decide(lan, Purpose.PHOTO, granted=False, policy_version=CURRENT)
        return reencode(*args)

    monkeypatch.setattr(reencoding, "reencode", slow)
    with pytest.raises(Problem) as refused:
        actions.upload_photos(lan, [file()])
    assert refused.value.type.code == "photo_consent_missing"
    assert not Photo.objects.exists()
    assert files_on_disk(tmp_path) == []


def test_a_commit_without_a_reply_keeps_the_files(as_lan, tmp_path, monkeypatch):
    real = transaction.atomic

    @contextlib.contextmanager
    def atomic():
        with real():
            yield
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(actions, "transaction", SimpleNamespace(atomic=atomic))
    assert upload(as_lan).status_code == 503
    assert storage.read_photo(Photo.objects.get().path)
