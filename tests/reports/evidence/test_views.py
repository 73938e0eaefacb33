"""Uploading evidence over HTTP: whole, in parts, under tickets; and what is refused."""

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image

from citizens.models import AccessEntry
from foundation.media import reencoding, sealed_uploads
from foundation.records.encryption import decrypt
from reports.evidence import holders, receiving
from reports.models import Evidence, captured
from reports.querysets import citizen_hash
from tests.for_each import for_each
from tests.foundation.media.pictures import box, heic, picture, video
from tests.reports.evidence.uploading import (
    EVIDENCE,
    REPORTS,
    TICKET,
    UPLOADS,
    anyone,
    begin,
    files_on_disk,
    part,
    plain,
    send,
    upload,
    uploaded,
)

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


def code(response):
    return response.status_code, response.json()["code"]


# --- whole files ---------------------------------------------------------------------------------


def test_files_are_kept_as_they_came_and_answered_with_their_fingerprint(as_lan, lan):
    contents = [picture(), video(), heic()]
    response = upload(as_lan, *contents, path=f"{EVIDENCE}?picker=photo&own_recording=true")
    body = response.json()
    assert (response.status_code, response["Cache-Control"], body["err"]) == (200, "no-store", 0)
    assert [(one["sha256"], one["size"], one["type"]) for one in body["files"]] == [
        (hashlib.sha256(content).hexdigest(), len(content), kind)
        for content, kind in zip(contents, ["image/jpeg", "video/mp4", "image/heic"], strict=True)
    ]
    assert body["data"]["images"] == [one["id"] for one in body["files"]]
    for one, content in zip(body["files"], contents, strict=True):
        row = Evidence.objects.get(pk=one["id"])
        assert plain(row) == content
        assert (row.picker, row.own_recording, row.keeps_original) == ("photo", True, False)
        assert row.holder_hash == citizen_hash(lan)


def test_a_file_may_be_the_whole_body(as_lan):
    (one,) = send(as_lan, video(b"qt  "), kind="video/quicktime").json()["files"]
    assert (one["type"], plain(Evidence.objects.get())) == ("video/quicktime", video(b"qt  "))


