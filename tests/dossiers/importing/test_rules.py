"""The tables of decision 54: what a row does, by what is known and what it says.

Each line of the page's two tables has its tests, run with files and with the connector.
"""

from datetime import date, timedelta
from itertools import product

import pytest

from citizens.models import Notice
from dossiers import actions
from dossiers.connector import delivering, items, keys
from dossiers.due import recomputing
from dossiers.due.clock import local_day
from dossiers.importing import conflicts, rules
from dossiers.importing.columns import DOSSIERS
from dossiers.models import Dossier, ImportConflict
from dossiers.workflow import Facts, Status
from offices import actions as offices_actions
from tests.citizens.factories import citizen
from tests.dossiers.factories import MACHINE, at, move
from tests.dossiers.importing.conftest import NOW
from tests.dossiers.importing.making import good
from tests.dossiers.importing.test_conflicts import leader  # noqa: F401  # a fixture
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"
OPEN = {"NgayTiepNhan": "20/11/2026 08:30", "NgayHenTra": "02/12/2026"}
ASKED = {"TrangThaiHoSo": "5", "LyDo": "Thiếu", "HanBoSung": "10/12/2026"}
PAYS = {"TrangThaiHoSo": "6", "SoTienPhaiNop": "100.000"}
DONE = {"TrangThaiHoSo": "9", "NgayKetThucXuLy": "23/11/2026 09:30"}


@pytest.fixture(params=["file", "connector"])
def bring(request, load, province, frozen):
    """Return a function that brings a row by a file or the connector, and forgets what was told.

    It returns the codes of what an officer is asked or of what was refused.
    """
    key = keys.find_valid(keys.create("Cổng tỉnh", [province.pk], 30)[1])
    citizen(PHONE)

    def by_file(values, as_of):
        batch = load([values], as_of=as_of)
        return [fault.code for fault in batch.faults.all()]

    def by_connector(values, as_of):
        by_key = dict(zip(DOSSIERS.recognise(list(values)).keys, values.values(), strict=True))
        names = {key: name for name, key in items.KEYS.items()}
        item = {names[key]: value for key, value in by_key.items() if key in names}
        if "papers" in item:
            item["papers"] = item["papers"].split("; ")
        result = delivering.deliver(key, [item], as_of).results[0]
        return [error["code"] for error in result["errors"]]

    def bring(as_of=None, **values):
        Notice.objects.all().delete()
        return (by_file if request.param == "file" else by_connector)(
            good(**{**OPEN, **values}), as_of
        )

    return bring


def told():
    return [notice.event.removeprefix("dossier_") for notice in Notice.objects.order_by("pk")]


def known():
    return Dossier.objects.get()


def due_on():
    return local_day(known().due_at).isoformat()


# --- the table of statuses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "notice"),
    [
        (PAYS, {**PAYS, "SoTienPhaiNop": "150.000"}, ["payment_required"]),
        (
            {**ASKED, "GiayToBoSung": "Ảnh"},
            {**ASKED, "GiayToBoSung": "Ảnh; Giấy khai sinh"},
            ["supplement_required"],
        ),
        (
            {**ASKED, "GiayToBoSung": "Ảnh"},
            {**ASKED, "GiayToBoSung": "Ảnh", "HanBoSung": "11/12/2026"},
            ["supplement_required"],
        ),
        (
            {"TrangThaiHoSo": "8", "LyDo": "Chờ"},
            {"TrangThaiHoSo": "8", "LyDo": "Chờ giám định"},
            [],
        ),
    ],
    ids=["fee", "papers", "last day", "reason"],
)
def test_other_words_of_the_same_status_are_taken_over(bring, frozen, before, after, notice):
    bring(**before)
    frozen.shift(timedelta(hours=1))
    assert bring(**after) == []
    row = known()
    assert (row.fee_due, len(row.papers), row.reason) == (
        150_000 if "SoTienPhaiNop" in after else None,
        len(after.get("GiayToBoSung", "").split(";")) if "GiayToBoSung" in after else 0,
        after.get("LyDo", ""),
    )
    assert (told(), row.supplements) == (notice, int(after["TrangThaiHoSo"] == "5"))
    Notice.objects.all().delete()
    assert (bring(**after), told()) == ([], [])


def test_an_older_row_of_the_same_status_changes_nothing(bring, frozen):
    bring(**PAYS)
    frozen.shift(timedelta(hours=1))
    bring(**{**PAYS, "SoTienPhaiNop": "150.000"})
    assert bring(as_of=NOW, **PAYS) == []
    assert (known().fee_due, told()) == (150_000, [])


