"""Officers look at evidence, put it into quarantine and export it, over HTTP."""

import io
import json
import re
import subprocess
import zipfile

import pytest
from django.urls import reverse
from PIL import Image

from citizens.models import AccessEntry
from foundation.desk.roles import Role
from foundation.media import reencoding
from foundation.media.sealed_files import path_of
from reports.evidence import signing
from reports.evidence.verifying import check_chain
from reports.models import Report
from tests.for_each import for_each
from tests.foundation.media.pictures import box, heic, picture, video
from tests.offices.factories import office
from tests.reports import factories
from tests.reports.evidence.conftest import browser_of
from tests.reports.evidence.uploading import anyone
from tests.reports.officers import leader_of, officer_of

pytestmark = pytest.mark.django_db
KEY = "/api/v1/evidence/public-key/"


def look(client, row, **headers):
    return client.get(reverse("evidence-look", args=[row.pk]), headers=headers)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def acts(row):
    return list(row.custody.order_by("sequence").values_list("act", flat=True))


# --- looking -------------------------------------------------------------------------------------


@pytest.fixture
def marked_photo(attach):
    """Return a photo whose own data name its camera."""
    exif = Image.Exif()
    exif[0x0110] = "Máy của Lan"
    return attach(picture(exif=exif))


def test_a_photo_is_shown_encoded_again_and_the_look_is_noted(as_verifier, verifier, marked_photo):
    row = marked_photo
    response = look(as_verifier, row)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert b" Lan" not in response.content
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert row.custody.order_by("-sequence")[0].officer == verifier
    assert acts(row)[-1] == "viewed"
    entry = AccessEntry.objects.get(subject_kind="evidence")
    assert (entry.officer, entry.subjects, entry.allowed) == (verifier, str(row.pk), True)


RANGES = [
    "bytes=1-",
    "bytes=0-",
    "bytes=0-0",
    "bytes=1-1",
    "bytes=-500",
    "bytes=999999999-",
    "bytes=0-1,5-9",
    "bytes=1-,0-",
    "Bytes=1-",
    "bytes=١-",
    "seconds=1-",
    "bytes=9-1",
    "1-",
    "bytes",
]
CONDITIONS = [
    {"Range": "bytes=1-", "If-Range": '"x"'},
    {"Range": "bytes=5-", "If-Range": "Sun, 29 Nov 2026 08:00:00 GMT"},
    {"Range": "bytes=1-", "If-None-Match": "*"},
    {"If-Modified-Since": "Sun, 29 Nov 2026 08:00:00 GMT"},
    {"Accept": "application/octet-stream"},
]


@for_each("sent", [{"Range": one} for one in RANGES] + CONDITIONS)
def test_no_header_gives_the_original_of_a_photo(as_verifier, marked_photo, sent):
    response = look(as_verifier, marked_photo, **sent)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Content-Disposition"] == 'inline; filename="anh.jpg"'
    assert b" Lan" not in body(response)
    given = marked_photo.custody.order_by("-sequence")[0]
    assert (given.act, given.note) == ("viewed", "Ảnh vẽ lại, không có dữ liệu riêng của tệp")


@for_each("method", ["head", "post", "put", "options"])
def test_no_method_gives_the_original_of_a_photo(as_verifier, marked_photo, method):
    path = reverse("evidence-look", args=[marked_photo.pk])
    response = getattr(as_verifier, method)(path, headers={"Range": "bytes=1-"})
    assert response.status_code in {200, 403, 405}
    assert b" Lan" not in body(response)


def test_a_photo_that_cannot_be_drawn_leaves_by_export_only(as_verifier, marked_photo, monkeypatch):
    monkeypatch.setitem(reencoding.MAX_PIXELS, "JPEG", 1)
    for sent in ({}, {"Range": "bytes=1-"}):
        response = look(as_verifier, marked_photo, **sent)
        assert response.status_code == 422
        assert "Xuất bằng chứng" in response.content.decode()
    assert acts(marked_photo)[-1] == "attached"
    assert export(as_verifier, marked_photo.report).status_code == 200
    assert acts(marked_photo)[-1] == "exported"


def test_other_forms_of_ranges_give_the_whole_of_a_video(as_verifier, film):
    for sent in (
        {"Range": "bytes=-5"},
        {"Range": "bytes=0-1,4-5"},
        {"Range": "bytes=1-2", "If-Range": '"x"'},
    ):
        response = look(as_verifier, film, **sent)
        assert (response.status_code, body(response)) == (200, video())
    assert [one.note for one in film.custody.filter(act="viewed")] == ["Bản gốc"] * 3


def test_a_part_beyond_the_end_is_no_look(as_verifier, film):
    assert look(as_verifier, film, Range=f"bytes={film.size}-").status_code == 416
    assert acts(film)[-1] == "attached"