def test_when_and_where_it_was_taken_is_sealed_in_the_row(as_lan, now):
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2026:11:20 08:15:00"}
    exif[0x8825] = {1: "N", 2: (21.0, 19.0, 30.0), 3: "E", 4: (105.0, 23.0, 0.0)}
    row = uploaded(as_lan, picture(exif=exif))
    own = captured.unpack(row.captured)
    assert own.at == datetime(2026, 11, 20, 1, 15, tzinfo=UTC)
    assert own.point == pytest.approx((21.325, 105.38333), abs=1e-4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT captured FROM reports_evidence")
        assert decrypt(cursor.fetchone()[0]) == captured.pack(own)
    assert row.picture_hash is not None


@for_each(
    ("content", "answer"),
    [
        (b"", (422, "evidence_broken")),
        (picture()[:400], (422, "evidence_broken")),
        (video()[:-20], (422, "evidence_broken")),
        (b"MZ\x90\0" + bytes(300), (422, "evidence_type")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>" + b" " * 90, (422, "evidence_type")),
        (picture() + b"<script>alert(1)</script>", (422, "evidence_type")),
        (picture() + b"PK\x05\x06" + bytes(18), (422, "evidence_type")),
    ],
)
@for_each("way", [upload, send])
def test_of_what_is_no_evidence_nothing_stays(as_lan, way, content, answer):
    response = way(as_lan, content)
    assert code(response) == answer
    body = response.json()
    assert (body["err"], body["message"]) == (answer[0], body["detail"])
    assert (files_on_disk(), Evidence.objects.count()) == ([], 0)


def test_one_refused_file_refuses_the_form(as_lan):
    assert upload(as_lan, picture(), picture()[:400]).status_code == 422
    assert (files_on_disk(), Evidence.objects.count()) == ([], 0)


def test_a_form_without_files_is_refused(as_lan):
    assert code(as_lan.post(EVIDENCE, {"text": "x"})) == (422, "evidence_broken")
    assert code(as_lan.post(EVIDENCE, "{}", content_type="application/json")) == (
        415,
        "unsupported_media_type",
    )


def test_each_kind_has_its_bound(as_lan, settings):
    settings.REPORT_PHOTO_MAX_BYTES, settings.REPORT_VIDEO_MAX_BYTES = 1_000, 4_000
    large = video(more=box(b"free", bytes(2_000)))
    for response in (
        send(as_lan, picture(200, 200, colour="blue", quality=100)),
        send(as_lan, large),
        begin(as_lan, 4_001),
    ):
        assert code(response) == (413, "evidence_too_large")
    assert "MB" in response.json()["detail"]
    assert files_on_disk() == []


def test_bodies_have_the_bounds_of_their_addresses(as_lan, settings):
    settings.MAX_BODY_BYTES_BY_PATH = {EVIDENCE: 300}
    assert code(send(as_lan, bytes(301))) == (413, "body_too_large")
    row = begin(as_lan, 100).json()
    assert code(part(as_lan, row["id"], 0, bytes(4 * MEGABYTE + 1))) == (413, "body_too_large")


def test_a_picture_of_too_many_pixels_is_kept_and_never_decoded(as_lan):
    """An original cannot be taken again; its size on disk is bounded all the same."""
    bomb = picture(20_001, 1, form="PNG")
    assert uploaded(as_lan, bomb).picture_hash is None


def test_when_pictures_are_decoded_elsewhere_the_file_is_taken_without_a_hash(as_lan, settings):
    settings.PHOTOS_AT_ONCE = 0
    assert uploaded(as_lan).picture_hash is None


# --- tickets -------------------------------------------------------------------------------------


def ticket(client):
    answer = client.post(TICKET).json()
    return answer | {name: _path(answer[name]) for name in ("upload_url", "uploads_url")}


def _path(url):
    split = urlsplit(url)
    return f"{split.path}?{split.query}"


def test_a_ticket_stands_for_the_citizens_session(as_lan, lan):
    assert upload(anyone(), path=ticket(as_lan)["upload_url"]).status_code == 200
    assert Evidence.objects.get().holder_hash == citizen_hash(lan)


def test_without_a_session_the_ticket_is_the_holder(offices):
    given = ticket(anyone())
    upload(anyone(), path=given["upload_url"])
    assert Evidence.objects.get().holder_hash == holders.holder_of_ticket(given["ticket"])


def test_without_session_and_ticket_nothing_is_uploaded(offices):
    for response in (upload(anyone()), begin(anyone(), 10), part(anyone(), UPLOADS[-1], 0, b"")):
        assert response.status_code in {401, 404}
    assert upload(anyone()).json()["code"] == "unauthenticated"


def test_forged_tickets_and_those_of_others_are_refused(as_lan, as_hung):
    lans = ticket(as_lan)["upload_url"]
    nobodys = ticket(anyone())["upload_url"]
    for client, path in (
        (anyone(), lans[:-1] + ("A" if lans[-1] != "A" else "B")),
        (anyone(), f"{EVIDENCE}?ticket=x"),
        (as_hung, lans),
        (as_hung, nobodys),
    ):
        assert code(upload(client, path=path)) == (401, "evidence_ticket_ended")
    assert files_on_disk() == []


@for_each(("who", "later"), [("lan", timedelta(minutes=61)), ("nobody", timedelta(hours=25))])
def test_old_tickets_are_refused(as_lan, time_machine, now, who, later):
    path = ticket(as_lan if who == "lan" else anyone())["upload_url"]
    assert upload(anyone(), path=path).status_code == 200
    time_machine.shift(later)
    assert code(upload(anyone(), path=path)) == (401, "evidence_ticket_ended")


def test_a_ticket_ends_with_the_citizens_sessions(as_lan):
    path = ticket(as_lan)["upload_url"]
    as_lan.delete("/api/v1/session/?everywhere=true")
    assert code(upload(anyone(), path=path)) == (401, "evidence_ticket_ended")


def test_a_citizens_ticket_sends_no_files(as_lan):
    """It stood in an address: whoever finds it there must not send what was uploaded under it."""
    assert holders.holder_of_ticket(ticket(as_lan)["ticket"]) == holders.NOBODY


# --- in parts ------------------------------------------------------------------------------------

LARGE = video(more=box(b"free", bytes(range(256)) * 10_000))  # 2.5 MB: three pieces


def test_a_file_comes_in_parts_and_goes_on_where_it_was_cut_off(as_lan):
    row = begin(as_lan, len(LARGE), picker="video").json()
    assert (row["offset"], row["part_bytes"], row["file"]) == (0, 4 * MEGABYTE, None)
    first = part(as_lan, row["id"], 0, LARGE[: MEGABYTE + 500]).json()
    assert (first["offset"], first["file"]) == (MEGABYTE, None)  # whole pieces are kept
    asked = as_lan.head(f"{UPLOADS}{row['id']}/")
    assert (asked.status_code, asked["Upload-Offset"]) == (200, str(MEGABYTE))
    done = part(as_lan, row["id"], MEGABYTE, LARGE[MEGABYTE:]).json()
    assert done["offset"] == len(LARGE)
    assert done["file"]["sha256"] == hashlib.sha256(LARGE).hexdigest()
    kept = Evidence.objects.get()
    assert (plain(kept), kept.picker) == (LARGE, "video")
    assert as_lan.get(f"{UPLOADS}{row['id']}/").json() == done


def test_a_part_that_comes_twice_changes_nothing(as_lan):
    row = begin(as_lan, len(LARGE)).json()
    part(as_lan, row["id"], 0, LARGE[:MEGABYTE])
    again = part(as_lan, row["id"], 0, LARGE[:MEGABYTE])
    assert (code(again), again["Upload-Offset"]) == ((422, "evidence_offset"), str(MEGABYTE))
    done = part(as_lan, row["id"], MEGABYTE, LARGE[MEGABYTE:])
    assert part(as_lan, row["id"], MEGABYTE, LARGE[MEGABYTE:]).json() == done.json()
    assert plain(Evidence.objects.get()) == LARGE


@for_each("offset", ["", "-1", "1.5", "٣", "9" * 30])
def test_the_offset_is_a_number(as_lan, offset):
    row = begin(as_lan, 100).json()
    response = part(as_lan, row["id"], offset, b"x")
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (
        400,
        "/header/Upload-Offset",
    )


def test_more_than_was_declared_is_refused(as_lan):
    row = begin(as_lan, 100).json()
    response = part(as_lan, row["id"], 0, LARGE[:200])
    assert (code(response), response["Upload-Offset"]) == ((422, "evidence_offset"), "0")


def test_of_parts_that_make_no_evidence_nothing_stays(as_lan):
    for content in (b"MZ" + bytes(200), LARGE[:-100]):
        row = begin(as_lan, len(content)).json()
        assert part(as_lan, row["id"], 0, content).status_code == 422
        assert as_lan.get(f"{UPLOADS}{row['id']}/").status_code == 404
    assert (files_on_disk(), Evidence.objects.count()) == ([], 0)


def test_a_process_that_died_before_it_said_so_has_lost_nothing(as_lan, monkeypatch):
    row = begin(as_lan, len(LARGE)).json()
    monkeypatch.setattr(receiving, "examine", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        part(as_lan, row["id"], 0, LARGE)
    monkeypatch.undo()
    assert as_lan.get(f"{UPLOADS}{row['id']}/").json()["offset"] == len(LARGE)
    assert part(as_lan, row["id"], len(LARGE), b"").json()["file"]["size"] == len(LARGE)


def test_two_requests_do_not_write_to_one_upload(as_lan):
    row = Evidence.objects.get(pk=begin(as_lan, len(LARGE)).json()["id"])
    with receiving._upload_of(row)._locked():
        response = part(as_lan, row.pk, 0, LARGE)
    assert (code(response), response["Retry-After"]) == ((503, "evidence_busy"), "2")
    assert part(as_lan, row.pk, 0, LARGE).json()["file"]


def test_uploads_of_others_look_like_missing_ones(as_lan, as_hung, hung):
    row = begin(as_lan, len(LARGE)).json()
    for response in (
        as_hung.get(f"{UPLOADS}{row['id']}/"),
        part(as_hung, row["id"], 0, LARGE),
        part(anyone(), row["id"], 0, LARGE, "?" + ticket(anyone())["uploads_url"].split("?")[1]),
    ):
        assert code(response) == (404, "not_found")
    assert AccessEntry.objects.filter(citizen=hung, allowed=False).count() == 2


def test_an_upload_under_a_ticket_is_sent_with_it(offices, now):
    given = ticket(anyone())
    query = "?" + given["uploads_url"].split("?")[1]
    row = begin(anyone(), len(LARGE), query).json()
    part(anyone(), row["id"], 0, LARGE, query)
    body = {
        "kind": "traffic_violation",
        "words": "Xe vượt đèn đỏ.",
        "evidence": [row["id"]],
        "evidence_ticket": given["ticket"],
        "identity": "anonymous",
    }
    sent = anyone().post(REPORTS, body, content_type="application/json")
    assert sent.status_code == 201, sent.json()
    assert sent.json()["evidence"][0]["sha256"] == hashlib.sha256(LARGE).hexdigest()


def test_a_line_that_breaks_keeps_what_came(as_lan, monkeypatch):
    row = begin(as_lan, len(LARGE)).json()

    def broken(request, most):
        yield LARGE[: MEGABYTE + 10]
        raise receiving.Refused("cut off")

    monkeypatch.setattr(receiving, "read_body", broken)
    response = part(as_lan, row["id"], 0, LARGE)
    assert (code(response), response["Upload-Offset"]) == ((422, "evidence_offset"), str(MEGABYTE))
    assert sealed_uploads.PIECE == MEGABYTE


def test_nothing_comes_behind_an_erasure(as_hung, hung, monkeypatch):
    examine = receiving.examine

    def erased_meanwhile(*arguments):
        hung.erased_at, hung.zalo_user_id, hung.name = timezone.now(), None, ""
        hung.save()
        return examine(*arguments)

    monkeypatch.setattr(receiving, "examine", erased_meanwhile)
    assert upload(as_hung).json()["code"] == "session_ended"
    assert (files_on_disk(), Evidence.objects.count()) == ([], 0)


def test_the_lock_of_decoders_is_the_houses(as_lan, monkeypatch):
    taken = []
    one = reencoding.CITIZENS.one
    monkeypatch.setattr(reencoding.CITIZENS, "one", lambda: taken.append(1) or one())
    upload(as_lan)
    assert taken == [1]
