"""`manage.py import_contacts`: a province's own table of addresses, phones, hours and points."""

from datetime import time
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from django.core.management import call_command
from django.core.management.base import CommandError

from foundation.desk.models import ChangeEntry
from offices import actions
from offices.models import Office
from offices.snapshot import directory
from tests.for_each import for_each
from tests.offices.factories import hours, office, thanh_mieu

pytestmark = pytest.mark.django_db
HEADER = "Đơn vị,Địa chỉ,Điện thoại,Giờ làm việc,Vĩ độ,Kinh độ"


@pytest.fixture
def table(tmp_path):
    """Return what writes a table of these lines and imports it."""

    def run(*lines, header=HEADER, **options):
        file = tmp_path / "bang.csv"
        file.write_text("\n".join([header, *lines]) + "\n")
        out = StringIO()
        call_command("import_contacts", str(file), stdout=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def phu_tho():
    office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    row = thanh_mieu(latitude=21.3, longitude=105.4, point_approximate=True)
    office("ca-xa-hy-cuong", name="Công an xã Hy Cương")
    actions.publish([row.pk])
    directory.refresh()
    return row


WHOLE = (
    'Công an phường Thanh Miếu,"Số 5, phường Thanh Miếu","0210 3123 456 – Trực ban; 0912345678",'
    '"Thứ 2 - Thứ 6: 7h30-11h30, 13h00-17h00; Thứ 7: 7h30-11h30",21.3011,105.4222'
)


def test_a_row_brings_address_phones_hours_and_point(table, phu_tho):
    said = table(WHOLE, apply=True)
    phu_tho.refresh_from_db()
    assert phu_tho.address == "Số 5, phường Thanh Miếu"
    assert phu_tho.phones == ["0210 3123 456 – Trực ban", "0912345678"]
    assert (phu_tho.point, phu_tho.point_approximate) == ((21.3011, 105.4222), False)
    assert phu_tho.hours.count() == 11
    assert phu_tho.hours.get(weekday=6).closes == time(11, 30)
    assert phu_tho.source == "Bảng của tỉnh: bang.csv"
    assert "Có địa chỉ: 0 → 1 trên 3 đơn vị." in said
    directory.refresh()
    assert directory.current().offices[phu_tho.pk].card["address"] == phu_tho.address


def test_a_dry_run_says_what_would_change_and_changes_nothing(table, phu_tho):
    said = table(WHOLE)
    assert "địa chỉ (trống) → Số 5, phường Thanh Miếu" in said
    assert "Có địa chỉ: 0 → 1 trên 3 đơn vị." in said
    assert "Mới chạy thử" in said
    phu_tho.refresh_from_db()
    assert (phu_tho.address, phu_tho.hours.count()) == ("", 0)


def test_empty_cells_change_nothing(table, phu_tho):
    hours(phu_tho)
    Office.objects.filter(pk=phu_tho.pk).update(address="Khu 1", phones=["0210 3123 456"])
    said = table("Thanh Miếu,,,,,", apply=True)
    phu_tho.refresh_from_db()
    assert (phu_tho.address, phu_tho.phones, phu_tho.hours.count()) == (
        "Khu 1",
        ["0210 3123 456"],
        10,
    )
    assert "không đổi 1" in said


def test_what_an_office_wrote_itself_is_kept_unless_told(table, phu_tho):
    own = {"address": "Khu 1", "source": actions.OWN_WORD}
    Office.objects.filter(pk=phu_tho.pk).update(**own)
    line = "Thanh Miếu,Khu 2,0210 3123 456,,,"
    said = table(line, apply=True)
    phu_tho.refresh_from_db()
    assert (phu_tho.address, phu_tho.phones) == ("Khu 1", ["0210 3123 456"])
    assert "giữ ca-phuong-thanh-mieu: địa chỉ Khu 1 → Khu 2" in said
    Office.objects.filter(pk=phu_tho.pk).update(**own)
    table(line, apply=True, overwrite=[phu_tho.pk])
    phu_tho.refresh_from_db()
    assert phu_tho.address == "Khu 2"


@for_each(
    ("line", "fault"),
    [
        ("Hi Cương,Khu 1,,,,", "Dòng 2, cột Đơn vị: Không có đơn vị «Hi Cương». Gần giống: Công"),
        ("Bạch Hạc,Khu 1,,,,", "Gần giống: Công an phường Thanh Miếu"),
        (",Khu 1,,,,", "Dòng 2, cột Đơn vị: Thiếu tên đơn vị."),
        ("Hy Cương,,12,,,", "Dòng 2, cột Điện thoại: «12» không phải số điện thoại"),
        ("Hy Cương,,0210 3845 678,,,", "số mẫu trong tài liệu thiết kế"),
        ("Hy Cương,,0210.3811.222,,,", "số mẫu trong tài liệu thiết kế"),
        ("Hy Cương,,0210 3846 111,,,", "số mẫu trong tài liệu thiết kế"),
        ("Hy Cương,,,thứ 2: 11h-7h,,", "Dòng 2, cột Giờ làm việc: Giờ mở cửa phải trước giờ đóng"),
        ('Hy Cương,,,"T2: 7h-11h, 10h-12h",,', "cột Giờ làm việc: Các khoảng giờ trong cùng"),
        ("Hy Cương,,,giờ hành chính,,", "Chưa hiểu «giờ hành chính». Ghi ngày rồi giờ"),
        ("Hy Cương,,,,21.3,", "cột Kinh độ: Ghi cả vĩ độ và kinh độ."),
        ("Hy Cương,,,,10.8,106.7", "cột Vĩ độ: Vị trí này nằm ngoài"),
        ("Hy Cương,,,,105.4,21.3", "cột Vĩ độ: Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24"),
        ("Hy Cương,,,,abc,21.3", "cột Vĩ độ: Ghi độ dạng thập phân"),
    ],
)
def test_a_fault_names_row_and_field_and_nothing_is_written(table, phu_tho, line, fault):
    with pytest.raises(CommandError) as refused:
        table(line, "Thanh Miếu,Khu 9,,,,", apply=True)
    assert fault in str(refused.value)
    phu_tho.refresh_from_db()
    assert phu_tho.address == ""


def test_every_fault_is_told_at_once(table, phu_tho):
    with pytest.raises(CommandError) as refused:
        table("Hy Cương,,1,thứ 2: 9h-8h,,", "Thanh Miếu,,,,,", "phường Thanh Miếu,Khu 1,,,,")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()[1:]] == [
        "Dòng 2, cột Điện thoại",
        "Dòng 2, cột Giờ làm việc",
        "Dòng 4, cột Đơn vị",
    ]