def test_a_row_that_leads_on_takes_the_steps_and_the_last_is_told(bring, frozen):
    bring(TrangThaiHoSo="2")
    frozen.shift(timedelta(hours=1))
    assert bring(**DONE, SoDinhDanh="025095001234") == []
    assert (known().status, known().completed_at, told()) == (
        Status.COMPLETED,
        at("2026-11-23 09:30"),
        ["completed"],
    )


def test_what_happened_before_we_heard_of_the_last_status_is_taken(bring, frozen):
    """Status 4 without a moment is heard at 10:00; it was completed at 9:30."""
    bring()
    assert bring(**DONE) == []
    assert bring(as_of=NOW - timedelta(minutes=2), **DONE) == []
    assert known().status == Status.COMPLETED


def test_a_pause_that_was_heard_of_late_ends_when_it_is_stated_to_have_ended(bring):
    bring(**PAYS)
    assert bring(**DONE) == []
    row = known()
    assert (row.status, row.paused_at, due_on()) == (Status.COMPLETED, None, "2026-12-02")


def test_a_stated_moment_before_the_last_stated_one_is_an_officers_decision(bring, frozen):
    bring()
    frozen.shift(timedelta(hours=1))
    move(known(), "suspended")  # at 11:00, by hand
    frozen.shift(timedelta(days=1))
    assert bring(**DONE) == ["stale"]
    assert (known().status, told()) == (Status.SUSPENDED, [])
    (difference,) = ImportConflict.objects.get().differences
    assert "lúc 09:30 23/11/2026, trước lần chuyển 11:00 23/11/2026" in difference["text"]


def test_an_older_file_moves_nothing_that_it_does_not_state(bring, frozen):
    bring(**PAYS)
    assert bring(as_of=NOW - timedelta(hours=1)) == ["stale"]
    assert known().status == Status.PAYMENT_REQUIRED
    assert "có dữ liệu đến" in ImportConflict.objects.get().differences[0]["text"]


def test_a_status_to_which_nothing_leads_is_an_officers_decision(bring, frozen):
    bring(**DONE)
    frozen.shift(timedelta(hours=1))
    assert (bring(), known().status) == (["not_forward"], Status.COMPLETED)


def test_an_acceptance_that_was_repeated_is_no_moment_of_the_return(bring, frozen):
    """After paying, the dossier is «accepted» again; the column still holds the first time."""
    bring(**PAYS)
    frozen.shift(timedelta(days=2))
    assert bring(TrangThaiHoSo="2") == []
    assert (known().status, known().paused_at, due_on()) == (Status.ACCEPTED, None, "2026-12-03")


def test_an_acceptance_before_we_heard_of_the_submission_is_taken(bring):
    bring(TrangThaiHoSo="1", NgayTiepNhan="", NgayHenTra="")
    assert bring(TrangThaiHoSo="2", NgayTiepNhan="23/11/2026 09:50", NgayHenTra="") == []
    assert known().submitted_at == known().accepted_at == at("2026-11-23 09:50")


def test_what_ended_without_an_acceptance_is_an_officers_decision(bring, frozen):
    bring(TrangThaiHoSo="1", NgayTiepNhan="", NgayHenTra="")
    frozen.shift(timedelta(hours=1))
    stopped = {"NgayTiepNhan": "", "NgayHenTra": "", "NgayKetThucXuLy": "23/11/2026 10:30"}
    assert bring(TrangThaiHoSo="8", LyDo="Không bổ sung", **stopped) == ["not_forward"]
    assert known().status == Status.SUBMITTED


def test_a_request_whose_last_day_has_passed_is_no_contradiction(bring):
    values = {**ASKED, "GiayToBoSung": "Ảnh", "HanBoSung": "22/11/2026"}
    assert bring(**values) == []
    assert known().supplement_due_on == date(2026, 11, 22)


# --- the table of dates --------------------------------------------------------------------------


def take_off(day):
    offices.day_off(day)
    offices_actions.publish_calendar()
    recomputing.recompute()


def apologise():
    actions.extend(known().pk, date(2026, 12, 7), "Xin lỗi", MACHINE)


@pytest.mark.parametrize(
    ("moves", "due"),
    [(lambda: take_off("2026-12-01"), "2026-12-03"), (apologise, "2026-12-07")],
    ids=["by a day off", "by an apology"],
)
def test_a_date_that_moved_here_is_no_difference(bring, frozen, moves, due):
    bring()
    moves()
    frozen.shift(timedelta(days=1))
    assert (bring(), bring(**DONE)) == ([], [])
    assert (known().status, due_on(), told()) == (Status.COMPLETED, due, ["completed"])
    assert not ImportConflict.objects.exists()


def test_a_first_date_is_promised_and_told_as_such(bring):
    bring(KenhThucHien="3", NgayHenTra="")
    assert bring(KenhThucHien="3") == []
    assert (due_on(), told()) == ("2026-12-02", ["due_set"])
    assert "02/12/2026" in Notice.objects.get().text


