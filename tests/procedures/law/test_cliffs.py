"""The days on which much of the shipped catalogue changes at once, with a moved clock."""

from datetime import datetime

import pytest
from time_machine import travel

from procedures.first_page import _law
from procedures.law.changes import overtaken
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LIST = "/api/v1/procedures/"
PASSPORT, MARRIED = "tthc-1-001456", "tthc-1-004222"


def ask(api, moment, address, **parameters):
    """Return what a citizen reads at `moment`, twice: fresh and remembered."""
    with travel(datetime.fromisoformat(f"{moment}+07:00"), tick=False):
        first = api.get(address, parameters)
        assert api.get(address, parameters).content == first.content
        same = api.get(address, parameters, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, same.status_code) == (200, 304)
    return first


@for_each(
    ("before", "after", "key", "read"),
    [
        (
            "2026-12-31T23:59:59", "2027-01-01T00:00:01", PASSPORT,
            lambda page: page["fee"]["summary"],
        ),
        (
            "2027-02-28T23:59:59", "2027-03-01T00:00:01", PASSPORT,
            lambda page: [row["who"] for row in page["fee"]["reductions"]],
        ),
        (
            "2027-02-28T23:59:59", "2027-03-01T00:00:01", "tthc-3-000494",
            lambda page: page["closure"]["in_force"],
        ),
        (
            "2027-02-28T23:59:59", "2027-03-01T00:00:01", "tthc-2-001478",
            lambda page: page["trust"]["changed"],
        ),
        (
            "2027-03-01T23:59:59", "2027-03-02T00:00:01", "tthc-2-001428",
            lambda page: page["trust"]["changed"],
        ),
        (
            "2027-03-01T23:59:59", "2027-03-02T00:00:01", "tthc-3-000498",
            lambda page: page["trust"]["status"],
        ),
    ],
)  # fmt: skip
def test_yesterdays_page_is_not_kept(shipped, api, before, after, key, read):
    old = ask(api, before, f"{LIST}{key}/")
    with travel(datetime.fromisoformat(f"{after}+07:00"), tick=False):
        new = api.get(f"{LIST}{key}/", headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200
    assert read(old.json()) != read(new.json())


def test_the_digital_citizens_exemption_ends_in_the_check_list(shipped, api):
    address, ticks = f"{LIST}{PASSPORT}/checklist/", {"channel": "online"}
    last = ask(api, "2027-02-28T23:00:00", address, **ticks).json()
    next_day = ask(api, "2027-03-01T00:10:00", address, **ticks).json()
    named = ["Miễn, giảm phí cho công dân số" in str(one) for one in (last, next_day)]
    assert named == [True, False]


def test_a_dossier_taken_over_before_the_year_ends_pays_the_old_fee(shipped, api):
    address = f"{LIST}{PASSPORT}/checklist/"
    for accepted, fee in (("2026-12-31T15:59:59", "100.000"), ("2027-01-01T08:00:00", "200.000")):
        asked = {"case": "Cấp mới", "accepted_at": f"{accepted}+07:00"}
        assert fee in ask(api, "2026-12-31T15:00:00", address, **asked).json()["fee"]["text"]


def test_what_a_resolution_closed_comes_back_and_says_that_the_rules_moved(shipped, api):
    closed = ask(api, "2027-02-28T12:00:00", f"{LIST}tthc-3-000494/checklist/").json()
    opened = ask(api, "2027-03-01T12:00:00", f"{LIST}tthc-3-000494/checklist/").json()
    assert (bool(closed["closed"]), closed["documents"]) == (True, [])
    assert (opened["closed"], bool(opened["documents"])) == ("", True)
    assert opened["changed"] == "Quy định vừa thay đổi ngày 01/03/2027; đang cập nhật."


def test_no_entry_is_in_force_behind_an_act_on_any_cliff(shipped, api):
    for day in ("2026-11-29", "2027-01-01", "2027-03-01", "2027-03-02", "2027-07-01"):
        moment = datetime.fromisoformat(f"{day}T08:00:00+07:00")
        with travel(moment, tick=False):
            behind = overtaken(moment.date())
            for key in behind:
                trust = api.get(f"{LIST}{key}/").json()["trust"]
                assert trust["status"] != "current", (day, key)


def test_the_first_page_shows_red_what_began_and_ahead_what_begins(shipped):
    for moment, words in (
        ("2026-11-29T09:00:00", "01/03/2027: 108/2026/TT-BCA"),
        ("2027-03-02T09:00:00", "02/03/2027: 22/2026/NQ-CP"),
    ):
        with travel(datetime.fromisoformat(f"{moment}+07:00"), tick=False):
            found = list(_law(None))
        assert any(words in one.words for one in found), moment
    late = [one for one in found if "22/2026/NQ-CP, Điều 6" in one.words]
    assert [one.tone for one in late] == ["danger"]
