"""What the page of a report shows of its evidence."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from foundation.desk.roles import Role
from reports.evidence import attaching
from reports.evidence.panel import context_of
from reports.evidence.seen_before import distance
from reports.models import CustodyEntry, Evidence
from tests.dossiers.factories import at
from tests.foundation.media.pictures import picture
from tests.offices.factories import office
from tests.reports import factories
from tests.reports.evidence.uploading import begin, part
from tests.reports.officers import officer_of

pytestmark = pytest.mark.django_db


def striped(width=64, height=48, offset=0):
    """Return the bytes of a picture with stripes, which look alike whatever their size."""
    image = Image.new("L", (16, 1))
    image.putdata([(place * 37 + offset) % 256 for place in range(16)])
    out = io.BytesIO()
    image.resize((width, height), Image.Resampling.NEAREST).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_the_page_says_that_the_sender_took_a_photos_own_data_away(as_verifier, as_lan, report):
    content = picture()
    begun = begin(as_lan, len(content), picker="redrawn").json()
    assert part(as_lan, begun["id"], 0, content).status_code == 200
    attaching.attach(report, [Evidence.objects.get(pk=begun["id"])])
    page = as_verifier.get(reverse("admin:reports_report_change", args=[report.pk]))
    assert "Người gửi đã bỏ dữ liệu riêng của ảnh" in page.content.decode()


def test_the_page_shows_the_files_own_time_and_place_beside_what_was_said(
    as_verifier, attach, report
):
    report.occurred_from, report.latitude, report.longitude = at("2026-11-20 05:00"), 21.3, 105.4
    report.save()
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2026:11:20 08:15:00"}
    exif[0x8825] = {1: "N", 2: (21.0, 19.0, 30.0), 3: "E", 4: (105.0, 23.0, 0.0)}
    attach(picture(exif=exif))
    page = as_verifier.get(reverse("admin:reports_report_change", args=[report.pk]))
    text = page.content.decode()
    for shown in (
        "08:15 20/11/2026",
        "Ghi lúc 08:15 ngày 20/11/2026, lệch 3 giờ so với thời gian khai.",
        "Ghi ở nơi cách địa điểm khai 3 km.",
        "Khác lời khai",
        "Xem ảnh",
    ):
        assert shown in text
    assert "<img" not in text.split('id="bang-chung-1"')[1].split("</section>")[0]


def test_files_that_came_before_are_named_where_the_officer_may_see_the_report(
    attach, offices, verifier, report, hung
):
    elsewhere = office("ca-xa-khac", name="Công an xã Khác")
    seen, hidden = factories.report(offices, hung), factories.report(elsewhere, hung)
    for other in (seen, hidden):
        attach(striped(), to=other)
    attach(striped(128, 96), to=seen)
    attach(striped())
    (file,) = context_of(report, verifier)["files"]
    assert [(one.number, one.report_id) for one in file.same] == [
        (None, hidden.pk),
        (seen.number, seen.pk),
    ]
    assert file.near == []


def test_pictures_that_look_alike_are_named_as_such(attach, offices, verifier, report, hung):
    other = factories.report(offices, hung)
    attach(striped(128, 96), to=other)
    row = attach(striped())
    (file,) = context_of(report, verifier)["files"]
    assert [one.number for one in file.near] == [other.number]
    assert distance(row.picture_hash, row.picture_hash) == 0


def test_the_panel_costs_the_same_for_one_file_and_for_many(attach, verifier, report):
    attach(striped())
    with CaptureQueriesContext(connection) as one:
        context_of(report, verifier)
    for offset in range(4):
        attach(striped(offset=offset))
    with CaptureQueriesContext(connection) as many:
        context_of(report, verifier)
    assert len(many) == len(one)


def test_quarantined_and_unsound_files_offer_nothing_to_look_at(attach, verifier, report, now):
    row = attach()
    row.quarantined = True
    row.save()
    (file,) = context_of(report, verifier)["files"]
    assert not file.may_look
    row.quarantined, row.fault = False, "file"
    row.save()
    (file,) = context_of(report, verifier)["files"]
    assert (file.may_look, file.fault) == (False, "Tệp không còn, hoặc khác bản gốc")


def test_pictures_stand_side_by_side_and_each_look_is_noted(attach, verifier, report):
    rows = [attach(striped(offset=offset)) for offset in range(2)]
    client = Client()
    client.force_login(verifier)
    body = client.get(reverse("evidence-beside", args=[report.pk])).content.decode()
    for row in rows:
        assert f'data-src="{reverse("evidence-look", args=[row.pk])}"' in body
    assert not CustodyEntry.objects.filter(act="viewed").exists()
    client.get(reverse("evidence-look", args=[rows[0].pk]))
    assert CustodyEntry.objects.get(act="viewed").evidence == rows[0]


def test_nobody_else_finds_them_side_by_side(attach, report):
    attach(striped())
    client = Client()
    client.force_login(officer_of(office("ca-xa-khac", name="Công an xã Khác"), Role.VERIFIER))
    assert client.get(reverse("evidence-beside", args=[report.pk])).status_code == 404
