"""Tables of beats and shifts: refused as a whole with every fault, or written as a whole."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.importing.whole_tables import TableRefused
from offices.importing.duty import BEAT_ROWS, SHIFT_ROWS
from offices.models import Beat, BeatDuty, DutyShift
from tests.offices.factories import beat, beat_duty, office, officer
from tests.police_portal.world import officer_of

pytestmark = pytest.mark.django_db
BEATS = "Đơn vị,Tổ thôn,Loại,Tên cũ,Tuyến đường,Điện thoại công tác,Cán bộ,Từ ngày\n"
SHIFTS = "Đơn vị,Việc trực,Cán bộ trực,Trực phó,Bắt đầu,Kết thúc\n"
HERE = "Công an phường Thanh Miếu"


@pytest.fixture
def binh(ward):
    return officer(ward, public_name="Đại úy Trần Thị Bình")


@pytest.fixture
def chief(ward):
    return officer_of(ward, "L")


def run(rows, header, chief, *lines, apply=True):
    content = (header + "\n".join(lines) + "\n").encode()
    return rows.run(BytesIO(content), chief, apply=apply)


def faults_of(rows, header, chief, *lines):
    with pytest.raises(TableRefused) as refused:
        run(rows, header, chief, *lines)
    return [(fault.row, fault.column, fault.code) for fault in refused.value.faults]


def test_a_row_brings_a_beat_with_its_officer(ward, chief, binh):
    line = f"{HERE},Xóm Đồng,thôn,Xóm Giữa; Xóm Cũ,đường Ngô Quyền,0210 3846 999,"
    outcome = run(BEAT_ROWS, BEATS, chief, f"{line}đại uý trần thị bình,01/11/2026")
    row = Beat.objects.get()
    assert (len(outcome.added), row.kind, row.former_names) == (1, "hamlet", ["Xóm Giữa", "Xóm Cũ"])
    assert BeatDuty.objects.get().officer == binh


def test_a_known_beat_is_changed_and_empty_cells_change_nothing(ward, chief):
    held = beat(ward, "Xóm Đồng", streets=["Ngô Quyền"], kind="hamlet")
    outcome = run(BEAT_ROWS, BEATS, chief, f"{HERE},XÓM ĐỒNG,,,,0210 3846 999,,")
    held.refresh_from_db()
    assert (outcome.added, len(outcome.changed)) == ([], 1)
    assert (held.streets, held.work_phone) == (["Ngô Quyền"], "0210 3846 999")


def test_a_dry_run_writes_nothing(ward, chief):
    assert run(BEAT_ROWS, BEATS, chief, f"{HERE},Tổ 5,,,,,,", apply=False).added
    assert not Beat.objects.exists()


def test_every_fault_is_named_and_nothing_is_half_written(ward, chief, binh):
    stranger = office("ca-xa-la", name="Công an xã Lạ")
    officer(stranger, public_name="Đại úy Xa")
    beat_duty(beat(ward, "Tổ 9"), first_day="2026-11-01")
    found = faults_of(
        BEAT_ROWS, BEATS, chief,
        f"{HERE},Tổ 5,,,,,,",
        f"{HERE},tổ dân phố 05,,,,,,",
        f"{HERE},Tổ 6,,,,,Đại úy Xa,",
        "Công an xã Lạ,Tổ 1,,,,,,",
        f"{HERE},Tổ 7,huyện,,,chín,,",
        f"{HERE},Tổ 9,,,,,Đại úy Trần Thị Bình,15/11/2026",
        f"{HERE},,,,,,,",
    )  # fmt: skip
    assert found == [
        (3, "Tổ thôn", "repeated"), (4, "Cán bộ", "other_office"), (5, "Đơn vị", "unknown_office"),
        (6, "Loại", "unknown_choice"), (7, "Từ ngày", "overlap"), (8, "Tổ thôn", "missing"),
    ]  # fmt: skip
    assert Beat.objects.count() == 1


def test_a_phone_that_is_none_is_refused(ward, chief):
    found = faults_of(BEAT_ROWS, BEATS, chief, f"{HERE},Tổ 7,,,,chín,,")
    assert found == [(2, "Điện thoại công tác", "invalid_phone")]


def test_shifts_that_overlap_each_other_or_known_ones_are_refused(ward, chief, binh):
    name = "Đại úy Trần Thị Bình"
    found = faults_of(
        SHIFT_ROWS, SHIFTS, chief,
        f"{HERE},Trực ban,{name},,07:30 01/12/2026,19:30 01/12/2026",
        f"{HERE},trực ban,{name},,19:00 01/12/2026,07:30 02/12/2026",
        f"{HERE},,{name},,19:30 01/12/2026,07:30 01/12/2026",
        f"{HERE},,{name},,01/12/2026,mai",
        f"{HERE},,{name},{name},07:30 03/12/2026,19:30 03/12/2026",
    )  # fmt: skip
    assert [(row, code) for row, _column, code in found] == [
        (3, "overlap"), (4, "invalid"), (5, "invalid"), (5, "invalid"), (6, "same"),
    ]  # fmt: skip
    assert not DutyShift.objects.exists()
    run(SHIFT_ROWS, SHIFTS, chief, f"{HERE},,{name},,19:30 01/12/2026,07:30 02/12/2026")
    assert DutyShift.objects.get().function == "desk"


def test_another_table_is_refused(ward, chief):
    assert {code for *_, code in faults_of(BEAT_ROWS, SHIFTS, chief, f"{HERE},,,,,")} >= {
        "missing_column"
    }


def send(client, page, content):
    return client.post(page, {"file": SimpleUploadedFile("bang.csv", content.encode())})


def test_the_page_checks_first_and_writes_what_was_shown(ward, leader):
    page = reverse("admin:offices_beat_load_rows")
    shown = send(leader, page, f"{BEATS}{HERE},Tổ 5,,,,,,\n")
    assert "Sẽ thêm 1, sửa 0" in shown.content.decode()
    assert not Beat.objects.exists()
    done = leader.post(page, {"table": shown.context_data["table"]}, follow=True)
    assert "Đã thêm 1, sửa 0 địa bàn." in done.content.decode()
    assert Beat.objects.get().name == "Tổ 5"


def test_the_page_lists_refused_rows(ward, leader):
    page = reverse("admin:offices_beat_load_rows")
    shown = send(leader, page, f"{BEATS}{HERE},Tổ 5,,,,,,\n{HERE},tổ 5,,,,,,\n").content.decode()
    assert "Tên này đã có ở dòng 2." in shown
    assert not Beat.objects.exists()


def test_a_table_with_a_header_alone_is_refused_in_words(ward, leader):
    page = reverse("admin:offices_beat_load_rows")
    assert "không có địa bàn nào" in send(leader, page, BEATS).content.decode()


@pytest.mark.parametrize("table", ["x", ""])
def test_a_table_that_was_not_checked_is_not_written(ward, leader, table):
    page = reverse("admin:offices_beat_load_rows")
    assert leader.post(page, {"table": table}).status_code == 200
    assert not Beat.objects.exists()
