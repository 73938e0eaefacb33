"""Imports from upload to end: preview, apply, repeat, conflicts, resuming."""

import io
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from citizens.models import Notice
from dossiers.importing import applying, blocks, running, uploading
from dossiers.models import (
    Dossier,
    DossierEvent,
    DossierImport,
    Follow,
    ImportBlock,
    ImportConflict,
    Proof,
)
from dossiers.workflow import Status
from foundation.importing.tables import FileRefused
from offices.working_time.calendar import ZONE
from tests.citizens.factories import citizen
from tests.dossiers.importing.conftest import counts
from tests.dossiers.importing.making import csv_file, good, workbook
from tests.for_each import for_each
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
CODE = "G01.899.909-260916-000028"


def everything():
    """Return every row that an import may change, except its own bookkeeping."""
    tables = (Dossier, DossierEvent, ImportConflict, Notice)
    return [list(model.objects.order_by("pk").values()) for model in tables]


def faults(batch):
    return [(fault.row, fault.column, fault.code) for fault in batch.faults.all()]


# --- preview and apply ---------------------------------------------------------------------------


def test_a_preview_writes_nothing(load):
    batch = load([good(1), good(2, TrangThaiHoSo="x")], apply=False)
    assert (batch.state, counts(batch)) == (running.State.READY, (1, 0, 0, 0, 1))
    assert everything() == [[], [], [], []]


def test_applying_gives_the_previewed_counts(load):
    batch = load([good(1), good(2, TrangThaiHoSo="x")])
    assert (batch.state, counts(batch)) == (running.State.DONE, (1, 0, 0, 0, 1))
    assert faults(batch) == [(3, "TrangThaiHoSo", "invalid_status")]


def test_a_new_dossier_has_all_values(load):
    load([good(NgayNopHoSo="15/09/2026", SoDinhDanh="025095001234", KenhThucHien="2")])
    dossier = Dossier.objects.get(code=CODE)
    assert (dossier.procedure_id, dossier.office_id, dossier.channel) == (
        "thuong-tru",
        "ca-phuong-thanh-mieu",
        "online",
    )
    assert (dossier.applicant_name, dossier.applicant_folded) == ("Nguyễn Văn A", "nguyen van a")
    assert (dossier.applicant_phone, dossier.id_last4, dossier.source) == (
        "+84912345678",
        "1234",
        "import",
    )
    assert dossier.accepted_at == datetime(2026, 9, 16, 8, 30, tzinfo=ZONE)
    assert dossier.due_at == datetime(2026, 9, 25, 23, 59, 59, tzinfo=ZONE)


def test_a_new_dossier_has_events_up_to_its_status(load):
    load([good(TrangThaiHoSo="10", NgayKetThucXuLy="24/09/2026", NgayTra="25/09/2026 09:00")])
    events = DossierEvent.objects.filter(dossier__code=CODE).order_by("number")
    assert list(events.values_list("status_from", "status_to")) == [
        ("", "accepted"),
        ("accepted", "processing"),
        ("processing", "completed"),
        ("completed", "returned"),
    ]
    assert {event.source for event in events} == {"import"}
    assert [event.at.astimezone(ZONE).day for event in events] == [16, 16, 24, 25]


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ({"NgayHenTra": "25/09/2026"}, (7, "working_day")),
        ({"NgayHenTra": "28/09/2026"}, (12, "day")),
        ({"NgayHenTra": ""}, (7, "working_day")),
        ({"NgayHenTra": "", "TrangThaiHoSo": "10", "NgayTra": "20/09/2026"}, (None, "")),
    ],
    ids=["as the procedure says", "promised otherwise", "not promised", "over"],
)
def test_the_procedures_limit_is_used_if_it_gives_the_due_date(load, values, limit):
    load([good(**values)])
    dossier = Dossier.objects.get()
    assert (dossier.limit_value, dossier.limit_unit) == limit


@pytest.mark.parametrize("code", ["1.001456", "2.000200"])
def test_a_former_procedure_code_is_recognised(load, code):
    load([good(MaTTHC=code)])
    assert Dossier.objects.get().procedure_id == "thuong-tru"


@pytest.mark.parametrize(
    "name", ["CÔNG AN PHƯỜNG THANH MIẾU", "cong an phuong thanh mieu", "ca-phuong-thanh-mieu"]
)
def test_an_office_is_recognised_by_name_and_id(load, name):
    load([good(DonViXuLy=name)])
    assert Dossier.objects.get().office_id == "ca-phuong-thanh-mieu"


