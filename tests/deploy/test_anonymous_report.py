"""One anonymous report through nginx, and then a search of everything that holds bytes.

The sender has a session, which is the harder case: the phone is known to the service.
"""

import contextlib
import http.client
import io
import json
import logging
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import structlog
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from prometheus_client import values
from pytest_django.live_server_helper import LiveServer

from foundation.api import logs
from foundation.desk.roles import Role
from foundation.media.sealed_pieces import PIECE
from foundation.metrics import meters
from reports.models import Evidence, Report
from tests import private_postgres
from tests.citizens.factories import token_of
from tests.deploy import running_nginx
from tests.reports.conftest import _sealed_root, lan, now, offices  # noqa: F401  # fixtures
from tests.reports.officers import officer_of

BINARIES = private_postgres.binaries()
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no dump"),
]
ADDRESS, PHONE = "127.0.0.201", "912345678"
CAMERA, SERIAL, AUTHOR = "Camera-Bimat-9", "SN-40718273", "Nguoi Chup Bimat"
LATITUDE = 21.31777
WORDS = "Xe con màu trắng vượt đèn đỏ ở ngã tư Hùng Vương."


def _photo():
    """Return a photo that tells who took it, where and with what."""
    exif = Image.Exif()
    exif[0x0110], exif[0x013B] = CAMERA, AUTHOR
    exif.get_ifd(0x8769)[0xA431] = SERIAL
    gps = exif.get_ifd(0x8825)
    degrees, minutes = int(LATITUDE), int(LATITUDE % 1 * 60)
    seconds = (LATITUDE - degrees - minutes / 60) * 3600
    gps.update({1: "N", 2: (degrees, minutes, seconds), 3: "E", 4: (105, 24, 0)})
    out = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).save(out, "JPEG", quality=95, exif=exif)
    assert len(out.getvalue()) > PIECE
    return out.getvalue()


class Phone:
    """Speaks to the service through nginx, from ADDRESS."""

    def __init__(self, nginx):
        self.nginx = nginx

    def ask(self, method, path, body=None, authorization="", **headers):
        sent = {"Accept": "application/json", **headers}
        if authorization:
            sent["Authorization"] = authorization
        if isinstance(body, dict):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        with contextlib.closing(http.client.HTTPConnection(running_nginx.HOST)) as connection:
            connection.sock = self.nginx.open(ADDRESS)
            connection.request(method, f"/api/v1/{path}", body, sent)
            answer = connection.getresponse()
            content = answer.read()
        assert answer.status < 300, content.decode()
        return json.loads(content or b"{}")

    def upload(self, content, ticket):
        """Send a file in two parts under a ticket of nobody; return its id."""
        query = f"?ticket={ticket}"
        began = self.ask("POST", f"evidence/uploads/{query}", {"size": len(content)})
        for start, part in ((0, content[:PIECE]), (PIECE, content[PIECE:])):
            headers = {"Content-Type": "application/octet-stream", "Upload-Offset": str(start)}
            self.ask("PATCH", f"evidence/uploads/{began['id']}/{query}", part, **headers)
        return began["id"]


def _report(phone, session, file, ticket):
    """Send, look up, add words, withdraw; return the receipt and the pass."""
    described = {
        "kind": "traffic_violation",
        "words": WORDS,
        "occurred_from": "2026-11-23T07:30:00+07:00",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "identity": "anonymous",
        "evidence": [file],
        "evidence_ticket": ticket,
    }
    key = {"Idempotency-Key": "3d1f0f2e-8a55-4c1e-9b0e-5d9d1c9be001"}
    receipt = phone.ask("POST", "reports/", described, session, **key)
    known = {"number": receipt["number"], "secret_code": receipt["secret_code"]}
    bearer = f"Report {phone.ask('POST', 'reports/lookup/', known)['report_pass']}"
    mine = f"reports/{receipt['number']}/"
    phone.ask("GET", mine, authorization=bearer)
    phone.ask("POST", f"{mine}messages/", {"text": "Xe đi về phía cầu."}, bearer)
    phone.ask("POST", f"{mine}withdrawal/", {"reason": "Tôi nhầm."}, bearer)
    return receipt, bearer


