"""A report over HTTP, from the photo to the decision about the dispute; nobody sees who sent it."""

import datetime as dt
import io
import re
import subprocess
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from foundation.desk.roles import Role
from reports.kinds.actions import switch_on
from reports.kinds.shipping import create_kinds
from reports.models import ListedReason, Report, ReportKind
from tests.foundation.media.pictures import picture, video
from tests.offices.factories import field
from tests.reports.evidence.uploading import upload
from tests.reports.officers import leader_of, officer_of

pytestmark = pytest.mark.django_db
REPORTS, CHECKS = "/api/v1/reports/", "/api/v1/reports/checks/"
WORDS = "Xe con màu trắng vượt đèn đỏ ở ngã tư Hùng Vương, suýt va người đi bộ."
LIST = reverse("admin:reports_report_changelist")
PERSONAL = ("Nguyễn Thị Lan", "912345678")


class Desk:
    """An officer's browser, which collects every page that it opens."""

    def __init__(self, officer):
        self.client, self.read = Client(), []
        self.client.force_login(officer)

    def open(self, address):
        page = self.client.get(address)
        assert page.status_code == 200, address
        self.read.append(page.content.decode())
        return self.read[-1]

    def press(self, row, name, **typed):
        """Fill in the dialog of a button; it is sent with the state that the dialog showed."""
        path = reverse(f"admin:reports_report_{name}", args=[row.pk])
        (seen,) = re.findall(r'name="seen" value="(\d+)"', self.open(path))
        self.client.post(path, {**typed, "seen": seen, "_form_submitted": "on"})
        self.open(reverse("admin:index"))
        return Report.objects.get(pk=row.pk).events_count == int(seen) + 1


def send(client, path, values, method="post"):
    answer = getattr(client, method)(path, values, content_type="application/json")
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def shown(client, row):
    return client.get(f"{REPORTS}{row.number}/").json()


@pytest.fixture
def kinds(offices):
    """Bring in the shipped kinds and announce traffic violations."""
    ReportKind.objects.all().delete()
    for code in ("attp", "pccc", "cainghien", "attt", "kntc"):
        field(code)
    create_kinds()
    kind = ReportKind.objects.get(pk="traffic_violation")
    switch_on(kind, "Thông báo 12/TB-CAT", dt.date(2026, 1, 2))


@pytest.fixture
def desks(kinds, offices):
    """Return the desks of the province, whose traffic police gets the reports."""
    office = offices.parent
    return {
        "receiver": Desk(officer_of(office, Role.RECEIVER)),
        "verifier": Desk(officer_of(office, Role.VERIFIER)),
        "leader": Desk(leader_of(office)),
        "other leader": Desk(leader_of(office)),
    }


def describe(files):
    return {
        "kind": "traffic_violation",
        "topic": "red_light",
        "words": WORDS,
        "occurred_from": "2026-11-23T07:30:00+07:00",
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4},
        "identity": "confidential",
        "evidence": files,
    }


def check(client, kinds_of_files, **values):
    files = [{"media_type": kind, "own_recording": True} for kind in kinds_of_files]
    return send(client, CHECKS, {**describe(files), **values})


def export(desk, row, folder):
    """Return the unpacked evidence of a report."""
    path = reverse("evidence-export", args=[row.pk])
    desk.open(path)
    answer = desk.client.post(path, {"reason": "Chuyển Cơ quan điều tra"})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        archive.extractall(folder)
    return folder


def test_a_red_light_is_reported_concluded_disputed_and_decided(
    as_lan, as_hung, desks, tmp_path, django_capture_on_commit_callbacks
):
    found = check(as_lan, ["image/jpeg"])
    assert ("/body/plates", "plate") in [(a["pointer"], a["code"]) for a in found["advice"]]
    better = check(as_lan, ["image/jpeg", "video/mp4"], plates=["19A-123.45"])
    assert better["likelihood"] == "good"

    with django_capture_on_commit_callbacks(execute=True):
        files = [one["id"] for one in upload(as_lan, picture(), video()).json()["files"]]
        receipt = send(as_lan, REPORTS, {**describe(files), "plates": ["19A-123.45"]})
        row = Report.objects.get(number=receipt["number"])

        desks["receiver"].open(LIST)
        assert desks["receiver"].press(row, "receive")
        missing = ListedReason.objects.filter(use="ask_more").first()
        assert desks["verifier"].press(row, "ask_more", missing=[missing.pk], words="Chiều nào ạ?")
        assert shown(as_lan, row)["status"] == "need_more"
        send(as_lan, f"{REPORTS}{row.number}/messages/", {"text": "Từ cầu Việt Trì về."})

        assert desks["leader"].press(row, "take_on", note="")
        fined = {"outcome": "handled", "document_number": "45/QĐ-XPHC", "words": "Đã xử phạt."}
        assert desks["leader"].press(row, "conclude", **fined)
        read = shown(as_lan, row)
        assert (read["status"], read["document_number"]) == ("concluded", "45/QĐ-XPHC")
        assert "Đã xử phạt." in str(read)

        send(as_lan, f"{REPORTS}{row.number}/dispute/", {"reason": "Có hai lần vượt đèn đỏ."})
        assert not desks["leader"].press(row, "uphold", words="Tôi đã kết luận đúng.")
        assert desks["other leader"].press(row, "uphold", words="Đã xem cả hai lần.")
        assert "Đã xem cả hai lần." in str(shown(as_lan, row))

        folder = export(desks["verifier"], row, tmp_path)
    readme = (folder / "DOC-TRUOC.txt").read_text()
    for command in re.findall(r"^    \$ (.+)$", readme, re.MULTILINE)[:2]:
        done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, check=False)
        assert done.returncode == 0, command

    assert as_hung.get(f"{REPORTS}{row.number}/").status_code == 404
    everything = [page for desk in desks.values() for page in desk.read]
    everything += [path.read_bytes().decode(errors="ignore") for path in folder.rglob("*.*")]
    assert not [name for name in PERSONAL for page in everything if name in page]
