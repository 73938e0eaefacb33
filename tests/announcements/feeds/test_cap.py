"""Warnings in CAP 1.2."""

import pytest

from announcements.feeds import cap
from announcements.pages.site import Site
from tests.announcements.feeds.standards import ATOM, CAP, check_atom, check_cap
from tests.announcements.published import corrected, held, item, withdrawn

SITE = Site("https://dichvu.congan.example.vn", "Công an tỉnh Quảng Ninh")
NAME = "dichvu.congan.example.vn.lua-dao-vneid.1"


def alert(one):
    root = check_cap(cap.render_alert(one, SITE))
    return {name.tag.removeprefix(CAP): name.text for name in root.iter()}


def test_a_new_warning_is_an_alert():
    told = alert(item(particulars={"scam_marks": ["hxxps://vneid[.]xyz"]}))
    assert (
        told
        | {
            "identifier": NAME,
            "sender": "dichvu.congan.example.vn",
            "sent": "2026-11-27T10:00:00+07:00",
            "status": "Actual",
            "msgType": "Alert",
            "category": "Security",
            "severity": "Severe",
            "headline": "Giả danh công an yêu cầu cài VNeID",
            "description": "Đừng tin & đừng mở.\nhxxps://vneid[.]xyz",
            "web": "https://dichvu.congan.example.vn/tin/lua-dao-vneid/",
            "areaDesc": "Công an tỉnh Quảng Ninh",
        }
        == told
    )


def test_a_correction_is_an_update_that_refers_to_the_alert():
    told = alert(corrected())
    assert (told["msgType"], told["note"]) == ("Update", "Số điện thoại trước đây sai.")
    assert told["references"] == f"dichvu.congan.example.vn,{NAME},2026-11-27T10:00:00+07:00"


def test_a_withdrawal_is_a_cancel_without_the_words():
    told = alert(withdrawn(reason="Không còn đúng."))
    assert (told["msgType"], told["note"]) == ("Cancel", "Không còn đúng.")
    assert told["references"].startswith(f"dichvu.congan.example.vn,{NAME},")
    assert "info" not in told


def test_areas_and_times_of_a_closed_road():
    road = item(
        "cam-duong", "traffic", areas=[{"id": "a", "name": "Công an phường Hạ Long"}],
        particulars={"place": "QL18", "begins_at": "2026-12-01T00:00:00Z",
                     "ends_at": "2026-12-02T00:00:00Z"},
    )  # fmt: skip
    told = alert(road)
    assert (told["category"], told["areaDesc"]) == ("Transport", "Công an phường Hạ Long")
    assert (told["onset"], told["expires"]) == (
        "2026-12-01T07:00:00+07:00",
        "2026-12-02T07:00:00+07:00",
    )


@pytest.mark.parametrize("kind", ["news", "policy", "wanted", "missing", "fact_check"])
def test_what_warns_of_nothing_or_is_about_a_person_has_no_message(kind):
    assert cap.render_alert(item("a", kind), SITE) is None
    assert (
        list(check_atom(cap.render_index(held(item("a", kind)), SITE)).iter(f"{ATOM}entry")) == []
    )


def test_the_index_leads_to_each_message():
    root = check_atom(cap.render_index(held(item(), corrected("b"), withdrawn("c")), SITE))
    entries = [
        (entry.find(f"{ATOM}category").get("term"), entry.find(f"{ATOM}content").get("src"))
        for entry in root.iter(f"{ATOM}entry")
    ]
    assert entries == [
        ("Cancel", SITE.feed("alerts/c.cap")),
        ("Update", SITE.feed("alerts/b.cap")),
        ("Alert", SITE.feed("alerts/lua-dao-vneid.cap")),
    ]
