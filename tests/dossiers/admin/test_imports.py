"""Importing a file in the admin: upload, map, check, apply."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dossiers.importing import blocks
from dossiers.models import ColumnName, Dossier, DossierImport, ImportConflict
from tests.dossiers.importing.conftest import frozen, load, province  # noqa: F401  # fixtures
from tests.dossiers.importing.making import csv_file, good, workbook
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
ADD = reverse("admin:dossiers_dossierimport_add")
HTMX = {"HX-Request": "true"}


def client_of(user, *codenames):
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(province):  # noqa: F811  # the fixture
    """Return the client of an officer who may import files for the office of the good rows."""
    return client_of(offices.officer(province).user, "add_dossierimport")


def upload(client, file, **values):
    return client.post(ADD, {"file": SimpleUploadedFile("ho-so.csv", file.getvalue()), **values})


def page(batch=None):
    return reverse(
        "admin:dossiers_dossierimport_change", args=[(batch or DossierImport.objects.get()).pk]
    )


def act(client, name, **values):
    return client.post(page(), {"act": name, **values})


def test_a_csv_file_is_checked_and_applied(officer):
    assert upload(officer, csv_file([good(1), good(2, TrangThaiHoSo="x")])).status_code == 302
    assert "import-progress" in officer.get(page()).content.decode()
    assert officer.post(page(), {"act": "step"}, headers=HTMX)["HX-Refresh"] == "true"
    shown = officer.get(page()).content.decode()
    assert "Ghi 1 hồ sơ mới" in shown
    assert "Không có trạng thái này" in shown
    assert not Dossier.objects.exists()
    act(officer, "apply")
    act(officer, "step")
    assert (Dossier.objects.count(), DossierImport.objects.get().state) == (1, "done")


def test_a_workbook_that_was_renamed_csv_is_read_as_what_it_is(officer):
    upload(officer, workbook([good()]))
    act(officer, "step")
    assert DossierImport.objects.get().created == 1


def test_one_dossier_with_two_statuses_is_taken_by_neither_row(officer):
    upload(officer, csv_file([good(1), good(1, TrangThaiHoSo="2"), good(2)]))
    act(officer, "step")
    shown = officer.get(page()).content.decode()
    assert "Ghi 1 hồ sơ mới" in shown
    assert "Mã hồ sơ này có nhiều dòng khác nhau trong tệp" in shown
    act(officer, "apply")
    act(officer, "step")
    assert Dossier.objects.count() == 1


def test_a_long_file_is_processed_in_steps(officer, monkeypatch):
    monkeypatch.setattr(blocks, "ROWS", 1)
    upload(officer, csv_file([good(i) for i in range(3)]))
    monkeypatch.setattr("dossiers.admin.imports.STEP_SECONDS", 0)
    shown = officer.post(page(), {"act": "step"}, headers=HTMX)
    assert (shown.status_code, "0% của 3 dòng" in shown.content.decode()) == (200, True)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"MaHoSo,MaTTHC\r\n", b"PK\x03\x04junk"])
def test_a_bad_file_is_reported_in_the_form(officer, content):
    response = upload(
        officer, SimpleUploadedFile("a.csv", content).file if content else csv_file([])
    )
    assert (response.status_code, DossierImport.objects.count()) == (200, 0)
    assert "must" in response.content.decode()


def test_headers_can_be_mapped(officer):
    row = {**good(), "Buoc": "4"}
    del row["TrangThaiHoSo"]
    upload(officer, csv_file([row]))
    assert "Khai báo một lần" in officer.get(page()).content.decode()
    position = list(row).index("Buoc")
    act(officer, "map", **{f"column-{position}": "status", "column-0": "nonsense"})
    assert (ColumnName.objects.get().key, DossierImport.objects.get().state) == (
        "status",
        "checking",
    )


def test_an_unknown_column_waits_for_an_answer(officer):
    row = {**good(), "Họ tên công dân": "Lê An"}
    del row["ChuHoSo"]
    upload(officer, csv_file([row]))
    shown = officer.get(page()).content.decode()
    assert "Chưa biết nội dung của 1 cột: Họ tên công dân" in shown
    position = list(row).index("Họ tên công dân")
    act(officer, "map", **{f"column-{position}": ""})  # no answer
    assert DossierImport.objects.get().state == "mapping"
    act(officer, "map", **{f"column-{position}": "applicant"})
    for name in ("step", "apply", "step"):
        act(officer, name)
    assert Dossier.objects.get().applicant_name == "Lê An"


def test_ignored_columns_are_named(officer):
    upload(officer, csv_file([{**good(), "GhiChu": "x"}]))
    act(officer, "step")
    assert "Bỏ qua các cột: GhiChu." in officer.get(page()).content.decode()


def test_a_cell_below_no_name_is_reported(officer):
    upload(officer, csv_file([{**good(), "": "x"}]))
    act(officer, "step")
    assert "ô nằm ngoài các cột có tiêu đề" in officer.get(page()).content.decode()


def test_an_office_name_can_be_mapped(officer):
    upload(officer, csv_file([good(DonViXuLy="CAP Thanh Miếu")]))
    act(officer, "step")
    assert "«CAP Thanh Miếu» là đơn vị nào?" in officer.get(page()).content.decode()
    act(officer, "office", written="CAP Thanh Miếu", office="ca-phuong-thanh-mieu")
    act(officer, "step")
    assert DossierImport.objects.get().created == 1


@pytest.mark.parametrize(
    "values",
    [
        {"office": "tinh", "written": "CAP Thanh Miếu"},
        {"office": "ca-phuong-thanh-mieu", "written": "khác"},
        {},
    ],
)
def test_an_office_out_of_reach_cannot_be_mapped(officer, values):
    upload(officer, csv_file([good(DonViXuLy="CAP Thanh Miếu")]))
    act(officer, "step")
    act(officer, "office", **values)
    assert DossierImport.objects.get().refused == 1


def test_faults_can_be_downloaded(officer):
    upload(officer, csv_file([good(TrangThaiHoSo="x")]))
    act(officer, "step")
    assert "2,TrangThaiHoSo,Dòng lỗi," in officer.get(f"{page()}?faults=csv").content.decode()


def test_an_import_of_another_officer_answers_404(officer, province):  # noqa: F811  # the fixture
    upload(officer, csv_file([good()]))
    other = client_of(offices.officer(province).user, "add_dossierimport")
    assert [other.get(page()).status_code, other.post(page(), {"act": "apply"}).status_code] == [
        404,
        404,
    ]


def test_read_only_officers_cannot_import(officer, province):  # noqa: F811  # the fixture
    upload(officer, csv_file([good()]))
    looker = client_of(DossierImport.objects.get().started_by, "view_dossierimport")
    assert looker.get(page()).status_code == 200
    assert [looker.post(page(), {"act": "step"}).status_code, looker.get(ADD).status_code] == [
        403,
        403,
    ]


def test_a_cancelled_import_writes_nothing(officer):
    upload(officer, csv_file([good()]))
    act(officer, "cancel")
    act(officer, "apply")
    act(officer, "step")
    assert (Dossier.objects.count(), DossierImport.objects.get().state) == (0, "cancelled")


def test_the_time_of_export_must_not_be_in_the_future(officer):
    response = upload(officer, csv_file([good()]), as_of="08:00 01/01/2030")
    assert "tương lai" in response.content.decode()


def test_what_will_be_written_can_be_opened_before_it_is(officer):
    """Names and phone numbers stay in the file; what is shown is decided anew."""
    upload(officer, csv_file([good(1), good(2, TrangThaiHoSo="x"), good(3)]))
    act(officer, "step")
    assert "?show=created" in officer.get(page()).content.decode()
    shown = officer.get(f"{page()}?show=created").content.decode()
    assert (good(1)["MaHoSo"] in shown, good(2)["MaHoSo"] in shown) == (True, False)
    assert "Công an phường Thanh Miếu" in shown
    assert good(1)["ChuHoSo"] not in shown
    assert not Dossier.objects.exists()
    act(officer, "apply")
    act(officer, "step")
    assert DossierImport.objects.get().planned == {}
    assert "Hồ sơ sẽ thêm mới" not in officer.get(f"{page()}?show=created").content.decode()


def test_an_update_is_shown_with_its_status_before_and_after(officer):
    for status, kind in (("2", "created"), ("4", "moved")):
        upload(officer, csv_file([good(1, TrangThaiHoSo=status)]))
        address = page(DossierImport.objects.latest("pk"))
        officer.post(address, {"act": "step"})
        shown = officer.get(f"{address}?show={kind}").content.decode()
        for name in ("apply", "step"):
            officer.post(address, {"act": name})
    assert "Được tiếp nhận → Đang xử lý" in shown


def test_an_unknown_column_comes_with_a_guess(officer):
    row = {**good(), "Họ tên công dân": "Lê An"}
    del row["ChuHoSo"]
    upload(officer, csv_file([row]))
    assert "«Họ tên công dân» có thể là: Chủ hồ sơ." in officer.get(page()).content.decode()


@pytest.fixture
def conflict(officer, province):  # noqa: F811  # the fixture
    """Return a conflict about name and phone, and an officer who may settle but not correct."""
    first = good(1, ChuHoSo="Nguyễn Văn A", SoDienThoai="0912345678")
    for row in (first, {**first, "ChuHoSo": "Trần Thị B", "SoDienThoai": "0987654321"}):
        upload(officer, csv_file([row]))
        address = page(DossierImport.objects.latest("pk"))
        for name in ("step", "apply", "step"):
            officer.post(address, {"act": name})
    return ImportConflict.objects.get()


def conflict_page(conflict):
    return reverse("admin:dossiers_importconflict_change", args=[conflict.pk])


def test_a_conflict_shows_both_sides_and_who_may_settle_it(conflict, province):  # noqa: F811  # the fixture
    user = offices.officer(province, public_name="Thượng uý Một Cửa").user
    looker = client_of(user, "view_importconflict", "view_dossier", "settle_conflict")
    shown = looker.get(conflict_page(conflict)).content.decode()
    assert all(part in shown for part in ("Nguyễn Văn A", "Trần Thị B", "0912•••678", "0987•••321"))
    assert "0987654321" not in shown
    assert "Giữ như hệ thống: Thượng uý Một Cửa." in shown
    assert "Lấy theo tệp: chưa có cán bộ nào" in shown


def test_the_page_of_an_import_says_who_settles_its_conflicts(conflict, officer, province):  # noqa: F811  # the fixture
    user = offices.officer(province, public_name="Trung tá Trưởng").user
    client_of(user, "view_dossier", "settle_conflict", "correct_dossier")
    shown = officer.get(page(DossierImport.objects.latest("pk"))).content.decode()
    assert "Lấy theo tệp: Trung tá Trưởng" in shown
