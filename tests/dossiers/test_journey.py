"""A dossier over HTTP, from import to result, seen by the officer and the citizen."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from citizens.models import AccessEntry
from dossiers.models import Dossier
from tests.citizens.conftest import CONSENT, log_in, verify  # noqa: F401  # fixtures
from tests.citizens.factories import bearer, notice_template, oa_token
from tests.citizens.notices.conftest import work  # noqa: F401  # the fixture
from tests.dossiers.factories import at, officer_of
from tests.dossiers.importing.making import csv_file, good
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

CODE = "G01.899.909-261120-890028"
MINE, NOTICES = "/api/v1/dossiers/", "/api/v1/me/notices/"
RIGHTS = ("dossiers.add_dossierimport", "dossiers.view_dossier", "dossiers.change_dossier")
EVENTS = (
    "submitted",
    "accepted",
    "processing",
    "supplement_required",
    "extended",
    "completed",
    "returned",
)
PAPERS = "Giấy khai sinh bản chính\nẢnh 3×4"
REASON = "Thiếu giấy tờ chứng minh"
APOLOGY = "Chúng tôi xin lỗi: cần xác minh thêm ở nơi cư trú cũ."


@pytest.fixture
def office(time_machine, db):
    """Return an office with a calendar and a procedure of seven working days.

    The clock is frozen on a Friday afternoon.
    """
    time_machine.move_to(at("2026-11-20 14:00"), tick=False)
    limit = {
        "time_limits": [{"value": 7, "unit": "working_day"}],
        "channels": [{"kind": "direct", "time_relation": "single"}],
    }
    publish_procedure(id="thuong-tru", code="1.001456", **limit)
    offices.calendar_2026_2027()
    return offices.thanh_mieu()


@pytest.fixture
def officer(office):
    """Return the client of an officer who may import and change dossiers."""
    client = Client()
    client.user = officer_of(office, *RIGHTS)
    client.force_login(client.user)
    return client


@pytest.fixture
def lan(zalo, log_in, verify, office):  # noqa: F811  # the fixtures
    """Return the client of a citizen who verified her phone and agreed to notices."""
    oa_token(zalo.world.oa_pair())
    for event in EVENTS:
        notice_template(f"dossier_{event}", phone="dossier-update")
    client = bearer("")
    client.person = zalo.world.add_user(name="Nguyễn Thị Lan", phone="84912345678")
    sign_in(client, log_in)
    assert verify(client, client.person).status_code == 200
    agreed = {"purpose": "notices", "granted": True, **CONSENT}
    assert (
        client.post("/api/v1/me/consents/", agreed, content_type="application/json").status_code
        == 200
    )
    return client


def sign_in(client, log_in):  # noqa: F811  # the fixture
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {log_in(client.person).json()['token']}"


@pytest.fixture
def go_to(time_machine, officer, lan, log_in):  # noqa: F811  # the fixture
    """Return a function that moves the clock and signs both in again."""

    def go_to(text):
        time_machine.move_to(at(text), tick=False)
        officer.force_login(officer.user)
        sign_in(lan, log_in)

    return go_to


def load(client, **values):
    """Import a file of one row through the admin pages."""
    file = SimpleUploadedFile(
        "ho-so.csv", csv_file([good(MaHoSo=CODE, SoDienThoai="0912345678", **values)]).getvalue()
    )
    page = client.post(reverse("admin:dossiers_dossierimport_add"), {"file": file}).headers[
        "Location"
    ]
    for act in ("step", "apply", "step"):
        assert client.post(page, {"act": act}).status_code == 302
    assert "Đã ghi xong" in client.get(page).content.decode()


def press(client, name, **typed):
    """Submit the dialog of a button; the move must be accepted."""
    row = Dossier.objects.get(code=CODE)
    path = reverse(f"admin:dossiers_dossier_{name}", args=[row.pk])
    (seen,) = re.findall(r'name="seen" value="(\d+)"', client.get(path).content.decode())
    client.post(path, {**typed, "seen": seen, "_form_submitted": "on"})
    assert Dossier.objects.get(pk=row.pk).events_count == int(seen) + 1, "the officer was refused"


def shown(client):
    """Return the dossier as its owner sees it."""
    answer = client.get(f"{MINE}{CODE}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def unread(client):
    """Return the titles of unread notices, newest first, and mark them as read."""
    titles = [one["title"] for one in client.get(NOTICES, {"unread": "true"}).json()["results"]]
    assert client.patch(NOTICES, {"read_all": True}, content_type="application/json").json() == {
        "unread": 0
    }
    return titles


@pytest.fixture
def messages(zalo, work):  # noqa: F811  # the fixture
    """Return a function that lets the worker run twice and counts the messages sent so far."""

    def count():
        work()
        work()
        return len(zalo.world.messages)

    return count


def load_submitted(officer, lan, messages):
    """Let the officer import the ministry's file; Lan finds her dossier without looking it up."""
    assert lan.get(MINE).json()["count"] == 0
    load(officer, NgayTiepNhan="20/11/2026 08:30", NgayHenTra="", TrangThaiHoSo="1")
    assert [card["code"] for card in lan.get(MINE).json()["results"]] == [CODE]
    dossier = shown(lan)
    assert (dossier["status"]["code"], dossier["due"]["clock"]) == ("submitted", "not_started")
    assert (unread(lan), messages()) == ([f"Hồ sơ {CODE} đã được gửi"], 1)


