"""How much may wait unsent, counted by the bytes that came."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from reports.evidence import room
from reports.models import Evidence
from tests.for_each import for_each
from tests.foundation.media.pictures import picture, video
from tests.reports.evidence.uploading import (
    TICKET,
    anyone,
    begin,
    files_on_disk,
    part,
    send,
    upload,
)

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
FILM = video(movie=b"\0" * (3 * MEGABYTE))
MINUTE, MANY = timedelta(minutes=1), 20


def code(response):
    return response.status_code, response.json()["code"]


def stranger(address="203.0.113.1"):
    """Return a client at an address, and the query of a new ticket of theirs."""
    client = anyone()
    client.defaults["REMOTE_ADDR"] = address
    return client, f"?{urlsplit(client.post(TICKET).json()['upload_url']).query}"


def stranger_sends(address="203.0.113.1"):
    """Post a photo under a new ticket."""
    client, query = stranger(address)
    return send(client, picture(), f"/api/v1/evidence/{query}")


def stranger_begins(size, address="203.0.113.1"):
    """Begin an upload under a new ticket; return the client, the answer and the ticket."""
    client, query = stranger(address)
    return client, begin(client, size, query), query


def test_a_full_disk_is_told_before_anything_comes(as_lan, monkeypatch):
    monkeypatch.setattr(room, "free_bytes", lambda: room.LITTLE - 1)
    response = upload(as_lan)
    assert code(response) == (503, "unavailable")
    assert files_on_disk() == []


def test_what_waits_unsent_is_bounded_by_holder(as_lan, as_hung, settings):
    settings.EVIDENCE_UNUSED_FILES = 2
    upload(as_lan, picture(), picture())
    assert code(upload(as_lan)) == (422, "evidence_too_many")
    assert code(begin(as_lan, 100)) == (422, "evidence_too_many")
    assert upload(as_hung).status_code == 200
    assert len(files_on_disk()) == 3


def test_what_waits_without_a_session_is_bounded_together(as_lan, offices, settings):
    settings.EVIDENCE_UNUSED_TICKET_BYTES = len(picture())
    assert stranger_sends().status_code == 200
    assert code(stranger_sends(address="203.0.113.2")) == (503, "unavailable")
    assert upload(as_lan).status_code == 200


def test_declared_sizes_take_no_room(offices, settings):
    settings.EVIDENCE_UNUSED_TICKET_BYTES = 8 * MEGABYTE
    for number in range(MANY):
        address = f"203.0.113.{number}"
        assert stranger_begins(8 * MEGABYTE, address)[1].status_code == 201
    assert stranger_sends().status_code == 200


def test_parts_take_the_room_of_their_bytes(offices, settings):
    client, answer, query = stranger_begins(len(FILM))
    row = answer.json()["id"]
    assert part(client, row, 0, FILM[:MEGABYTE], query).json()["offset"] == MEGABYTE
    assert Evidence.objects.get().size == MEGABYTE
    settings.EVIDENCE_UNUSED_TICKET_BYTES = 2 * MEGABYTE - 1
    refused = part(client, row, MEGABYTE, FILM[MEGABYTE : 2 * MEGABYTE], query)
    assert code(refused) == (503, "unavailable")
    settings.EVIDENCE_UNUSED_TICKET_BYTES = 4 * MEGABYTE
    whole = part(client, row, MEGABYTE, FILM[MEGABYTE:], query)
    assert whole.json()["file"]["size"] == len(FILM)


@for_each("declared", [1, 100])
def test_more_than_was_declared_is_kept_nowhere(offices, declared):
    client, answer, query = stranger_begins(declared)
    refused = part(client, answer.json()["id"], 0, FILM[:MEGABYTE], query)
    assert (code(refused), refused["Upload-Offset"]) == ((422, "evidence_offset"), "0")
    assert Evidence.objects.get().size == 0


def test_one_ticket_has_the_room_of_one_report(offices, settings):
    settings.REPORT_VIDEO_MAX_BYTES = MEGABYTE
    settings.REPORT_MAX_FILES = 2
    client, query = stranger()
    content = video(movie=b"\0" * 900_000)
    path = f"/api/v1/evidence/{query}"
    sent = [send(client, content, path).status_code for _time in range(3)]
    assert sent == [200, 200, 422]


def test_an_address_has_a_bound_and_others_go_on(as_lan, offices, settings):
    settings.EVIDENCE_ADDRESS_BYTES_PER_HOUR = room.ROW_BYTES + len(picture())
    assert stranger_sends().status_code == 200
    assert stranger_begins(100)[1].status_code == 201
    refused = stranger_begins(100)[1]
    assert code(refused) == (429, "throttled")
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert code(stranger_sends()) == (429, "throttled")
    assert stranger_sends(address="203.0.113.2").status_code == 200
    as_lan.defaults["REMOTE_ADDR"] = "203.0.113.1"
    assert upload(as_lan).status_code == 200


def test_an_address_never_fills_the_room_of_all():
    """With two processes, in the 25 hours that a day touches."""
    most = 2 * 25 * django_settings.EVIDENCE_ADDRESS_BYTES_PER_HOUR
    assert most <= django_settings.EVIDENCE_UNUSED_TICKET_BYTES


def test_an_upload_without_bytes_is_over_after_minutes(as_lan, settings, time_machine):
    settings.EVIDENCE_UNUSED_FILES = 1
    row = begin(as_lan, len(FILM)).json()["id"]
    assert code(begin(as_lan, 100)) == (422, "evidence_too_many")
    time_machine.move_to(timezone.now() + room.WITHOUT_BYTES + MINUTE)
    assert code(part(as_lan, row, 0, FILM[:MEGABYTE])) == (404, "not_found")
    assert begin(as_lan, 100).status_code == 201


def test_an_upload_with_bytes_waits_for_a_day(as_lan, time_machine):
    row = begin(as_lan, len(FILM)).json()["id"]
    part(as_lan, row, 0, FILM[:MEGABYTE])
    time_machine.move_to(timezone.now() + timedelta(hours=5))
    assert part(as_lan, row, MEGABYTE, FILM[MEGABYTE:]).json()["file"]["size"] == len(FILM)
