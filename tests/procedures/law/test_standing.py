"""A procedure is closed from one day to another, and never called in force behind an act."""

from datetime import date, datetime

import pytest
from time_machine import travel

from procedures.drafts.draft_format import draft_of, fingerprint_of
from procedures.law.changes import overtaken
from procedures.law.standing import Act, overtaken_by
from procedures.models import LawChange, LawMoment, Procedure
from procedures.querysets import with_parts
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
PAGE = "/api/v1/procedures/a/"


def at(moment):
    return travel(datetime.fromisoformat(f"{moment}+07:00"))


def change(day, moment=LawMoment.BEGINS, *, touches, dealt_on=None):
    row = LawChange.objects.create(
        id=f"r-{day}-{moment}", day=day, moment=moment, act="66.18/2026/NQ-CP", what="Dừng",
        dealt_on=dealt_on,
    )  # fmt: skip
    row.procedures.set(touches)
    return row


def test_the_newest_act_after_the_text_overtakes_it():
    acts = [Act("2026-07-01", "1"), Act("2026-09-15", "2"), Act("2027-03-01", "3")]
    assert overtaken_by("2026-07-15", acts, date(2026, 11, 29)) == Act("2026-09-15", "2")
    assert overtaken_by("2026-09-15", acts, date(2026, 11, 29)) is None


def test_an_entry_that_cites_a_younger_act_is_not_in_force(api):
    basis = [{"number": "320/2026/NĐ-CP", "issued_date": "2026-08-13"}]
    publish_procedure(id="a", trust="current", as_of="2026-07-15", legal_basis=basis)
    with at("2026-11-29 09:00"):
        trust = api.get(PAGE).json()["trust"]
        assert "a" in overtaken(date(2026, 11, 29))
    assert (trust["status"], trust["changed"]) == (
        "amended",
        "Quy định vừa thay đổi ngày 13/08/2026; đang cập nhật.",
    )


def test_an_act_that_touches_an_entry_overtakes_it_on_its_day(api):
    publish_procedure(id="a", trust="current", as_of="2026-11-29")
    change("2027-03-01", touches=["a"])
    with at("2027-02-28 23:00"):
        assert api.get(PAGE).json()["trust"]["status"] == "current"
    with at("2027-03-01 00:10"):
        assert api.get(PAGE).json()["trust"]["changed_on"] == "2027-03-01"


def test_an_act_that_ends_overtakes_from_the_day_after_its_last(api):
    publish_procedure(id="a", trust="current", as_of="2026-11-29")
    change("2027-03-01", LawMoment.ENDS, touches=["a"])
    with at("2027-03-01 23:00"):
        assert api.get(PAGE).json()["trust"]["changed"] == ""
    with at("2027-03-02 00:10"):
        assert api.get(PAGE).json()["trust"]["changed_on"] == "2027-03-02"


def test_what_was_prepared_before_its_day_overtakes_nothing(api):
    publish_procedure(id="a", trust="current", as_of="2026-11-29")
    change("2026-12-31", LawMoment.ENDS, touches=["a"], dealt_on="2026-11-29")
    with at("2027-01-01 08:00"):
        assert api.get(PAGE).json()["trust"]["status"] == "current"


def closed(**values):
    note = "Nghị quyết 66.18/2026/NQ-CP bỏ thủ tục này."
    return publish_procedure(
        id="a", trust="needs_recheck", closed_from="2026-07-01", closed_note=note, **values
    )


def test_a_closed_procedure_says_so_and_asks_for_no_papers(api):
    closed(closed_to="2027-02-28", documents=[{"name": "Đơn"}])
    with at("2026-11-29 09:00"):
        page, checklist = api.get(PAGE).json(), api.get(f"{PAGE}checklist/").json()
        card = api.get("/api/v1/procedures/").json()["results"][0]
    said = "Tạm dừng từ 01/07/2026 đến hết 28/02/2027. Nghị quyết 66.18/2026/NQ-CP bỏ thủ tục này."
    assert (page["closure"]["in_force"], page["closure"]["text"]) == (True, said)
    assert page["trust"]["status"] == "not_applicable"
    assert (checklist["closed"], checklist["documents"], checklist["forms"]) == (said, [], [])
    assert (card["trust_name"], card["fee"], card["time"]) == ("Đã bãi bỏ hoặc tạm dừng", "", "")


@pytest.mark.parametrize(
    ("moment", "closed_then"),
    [("2026-06-30 23:59", False), ("2027-02-28 23:59", True), ("2027-03-01 00:01", False)],
)
def test_a_closed_procedure_comes_back_on_the_day_after(api, moment, closed_then):
    closed(closed_to="2027-02-28")
    with at(moment):
        page = api.get(PAGE).json()
    assert page["closure"]["in_force"] == closed_then
    assert (page["trust"]["status"] == "not_applicable") == closed_then


def test_a_closed_procedure_is_answered_with_its_closure(api):
    closed(name="Nghiệm thu phòng cháy", short_name="Nghiệm thu phòng cháy")
    with at("2026-11-29 09:00"):
        card = api.get("/api/v1/answers/", {"q": "nghiệm thu phòng cháy cần giấy tờ gì"}).json()
    assert [one["text"] for one in card["sentences"]] == [
        "Không còn nhận hồ sơ từ 01/07/2026. Nghị quyết 66.18/2026/NQ-CP bỏ thủ tục này."
    ]


def test_drafts_of_before_the_closure_keep_their_fingerprint():
    publish_procedure(id="a")
    draft = draft_of(with_parts(Procedure.objects.filter(pk="a")).get())
    later = {"closed_from", "closed_to", "closed_note", "receiving_field"}
    before = {name: value for name, value in draft.items() if name not in later}
    assert fingerprint_of(draft) == fingerprint_of(before)