def test_an_unknown_column_is_told_and_not_dropped(table, phu_tho):
    with pytest.raises(CommandError, match="Không có cột «Địa điểm trụ sở»; có phải «Địa chỉ"):
        table("Thanh Miếu,Khu 1", header="Đơn vị,Địa điểm trụ sở,Điện thoại")


def test_a_name_of_two_offices_is_refused(table, phu_tho):
    office("ca-xa-thanh-mieu", name="Công an xã Thanh Miếu")
    with pytest.raises(CommandError, match="là tên của nhiều đơn vị"):
        table("Thanh Miếu,Khu 1,,,,")
    table("xã Thanh Miếu,Khu 1,,,,", apply=True)
    assert Office.objects.get(pk="ca-xa-thanh-mieu").address == "Khu 1"


def test_a_workbook_is_read_and_a_number_gets_its_zero_back(phu_tho, tmp_path):
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Tên đơn vị", "Số điện thoại", "Toạ độ"])
        sheet.write_row(1, 0, [1, "phường Thanh Miếu", 2103123456, "21.3011, 105.4222"])
    (tmp_path / "bang.xlsx").write_bytes(out.getvalue())
    call_command("import_contacts", str(tmp_path / "bang.xlsx"), apply=True, stdout=StringIO())
    phu_tho.refresh_from_db()
    assert (phu_tho.phones, phu_tho.point) == (["02103123456"], (21.3011, 105.4222))


def test_the_change_is_logged_with_the_command(table, phu_tho):
    table(WHOLE, apply=True)
    (entry,) = ChangeEntry.objects.filter(command="import_contacts")
    assert entry.key == phu_tho.pk