def test_a_date_that_follows_ours_is_remembered(bring, frozen):
    bring()
    take_off("2026-12-01")
    bring(NgayHenTra="03/12/2026")
    take_off("2026-12-03")
    assert (due_on(), bring(NgayHenTra="03/12/2026")) == ("2026-12-04", [])


def test_another_date_is_an_officers_decision_and_holds_nothing_back(bring, frozen):
    bring()
    frozen.shift(timedelta(hours=1))
    assert bring(NgayHenTra="09/12/2026", **DONE) == ["contradicts"]
    assert (known().status, due_on(), told()) == (Status.COMPLETED, "2026-12-02", ["completed"])
    assert [one["key"] for one in ImportConflict.objects.get().differences] == ["due_at"]


def test_another_date_is_asked_about_once_while_it_waits(bring, frozen):
    bring()
    frozen.shift(timedelta(hours=1))
    bring(NgayHenTra="09/12/2026")
    bring(NgayHenTra="09/12/2026", **DONE)
    assert ImportConflict.objects.count() == 1


def test_a_date_that_was_rejected_is_not_asked_about_again(bring, frozen, leader):  # noqa: F811
    bring()
    bring(NgayHenTra="09/12/2026")
    conflicts.reject(ImportConflict.objects.get().pk, leader, "Giấy hẹn ghi khác")
    frozen.shift(timedelta(hours=1))
    assert (bring(NgayHenTra="09/12/2026", **DONE), due_on()) == ([], "2026-12-02")


def test_another_date_of_an_older_file_changes_nothing(bring, frozen):
    bring()
    frozen.shift(timedelta(hours=1))
    bring(**PAYS)
    assert bring(as_of=NOW, NgayHenTra="09/12/2026", **PAYS) == []


@pytest.mark.parametrize(
    "written", ["02/12/2026 00:00:00", "2026-12-01T17:00:00Z", "20261202000000"]
)
def test_a_day_that_is_written_with_midnight_lasts_the_day(bring, written):
    bring(NgayHenTra=written)
    assert known().due_at == at("2026-12-02 23:59:59")


def test_another_day_of_acceptance_holds_no_status_back(bring, frozen):
    bring()
    frozen.shift(timedelta(hours=1))
    assert bring(NgayTiepNhan="19/11/2026 08:30", **DONE) == ["contradicts"]
    assert known().status == Status.COMPLETED


def test_a_return_says_nothing_of_the_day_of_completion(bring, frozen):
    bring(**DONE)
    frozen.shift(timedelta(days=2))
    assert bring(TrangThaiHoSo="10", NgayTra="25/11/2026 09:00") == []
    assert (known().completed_at, known().returned_at) == (
        at("2026-11-23 09:30"),
        at("2026-11-25 09:00"),
    )


# --- «Lấy theo tệp» ------------------------------------------------------------------------------


def test_what_is_believed_is_the_status_that_waited_too(bring, frozen, leader):  # noqa: F811
    bring()
    frozen.shift(timedelta(hours=1))
    bring(SoDienThoai="0987654321", **DONE)
    assert known().status == Status.PROCESSING
    Notice.objects.all().delete()
    citizen("+84987654321")
    conflicts.accept(ImportConflict.objects.get().pk, leader, "Đã đối chiếu")
    assert (known().status, known().applicant_phone) == (Status.COMPLETED, "+84987654321")
    assert told() == ["completed"]  # a move, not the correction of a mistake


def test_a_believed_status_may_lie_before_the_wrong_one(bring, frozen, leader):  # noqa: F811
    bring()
    frozen.shift(timedelta(hours=4))
    move(known(), "stopped")
    bring(**DONE)
    conflicts.accept(ImportConflict.objects.get().pk, leader, "Đã đối chiếu")
    assert (known().status, known().completed_at) == (Status.COMPLETED, at("2026-11-23 09:30"))


def test_what_was_corrected_since_stays(bring, frozen, leader):  # noqa: F811
    bring()
    bring(NgayHenTra="09/12/2026", **DONE)
    frozen.shift(timedelta(hours=1))
    reason = Facts(NOW + timedelta(hours=1), reason="Ghi nhầm hồ sơ khác")
    actions.correct(known().pk, Status.PROCESSING, actions.author_of(leader), reason)
    conflicts.accept(ImportConflict.objects.get().pk, leader, "Theo giấy hẹn")
    assert (known().status, due_on()) == (Status.PROCESSING, "2026-12-09")


# --- the tables themselves -----------------------------------------------------------------------


def test_the_tables_have_every_case():
    assert set(rules.STATUS) == set(product(rules.Told, rules.Age))
    assert set(rules.DUE) == set(product(rules.Date, rules.Age))