def test_a_video_goes_out_as_a_download_in_the_parts_that_are_asked_for(as_verifier, attach):
    original = video(more=box(b"free", bytes(range(256)) * 6_000))
    row = attach(original)
    whole = look(as_verifier, row)
    assert body(whole) == original
    assert whole["Content-Disposition"] == (
        f'attachment; filename="{row.report.number}-{row.pk.hex[:8]}.mp4"'
    )
    assert (whole["Content-Security-Policy"], whole["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox",
        "nosniff",
    )
    part = look(as_verifier, row, Range="bytes=1048570-1048590")
    assert (part.status_code, body(part)) == (206, original[1048570:1048591])
    assert part["Content-Range"] == f"bytes 1048570-1048590/{len(original)}"
    rest = look(as_verifier, row, Range="bytes=1500000-")
    assert body(rest) == original[1_500_000:]
    assert look(as_verifier, row, Range=f"bytes={len(original)}-").status_code == 416
    assert acts(row).count("viewed") == 1  # a player asks for parts: one look


def test_a_look_that_begins_in_the_middle_is_a_look(as_verifier, film):
    look(as_verifier, film, Range="bytes=10-20")
    assert acts(film)[-1] == "viewed"


def test_a_photo_that_nothing_here_decodes_is_a_download(as_verifier, attach):
    response = look(as_verifier, attach(heic()))
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], body(response)) == ("image/heic", heic())


def test_who_may_look(offices, photo):
    elsewhere = office("ca-xa-khac", name="Công an xã Khác")
    for officer, status in (
        (officer_of(offices, Role.VERIFIER), 200),
        (leader_of(offices), 200),
        (officer_of(offices, Role.RECEIVER), 403),
        (officer_of(elsewhere, Role.VERIFIER), 404),
        (officer_of(offices, Role.ADMINISTRATOR), 403),
    ):
        assert look(browser_of(officer), photo).status_code == status
    refused = AccessEntry.objects.filter(subject_kind="evidence", allowed=False)
    assert refused.count() == 2
    assert acts(photo).count("viewed") == 2


def test_what_waits_unsent_nobody_sees(as_leader, as_lan):
    from tests.reports.evidence.uploading import uploaded

    assert look(as_leader, uploaded(as_lan)).status_code == 404


def test_what_is_not_sound_is_not_shown(as_verifier, photo, film):
    for row in (photo, film):
        path_of(row.pk).write_bytes(b"x" * 100)
        response = look(as_verifier, row)
        assert (response.status_code, response.templates == []) == (422, True)
        assert "không còn" in response.content.decode()
        row.refresh_from_db()
        assert (row.fault, acts(row)[-1]) == ("file", "attached")
        assert look(as_verifier, row).status_code == 422


def test_a_part_of_a_lost_file_is_refused_before_anything_is_sent(as_verifier, film):
    path_of(film.pk).unlink()
    assert look(as_verifier, film, Range="bytes=5-9").status_code == 422


def test_when_other_pictures_are_decoded_the_officer_is_told(as_verifier, photo, settings):
    settings.PHOTOS_AT_ONCE = 0
    response = look(as_verifier, photo)
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert acts(photo)[-1] == "attached"


# --- quarantine ----------------------------------------------------------------------------------


def quarantine(client, row, reason="Hình ảnh trẻ em"):
    return client.post(reverse("evidence-quarantine", args=[row.pk]), {"reason": reason})


def test_quarantined_evidence_only_leaders_open(as_verifier, as_leader, photo):
    assert quarantine(as_verifier, photo).status_code == 302
    assert look(as_verifier, photo).status_code == 403
    assert quarantine(as_verifier, photo).status_code == 403
    assert look(as_leader, photo).status_code == 200
    quarantine(as_leader, photo, "Xem nhầm")
    assert look(as_verifier, photo).status_code == 200
    notes = photo.custody.filter(act="quarantined").order_by("sequence")
    assert [one.note for one in notes] == ["Hình ảnh trẻ em", "Bỏ cách ly: Xem nhầm"]


def test_a_double_click_does_not_turn_a_quarantine_around(as_verifier, photo):
    page = as_verifier.get(reverse("evidence-quarantine", args=[photo.pk])).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "reason": "Hình ảnh trẻ em"}
    for _click in range(2):
        as_verifier.post(reverse("evidence-quarantine", args=[photo.pk]), form)
    photo.refresh_from_db()
    assert photo.quarantined


def test_quarantine_needs_a_reason(as_verifier, photo):
    assert quarantine(as_verifier, photo, "").status_code == 200
    photo.refresh_from_db()
    assert not photo.quarantined


# --- export --------------------------------------------------------------------------------------