def test_a_row_without_office_gets_the_default_office(load):
    assert load([good(DonViXuLy="")], office_id="ca-phuong-thanh-mieu").created == 1
    assert faults(load([good(29, DonViXuLy="")])) == [(2, "DonViXuLy", "unknown_office")]


@for_each(
    ("values", "fault"),
    [
        ({"MaTTHC": "9.999999"}, ("MaTTHC", "unknown_procedure")),
        ({"DonViXuLy": "Công an phường Không Có"}, ("DonViXuLy", "unknown_office")),
        ({"TrangThaiHoSo": "5"}, ("LyDo", "reason_missing")),
        ({"TrangThaiHoSo": "5", "LyDo": "Thiếu"}, ("GiayToBoSung", "papers_missing")),
        ({"TrangThaiHoSo": "3"}, ("LyDo", "reason_missing")),
        ({"TrangThaiHoSo": "6"}, ("SoTienPhaiNop", "fee_missing")),
        (
            {"TrangThaiHoSo": "8", "LyDo": "Chờ xác minh", "NgayTiepNhan": ""},
            ("NgayTiepNhan", "required"),
        ),
        ({"NgayHenTra": "", "NgayTiepNhan": "16/09/2024"}, ("NgayHenTra", "calendar_year_missing")),
        ({"NgayTiepNhan": "24/11/2026"}, ("NgayTiepNhan", "in_future")),
        ({"MaHoSo": "abc"}, ("MaHoSo", "invalid_code")),
    ],
)
def test_a_bad_row_is_reported_with_its_column(load, values, fault):
    batch = load([good(1), good(**values), good(3)])
    assert ((3, *fault) in faults(batch), batch.created) == (True, 2)


def test_a_truncated_line_is_refused(load):
    text = csv_file([good()]).getvalue().decode()
    assert faults(
        load([], file=io.BytesIO((text + "G01.899.909-260916-000077,1.001456,x,y\r\n").encode()))
    ) == [(3, "", "cells_missing")]


def test_only_equal_duplicates_are_accepted(load):
    batch = load([good(1), good(2), good(1), good(2, TrangThaiHoSo="2"), good(3)])
    assert faults(batch) == [
        (3, "MaHoSo", "repeated"),
        (4, "MaHoSo", "repeated"),
        (5, "MaHoSo", "repeated"),
    ]
    assert sorted(Dossier.objects.values_list("code", flat=True)) == [
        "G01.899.909-260916-000001",
        "G01.899.909-260916-000003",
    ]


def test_an_office_out_of_reach_is_refused(load):
    other = offices.office("ca-xa-khac", name="Công an xã Khác")
    officer = offices.officer(other).user
    assert faults(load([good(1), good(2, DonViXuLy="Công an xã Khác")], user=officer)) == [
        (2, "DonViXuLy", "office_outside")
    ]
    assert Dossier.objects.get().office_id == "ca-xa-khac"


def test_a_dossier_of_another_office_is_untouched(load):
    load([good()])
    officer = offices.officer(offices.office("ca-xa-khac", name="Công an xã Khác")).user
    before = everything()
    assert faults(load([good(TrangThaiHoSo="9", NgayKetThucXuLy="20/09/2026")], user=officer)) == [
        (2, "DonViXuLy", "office_outside")
    ]
    assert everything() == before


# --- repeated files ------------------------------------------------------------------------------


def test_loading_the_same_file_twice_changes_nothing(load):
    rows = [
        good(1),
        good(2, TrangThaiHoSo="9", NgayKetThucXuLy="20/09/2026"),
        good(3, TrangThaiHoSo="1"),
    ]
    load(rows)
    before = everything()
    assert counts(load(rows)) == (0, 0, 3, 0, 0)
    assert everything() == before


def test_a_newer_file_moves_dossiers_forward(load, frozen):
    load([good()])
    frozen.shift(timedelta(hours=1))
    batch = load([good(TrangThaiHoSo="9", NgayKetThucXuLy="23/11/2026 10:30")])
    assert counts(batch) == (0, 1, 0, 0, 0)
    assert Dossier.objects.get().status == Status.COMPLETED


