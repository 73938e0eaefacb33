"""Uploads that a repetition, a sweep or a lost answer overtakes: no file goes that a row needs."""

import contextlib
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction

from foundation.media.sealed_files import delete_sealed
from foundation.media.sealed_parts import BucketUpload
from foundation.media.sealed_uploads import WrongSize
from reports.evidence import attaching, receiving
from reports.models import Evidence
from tests.foundation.media.pictures import picture
from tests.reports.evidence.uploading import (
    begin,
    files_on_disk,
    part,
    plain,
    upload,
)

pytestmark = pytest.mark.django_db
CONTENT = picture()


@pytest.fixture
def upload_id(as_lan):
    """Begin an upload of a picture."""
    return begin(as_lan, len(CONTENT)).json()["id"]


@pytest.fixture
def meanwhile(monkeypatch):
    """Return a function that does something while the first request examines its file."""

    def do(work, examine=receiving.examine):
        works, real = [work], receiving.examine

        def examine_later(*arguments):
            if not works:
                return real(*arguments)
            works.pop()()
            return examine(*arguments)

        monkeypatch.setattr(receiving, "examine", examine_later)

    return do


@pytest.fixture
def repeat_and_send(as_lan, report, committed, upload_id):
    """Return what repeats the last part, empty as the app does, and sends the file."""

    def repeat():
        assert part(as_lan, upload_id, len(CONTENT), b"").json()["file"]
        with committed():
            attaching.attach(report, [Evidence.objects.get(pk=upload_id)])

    return repeat


def is_sent_whole(upload_id, report):
    row = Evidence.objects.get(pk=upload_id)
    return (row.report_id, plain(row)) == (report.pk, CONTENT)


def test_evidence_that_a_repetition_sent_stays(
    as_lan, report, upload_id, meanwhile, repeat_and_send
):
    meanwhile(repeat_and_send)
    slower = part(as_lan, upload_id, 0, CONTENT)
    assert is_sent_whole(upload_id, report)
    assert slower.json()["file"]["sha256"] == Evidence.objects.get().sha256


def test_a_slower_request_that_refuses_the_file_takes_nothing_away(
    as_lan, report, upload_id, meanwhile, repeat_and_send
):
    def refuse(*_arguments):
        raise receiving.Refused(receiving.FOREIGN)

    meanwhile(repeat_and_send, refuse)
    assert part(as_lan, upload_id, 0, CONTENT).json()["offset"] == len(CONTENT)
    assert is_sent_whole(upload_id, report)


def test_another_first_part_that_is_no_evidence_takes_nothing_away(
    as_lan, report, upload_id, bucket, monkeypatch, repeat_and_send
):
    """In a bucket no lock keeps two requests apart."""
    real, works = receiving.declared_type, [1]

    def declared_type(head):
        if works:
            works.pop()
            part(as_lan, upload_id, 0, CONTENT)
            repeat_and_send()
        return real(head)

    monkeypatch.setattr(receiving, "declared_type", declared_type)
    assert part(as_lan, upload_id, 0, b"MZ" + CONTENT[2:]).json()["file"]
    assert is_sent_whole(upload_id, report)


def test_of_an_upload_that_was_swept_while_it_was_examined_nothing_stays(
    as_lan, upload_id, meanwhile
):
    meanwhile(Evidence.objects.filter(pk=upload_id).delete)
    assert part(as_lan, upload_id, 0, CONTENT).status_code == 404
    assert files_on_disk() == []


def test_an_upload_whose_file_is_gone_begins_anew(as_lan, upload_id, meanwhile):
    row = Evidence.objects.get(pk=upload_id)
    meanwhile(lambda: delete_sealed(row.pk))
    lost = part(as_lan, upload_id, 0, CONTENT)
    assert (lost.json()["code"], lost["Upload-Offset"]) == ("evidence_offset", "0")
    assert part(as_lan, upload_id, 0, CONTENT).json()["file"]


def test_pieces_that_another_machine_puts_together_are_told_to_be_there(
    as_lan, upload_id, bucket, monkeypatch
):
    """The slower one found no whole file, and then no pieces any more."""
    real, others = BucketUpload.finish, [BucketUpload.finish]

    def finish(upload):
        if others:
            others.pop()(upload)
            raise WrongSize
        return real(upload)

    monkeypatch.setattr(BucketUpload, "finish", finish)
    late = part(as_lan, upload_id, 0, CONTENT)
    assert (late.json()["code"], late["Upload-Offset"]) == ("evidence_offset", str(len(CONTENT)))
    assert part(as_lan, upload_id, len(CONTENT), b"").json()["file"]


def test_a_commit_whose_answer_was_lost_keeps_the_file(as_lan, monkeypatch):
    real = transaction.atomic

    @contextlib.contextmanager
    def atomic():
        with real():
            yield
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(receiving, "transaction", SimpleNamespace(atomic=atomic))
    assert upload(as_lan).status_code == 503
    assert plain(Evidence.objects.get()) == CONTENT
