"""A dossier over HTTP, from the file in which it comes to the result in the citizen's hands.

Each step is seen on both sides.
"""

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
    """Return an office, with a procedure of seven working days and a calendar.

    It is a Friday afternoon.
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
    """Return the client of an officer of that office, who may load files and change dossiers."""
    client = Client()
    client.user = officer_of(office, *RIGHTS)
    client.force_login(client.user)
    return client


@pytest.fixture
def lan(zalo, log_in, verify, office):  # noqa: F811  # the fixtures
    """Return the client of a citizen who logged in by Zalo.

    Verified her phone and agreed to notices.
    """
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
    """Return a function that moves the clock to another day, on which both sign in anew."""

    def go_to(text):
        time_machine.move_to(at(text), tick=False)
        officer.force_login(officer.user)
        sign_in(lan, log_in)

    return go_to


def load(client, **values):
    """Let an officer load a file of one row by the pages of the admin."""
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
    """Send the dialog of a button as its page shows it; what the officer typed must be taken."""
    row = Dossier.objects.get(code=CODE)
    path = reverse(f"admin:dossiers_dossier_{name}", args=[row.pk])
    (seen,) = re.findall(r'name="seen" value="(\d+)"', client.get(path).content.decode())
    client.post(path, {**typed, "seen": seen, "_form_submitted": "on"})
    assert Dossier.objects.get(pk=row.pk).events_count == int(seen) + 1, "the officer was refused"


def shown(client):
    """Return the dossier as its owner reads it."""
    answer = client.get(f"{MINE}{CODE}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def unread(client):
    """Return the titles of what the citizen has not read, newest first, and mark them as read."""
    titles = [one["title"] for one in client.get(NOTICES, {"unread": "true"}).json()["results"]]
    assert client.patch(NOTICES, {"read_all": True}, content_type="application/json").json() == {
        "unread": 0
    }
    return titles


def test_from_the_file_to_the_result(officer, lan, go_to, zalo, work):  # noqa: F811  # the fixture
    def messages():
        """Let the worker run twice, and return how many messages have reached the phone so far."""
        work()
        work()
        return len(zalo.world.messages)

    # The officer loads the ministry's file; Lan finds her dossier without having asked for it.
    assert lan.get(MINE).json()["count"] == 0
    load(officer, NgayTiepNhan="20/11/2026 08:30", NgayHenTra="", TrangThaiHoSo="1")
    assert [card["code"] for card in lan.get(MINE).json()["results"]] == [CODE]
    assert (shown(lan)["status"]["code"], shown(lan)["due"]["clock"]) == (
        "submitted",
        "not_started",
    )
    assert (unread(lan), messages()) == ([f"Hồ sơ {CODE} đã được gửi"], 1)

    # Papers are missing: she is told once in the app and by one message, and reads what to bring
    # and until when.
    go_to("2026-11-23 09:00")
    press(
        officer, "to_supplement_required", reason=REASON, papers=PAPERS, supplement_due="2026-12-10"
    )
    assert (unread(lan), messages()) == ([f"Hồ sơ {CODE} cần bổ sung giấy tờ"], 2)
    assert zalo.world.messages[-1].body["template_data"] == {"ma_ho_so": CODE}
    assert shown(lan)["supplement"] == {"papers": PAPERS.split("\n"), "due_on": "2026-12-10"}
    assert (shown(lan)["reason"], shown(lan)["action_needed"]) == (REASON, True)

    # She brings them, and the time limit begins: seven working days.
    go_to("2026-11-26 10:00")
    press(officer, "to_accepted", limit="0")
    press(officer, "to_processing")
    assert (unread(lan), messages()) == (
        [f"Hồ sơ {CODE} đang được giải quyết", f"Hồ sơ {CODE} đã được tiếp nhận"],
        4,
    )
    assert (shown(lan)["due"]["state"], shown(lan)["due"]["due_on"], shown(lan)["supplement"]) == (
        "on_time",
        "2026-12-07",
        None,
    )

    # It is nearly late, and the office says so itself before it is.
    go_to("2026-12-04 08:00")
    assert shown(lan)["due"]["state"] == "nearly_due"
    assert (
        CODE
        in officer.get(
            reverse("admin:dossiers_dossier_changelist"), {"due": "nearly"}
        ).content.decode()
    )
    press(officer, "extend", last_day="2026-12-14", apology=APOLOGY)
    assert (unread(lan), messages()) == ([f"Xin lỗi: hồ sơ {CODE} trả kết quả chậm"], 5)
    assert shown(lan)["extension"] == {"due_on": "2026-12-14", "apology": APOLOGY}
    assert (shown(lan)["due"]["state"], shown(lan)["due"]["due_on"]) == ("on_time", "2026-12-14")

    # It is done and handed over, within the new time.
    go_to("2026-12-11 15:00")
    press(officer, "to_completed")
    go_to("2026-12-14 09:00")
    press(officer, "to_returned")
    assert (unread(lan), messages()) == (
        [f"Hồ sơ {CODE} đã trả kết quả", f"Hồ sơ {CODE} đã có kết quả"],
        7,
    )
    assert shown(lan)["due"]["text"] == "Hồ sơ được giải quyết đúng hạn."

    # Every step is in her timeline and in the officer's log, and who looked at it is known.
    timeline = shown(lan)["timeline"]
    assert [step["status"] if step["kind"] == "transition" else step["kind"] for step in timeline] == [
        "submitted", "supplement_required", "accepted", "processing", "extension", "completed", "returned",
    ]  # fmt: skip
    page = officer.get(
        reverse("admin:dossiers_dossier_change", args=[Dossier.objects.get().pk])
    ).content.decode()
    assert [step["title"] for step in timeline if step["title"] not in page] == []
    assert all(words in page for words in (*PAPERS.split("\n"), APOLOGY, REASON))
    assert AccessEntry.objects.filter(
        subject_kind="dossier", allowed=True, actor_kind="officer"
    ).exists()
    assert {one.recipient for one in zalo.world.messages} == {"84912345678"}