@pytest.fixture
def written():
    """Return everything that the service would write to the journal."""
    stream, root = io.StringIO(), logging.getLogger()
    described = logs.configuration(json=True, level="DEBUG")["formatters"]["line"]
    del described["()"]
    handler, level = logging.StreamHandler(stream), root.level
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**described))
    root.addHandler(handler)
    root.setLevel("DEBUG")
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Return the folder of what the service measures."""
    folder = tmp_path / "metrics"
    folder.mkdir()
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    monkeypatch.setattr(meters, "_held", None)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    meters.begin(folder, threads=4)
    return folder


@pytest.fixture
def nginx(tmp_path, settings, offices, lan):  # noqa: F811  # fixtures of reports
    settings.ALLOWED_HOSTS, settings.NUM_PROXIES = [running_nginx.HOST, "testserver"], 1
    settings.LOG_REQUESTS = True
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEALED_ROOT = tmp_path / "media" / "sealed"
    settings.EVIDENCE_SIGNING_KEY = "khoa-ky-thu-nghiem-0123456789-abcdefghij"
    service = LiveServer("127.0.0.1")
    folder = tmp_path / "nginx"
    folder.mkdir()
    try:
        serve = contextlib.nullcontext
        port = service.thread.port
        with running_nginx.running(folder, lambda: serve(port)) as server:
            yield server
    finally:
        service.stop()


def _dump():
    """Return all that a backup of the database holds."""
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    port = str(connection.settings_dict["PORT"] or 5432)
    user = connection.settings_dict["USER"]
    command = [BINARIES / "pg_dump", "-h", host, "-p", port, "-U", user, "--inserts", name]
    secret = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    return subprocess.run(command, env=secret, capture_output=True, check=True).stdout


def _pages(row, evidence):
    """Return what an officer of each role reads, by role: every page about the report."""
    addresses = [
        reverse("admin:index"),
        reverse("admin:reports_report_changelist"),
        reverse("admin:reports_report_change", args=[row.pk]),
        reverse("evidence-look", args=[evidence.pk]),
        reverse("evidence-export", args=[row.pk]),
        reverse("admin:citizens_accessentry_changelist"),
        reverse("admin:desk_changeentry_changelist"),
    ]
    read = {}
    for role in Role:
        client = Client()
        client.force_login(officer_of(row.office, role))
        answers = [client.get(address, headers={"Range": "bytes=1-"}) for address in addresses]
        read[role] = [answer.content for answer in answers if answer.status_code == 200]
        export = client.post(addresses[4], {"reason": "Chuyển Cơ quan điều tra"})
        if export.get("Content-Type") == "application/zip":
            read[role] += _texts_of(b"".join(export.streaming_content))
    return read


def _texts_of(package):
    """Return what stands in an export beside the originals, which are what it is for."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [
            archive.read(name) for name in archive.namelist() if not name.startswith("bang-chung/")
        ]


def _files(folder):
    return {
        f"{folder.name}/{path.relative_to(folder)}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _found(needles, places):
    """Return which of the needles stands where."""
    return [
        (needle, place)
        for place, content in places.items()
        for needle in needles
        if needle.lower().encode() in content.lower()
    ]


def test_nothing_that_holds_bytes_leads_from_an_anonymous_report_to_its_sender(
    nginx,
    written,
    measured,
    tmp_path,
    lan,  # noqa: F811  # a fixture of reports
):
    phone, session = Phone(nginx), f"Bearer {token_of(lan)}"
    ticket = phone.ask("POST", "evidence/ticket/")["ticket"]
    file = phone.upload(_photo(), ticket)
    receipt, bearer = _report(phone, session, file, ticket)
    number, secret = receipt["number"], receipt["secret_code"]
    row, evidence = Report.objects.get(number=number), Evidence.objects.get(pk=file)
    pages = _pages(row, evidence)
    whole = [page for read in pages.values() for page in read]
    for mark in (
        number.encode(),
        b"\xff\xd8\xff",
        b"police-portal-evidence/",
    ):  # page, photo, export
        assert any(mark in page for page in whole)

    journal = {"journal": written.getvalue().encode()}
    places = _files(nginx.folder) | _files(measured) | journal
    places["cache"] = b"".join(cache._cache.values())
    host = Path(connection.settings_dict["HOST"] or "-")
    places |= {f"postgresql/{path.name}": path.read_bytes() for path in host.glob("log*")}
    # The number, what opens the report, and what says which upload was whose.
    opens = [secret, secret.replace("-", ""), bearer.split()[1], session.split()[1]]
    assert _found([number, file, evidence.pk.hex, *opens], places) == []
    assert re.search(rb'"POST api/v1/reports/" 201', places["nginx/police_portal.log"])

    places |= _files(tmp_path / "media") | {"dump": _dump()}
    assert number.encode() in places["dump"]
    latitude = f"{LATITUDE:.3f}"
    assert _found([ADDRESS, PHONE, CAMERA, SERIAL, AUTHOR, latitude, *opens], places) == []

    for role, read in pages.items():
        shown = {f"{role} {place}": page for place, page in enumerate(read)}
        assert _found([ADDRESS, PHONE, lan.name, CAMERA, SERIAL, AUTHOR, *opens], shown) == []