def test_an_older_file_does_not_move_dossiers_back(load, frozen):
    """Both moves are allowed, so only the age of the file decides."""
    old = [
        good(
            TrangThaiHoSo="5",
            LyDo="Thiếu giấy",
            GiayToBoSung="Giấy khai sinh",
            HanBoSung="01/12/2026",
        )
    ]
    load(old)
    frozen.shift(timedelta(hours=1))
    load([good(NgayHenTra="")])
    assert Dossier.objects.get().status == Status.PROCESSING
    frozen.shift(timedelta(hours=1))
    before = everything()[:2]
    batch = load(old)
    assert (counts(batch), [f.code for f in batch.faults.all()]) == ((0, 0, 0, 1, 0), ["stale"])
    assert everything()[:2] == before


def test_missing_values_are_filled_in(load):
    load([good(ChuHoSo="", SoDienThoai="", NgayHenTra="", MaTTHC="1.001457")])
    Dossier.objects.update(due_at=None, limit_value=None, limit_unit="")
    assert load([good(MaTTHC="1.001457", SoDinhDanh="025095001234")]).moved == 1
    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.applicant_phone, dossier.id_last4) == (
        "Nguyễn Văn A",
        "+84912345678",
        "1234",
    )
    assert dossier.due_at == datetime(2026, 9, 25, 23, 59, 59, tzinfo=ZONE)
    assert list(dossier.events.order_by("number").values_list("kind", flat=True))[-2:] == [
        "contact",
        "due_moved",
    ]


# --- conflicts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"MaTTHC": "1.001457"}, "procedure_code"),
        ({"NgayTiepNhan": "17/09/2026 08:30"}, "accepted_at"),
        ({"NgayHenTra": "30/09/2026"}, "due_at"),
        ({"TrangThaiHoSo": "2"}, "status"),
        ({"ChuHoSo": "Trần Thị B"}, "applicant"),
        ({"SoDienThoai": "0987654321"}, "phone"),
        ({"DonViXuLy": "Công an xã Khác"}, "office"),
    ],
)
def test_a_contradiction_becomes_a_conflict(load, values, key):
    offices.office("ca-xa-khac", name="Công an xã Khác")
    load([good()])
    before = everything()[:2]
    batch = load([good(**values)])
    assert (counts(batch), everything()[:2]) == ((0, 0, 0, 1, 0), before)
    assert [one["key"] for one in ImportConflict.objects.get().differences] == [key]


def test_a_conflict_holds_no_personal_data(load):
    load([good()])
    batch = load([good(ChuHoSo="Trần Thị B", SoDienThoai="0987654321")])
    said = (
        f"{ImportConflict.objects.get().differences} {[fault.text for fault in batch.faults.all()]}"
    )
    assert not any(word in said for word in ("Trần", "Nguyễn", "987654321", "912345678"))


def test_the_same_conflict_is_stored_once(load):
    load([good()])
    for _ in range(2):
        load([good(TrangThaiHoSo="2")])
    assert ImportConflict.objects.count() == 1


# --- notices -------------------------------------------------------------------------------------


def test_owners_get_one_notice_per_change(load, frozen):
    person = citizen(phone="+84912345678")
    load([good()])
    assert list(Notice.objects.values_list("citizen_id", "event")) == [
        (person.pk, "dossier_processing")
    ]
    frozen.shift(timedelta(hours=1))
    load([good(TrangThaiHoSo="10", NgayKetThucXuLy="23/11/2026", NgayTra="23/11/2026")])
    assert list(Notice.objects.order_by("pk").values_list("event", flat=True)) == [
        "dossier_processing",
        "dossier_returned",
    ]


def test_old_changes_send_no_notices(load):
    citizen(phone="+84912345678")
    load([good(TrangThaiHoSo="10", NgayTra="20/09/2026")])
    assert not Notice.objects.exists()


# --- resuming ------------------------------------------------------------------------------------


def test_after_a_crash_a_rerun_finishes(load, monkeypatch):
    monkeypatch.setattr(blocks, "ROWS", 2)
    batch = load([good(i) for i in range(5)], apply=False)
    running.confirm(batch.pk)
    calls = []
    real = applying.apply

    def dying(*args):
        calls.append(1)
        decisions = real(*args)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return decisions

    monkeypatch.setattr(applying, "apply", dying)
    with pytest.raises(RuntimeError):
        list(running.work(batch.pk))
    batch.refresh_from_db()
    assert (Dossier.objects.count(), batch.next_block, batch.created) == (2, 1, 2)
    list(running.work(batch.pk))
    batch.refresh_from_db()
    assert (Dossier.objects.count(), batch.state, batch.created) == (5, running.State.DONE, 5)