def export(client, report, reason="Chuyển cơ quan điều tra"):
    return client.post(reverse("evidence-export", args=[report.pk]), {"reason": reason})


def unpacked(response, folder):
    content = body(response)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def commands(folder):
    """Return the commands of the README inside."""
    text = (folder / "DOC-TRUOC.txt").read_text()
    return re.findall(r"^    \$ (.+)$", text, re.MULTILINE)


def run(command, folder):
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def exported(as_verifier, photo, film, tmp_path, committed):
    with committed():
        response = export(as_verifier, photo.report)
        assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
        return unpacked(response, tmp_path / "zip")


def test_an_export_is_proven_by_the_commands_of_its_readme_alone(exported):
    check, verify, fingerprint = commands(exported)
    assert run(check, exported).returncode == 0
    signed = run(verify, exported)
    assert signed.returncode == 0, signed.stderr
    assert "Signature Verified Successfully" in signed.stdout
    published = anyone().get(KEY)
    assert run(fingerprint, exported).stdout.split()[0] == signing.fingerprint()
    assert published.content.decode().split()[1] == signing.fingerprint()


def test_an_export_that_was_changed_proves_nothing(exported):
    check, verify, _fingerprint = commands(exported)
    (photo,) = exported.glob("bang-chung/*.jpg")
    photo.write_bytes(photo.read_bytes() + b"x")
    assert run(check, exported).returncode != 0
    sums = exported / "SHA256SUMS"
    sums.write_text(sums.read_text().replace("a", "b"))
    assert run(verify, exported).returncode != 0


def test_an_export_holds_the_originals_and_their_chain_but_nothing_of_the_sender(
    exported, photo, film, lan, verifier
):
    originals = sorted(exported.glob("bang-chung/*"), key=lambda one: one.suffix)
    assert [one.read_bytes() for one in originals] == [picture(), video()]
    manifest = json.loads((exported / "manifest.json").read_text())
    assert manifest["report"]["number"] == photo.report.number
    (first, second) = sorted(manifest["files"], key=lambda one: one["type"])
    assert (first["sha256"], second["size"]) == (photo.sha256, film.size)
    assert [one["act"] for one in first["custody"]] == [
        "received",
        "attached",
        "verified",
        "exported",
    ]
    assert first["custody"][-1]["note"] == "Chuyển cơ quan điều tra"
    everything = b"".join(one.read_bytes() for one in exported.rglob("*") if one.is_file())
    for secret in (lan.name, lan.phone, lan.zalo_user_id, "đèn đỏ", photo.report.search_words):
        assert secret.encode() not in everything
    entry = AccessEntry.objects.get(action="exported", subject_kind="evidence")
    assert (entry.officer, entry.count) == (verifier, 2)
    assert check_chain(photo) == []


def test_no_words_in_an_export_are_a_formula(as_verifier, photo, tmp_path):
    folder = unpacked(export(as_verifier, photo.report, '=HYPERLINK("x")'), tmp_path / "zip")
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["reason"] == '\'=HYPERLINK("x")'
    assert manifest["files"][0]["custody"][-1]["note"] == '\'=HYPERLINK("x")'


def test_what_is_not_sound_is_not_exported(as_verifier, photo, film):
    path_of(film.pk).write_bytes(b"x" * 100)
    response = export(as_verifier, photo.report)
    assert response.status_code == 422
    assert "exported" not in acts(photo)


def test_without_a_signing_key_nothing_is_exported_or_published(as_verifier, photo, settings):
    settings.EVIDENCE_SIGNING_KEY = ""
    assert export(as_verifier, photo.report).status_code == 503
    assert "exported" not in acts(photo)
    assert anyone().get(KEY).status_code == 404


def test_who_may_export(offices, photo, as_verifier, as_leader):
    page = reverse("evidence-export", args=[photo.report_id])
    assert as_verifier.get(page).status_code == 200
    assert browser_of(officer_of(offices, Role.RECEIVER)).get(page).status_code == 403
    elsewhere = officer_of(office("ca-xa-khac", name="Công an xã Khác"), Role.VERIFIER)
    assert browser_of(elsewhere).get(page).status_code == 404
    quarantine(as_verifier, photo)
    assert export(as_verifier, photo.report).status_code == 403
    assert export(as_leader, photo.report).status_code == 200


def test_an_export_needs_a_reason_and_files(as_verifier, report, photo, offices):
    assert export(as_verifier, report, "").status_code == 200
    assert "exported" not in acts(photo)
    assert export(as_verifier, factories.report(offices)).status_code == 404


@for_each("path", [KEY])
def test_the_public_key_is_kept_by_clients(db, path):
    first = anyone().get(path)
    assert first["Content-Type"] == "application/x-pem-file"
    assert first.content.startswith(b"SHA-256 ")
    again = anyone().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Report.objects.count() == 0