def ask_for_papers(officer, lan, messages, zalo):
    """Let the officer ask for papers: one notice, one message, and what to bring by when."""
    asked = {"reason": REASON, "papers": PAPERS, "supplement_due": "2026-12-10"}
    press(officer, "to_supplement_required", **asked)
    assert (unread(lan), messages()) == ([f"Hồ sơ {CODE} cần bổ sung giấy tờ"], 2)
    assert zalo.world.messages[-1].body["template_data"] == {"ma_ho_so": CODE}
    dossier = shown(lan)
    assert dossier["supplement"] == {"papers": PAPERS.split("\n"), "due_on": "2026-12-10"}
    assert (dossier["reason"], dossier["action_needed"]) == (REASON, True)


def accept(officer, lan, messages):
    """Let the officer accept the dossier, which starts the limit of seven working days."""
    press(officer, "to_accepted", limit="0")
    press(officer, "to_processing")
    titles = [f"Hồ sơ {CODE} đang được giải quyết", f"Hồ sơ {CODE} đã được tiếp nhận"]
    assert (unread(lan), messages()) == (titles, 4)
    dossier = shown(lan)
    assert (dossier["due"]["state"], dossier["due"]["due_on"]) == ("on_time", "2026-12-07")
    assert dossier["supplement"] is None


def extend(officer, lan, messages):
    """Let the officer find the nearly late dossier and extend it with an apology."""
    assert shown(lan)["due"]["state"] == "nearly_due"
    page = officer.get(reverse("admin:dossiers_dossier_changelist"), {"due": "nearly"})
    assert CODE in page.content.decode()
    press(officer, "extend", last_day="2026-12-14", apology=APOLOGY)
    assert (unread(lan), messages()) == ([f"Xin lỗi: hồ sơ {CODE} trả kết quả chậm"], 5)
    dossier = shown(lan)
    assert dossier["extension"] == {"due_on": "2026-12-14", "apology": APOLOGY}
    assert (dossier["due"]["state"], dossier["due"]["due_on"]) == ("on_time", "2026-12-14")


def check_history(officer, lan, zalo):
    """Check that both sides see every step, and that the access log knows who looked."""
    timeline = shown(lan)["timeline"]
    steps = [step["status"] if step["kind"] == "transition" else step["kind"] for step in timeline]
    assert steps == [
        "submitted",
        "supplement_required",
        "accepted",
        "processing",
        "extension",
        "completed",
        "returned",
    ]
    path = reverse("admin:dossiers_dossier_change", args=[Dossier.objects.get().pk])
    page = officer.get(path).content.decode()
    assert [step["title"] for step in timeline if step["title"] not in page] == []
    assert all(words in page for words in (*PAPERS.split("\n"), APOLOGY, REASON))
    looks = AccessEntry.objects.filter(subject_kind="dossier", actor_kind="officer")
    assert looks.filter(allowed=True).exists()
    assert {one.recipient for one in zalo.world.messages} == {"84912345678"}


def test_a_dossier_from_import_to_result(officer, lan, go_to, zalo, messages):
    load_submitted(officer, lan, messages)
    go_to("2026-11-23 09:00")
    ask_for_papers(officer, lan, messages, zalo)
    go_to("2026-11-26 10:00")
    accept(officer, lan, messages)
    go_to("2026-12-04 08:00")
    extend(officer, lan, messages)
    go_to("2026-12-11 15:00")
    press(officer, "to_completed")
    go_to("2026-12-14 09:00")
    press(officer, "to_returned")
    titles = [f"Hồ sơ {CODE} đã trả kết quả", f"Hồ sơ {CODE} đã có kết quả"]
    assert (unread(lan), messages()) == (titles, 7)
    assert shown(lan)["due"]["text"] == "Hồ sơ được giải quyết đúng hạn."
    check_history(officer, lan, zalo)