def test_a_code_taken_meanwhile_is_updated_on_retry(load, monkeypatch):
    batch = load([good()], apply=False)
    running.confirm(batch.pk)
    real, calls = applying.apply, []

    def late(*args):
        calls.append(1)
        if len(calls) == 1:
            raise IntegrityError
        return real(*args)

    monkeypatch.setattr(applying, "apply", late)
    list(running.work(batch.pk))
    assert (len(calls), Dossier.objects.count()) == (2, 1)


def test_work_stops_when_the_time_is_up(load, monkeypatch):
    monkeypatch.setattr(blocks, "ROWS", 1)
    batch = load([good(i) for i in range(5)], apply=False)
    running.confirm(batch.pk)
    assert list(running.work(batch.pk, seconds=0)) == []
    assert DossierImport.objects.get(pk=batch.pk).next_block == 0


def test_an_unfinished_check_cannot_be_applied(load):
    batch = uploading.begin(uploading.Upload(csv_file([good()]), "a.csv"), None)
    assert running.confirm(batch.pk).state == running.State.CHECKING


def test_a_cancelled_import_keeps_no_rows(load):
    batch = load([good()], apply=False)
    running.cancel(batch.pk)
    assert (running.confirm(batch.pk).state, batch.blocks.count(), Dossier.objects.count()) == (
        running.State.CANCELLED,
        0,
        0,
    )


# --- at rest -------------------------------------------------------------------------------------


def test_rows_are_encrypted_at_rest(load):
    load([good()], apply=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_importblock")
        assert "Nguyễn" not in str(cursor.fetchall())
    assert "Nguyễn Văn A" in str(blocks.unpack(ImportBlock.objects.get().content))


def test_a_workbook_gives_the_same_result_as_csv(load):
    load([good(1, SoDienThoai="0912345678")])
    first = Dossier.objects.values("status", "due_at", "accepted_at", "applicant_phone_hash").get()
    accepted = datetime(2026, 9, 16, 8, 30)  # noqa: DTZ001  # as workbooks have them
    load(
        [],
        file=workbook(
            [
                good(
                    2,
                    NgayTiepNhan=accepted,
                    NgayHenTra=accepted.replace(day=25, hour=0, minute=0),
                    SoDienThoai=912345678,
                )
            ]
        ),
    )
    second = (
        Dossier.objects.order_by("-pk")
        .values("status", "due_at", "accepted_at", "applicant_phone_hash")
        .first()
    )
    assert first == second


def test_a_refused_file_leaves_no_rows(load):
    with pytest.raises(FileRefused):
        load([{**good(), "Trạng thái": "4"}])
    assert not DossierImport.objects.exists()


def test_proven_owners_are_notified_unless_they_unfollowed(load, frozen):
    load([good()])
    owner, silent = citizen(phone="+84911111111"), citizen(phone="+84922222222")
    dossier = Dossier.objects.get()
    for person in (owner, silent):
        Proof.objects.create(
            citizen=person, dossier=dossier, factor="id_last4", at=dossier.created_at
        )
    Follow.objects.create(citizen=silent, dossier=dossier, active=False, at=dossier.created_at)
    frozen.shift(timedelta(hours=1))
    load([good(TrangThaiHoSo="9", NgayKetThucXuLy="23/11/2026")])
    assert list(Notice.objects.values_list("citizen_id", "event")) == [
        (owner.pk, "dossier_completed")
    ]


def test_a_file_brings_old_dossiers_of_a_closed_procedure_and_no_new_ones(load):
    closed = {"MaTTHC": "3.000493", "TrangThaiHoSo": "4", "NgayHenTra": ""}
    batch = load(
        [
            good(1, **closed, NgayTiepNhan="30/06/2026 16:00"),
            good(2, **closed, NgayTiepNhan="01/07/2026 08:00"),
        ]
    )
    assert counts(batch) == (1, 0, 0, 0, 1)
    assert faults(batch) == [(3, "MaTTHC", "procedure_closed")]
