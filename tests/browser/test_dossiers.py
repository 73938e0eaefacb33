"""The work of a one-stop officer: importing a file and moving dossiers."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dossiers.models import Dossier
from tests.browser import people
from tests.browser.desk import DOSSIERS, follow
from tests.dossiers.factories import dossier
from tests.dossiers.importing.making import csv_file, good
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure


def page_of(row):
    return reverse("admin:dossiers_dossier_change", args=[row.pk])


@pytest.fixture
def office(service):
    return offices.thanh_mieu()


@pytest.fixture
def page(open_window, office):
    return open_window(people.officer(office, "Cán bộ một cửa"))


def status(row):
    return Dossier.objects.get(pk=row.pk).status


def test_a_file_is_previewed_and_then_imported(page):
    publish_procedure(id="thuong-tru", code="1.001456")
    rows = [
        good(1, NgayTiepNhan="25/11/2026 08:00", NgayHenTra="04/12/2026"),
        good(2, TrangThaiHoSo="không rõ"),
    ]
    page.goto(reverse("admin:dossiers_dossierimport_add"))
    file = {"name": "ho-so.csv", "mimeType": "text/csv", "buffer": csv_file(rows).getvalue()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.get_by_text("Ghi 1 hồ sơ mới")).to_be_visible()
    expect(page.get_by_text("Không có trạng thái này")).to_be_visible()
    assert not Dossier.objects.exists()
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Đã ghi xong").first).to_be_visible()
    assert Dossier.objects.get().code == rows[0]["MaHoSo"]


def test_a_dossier_is_found_and_moved(page, office):
    row = dossier(office=office, applicant_name="Trần Thị Bưởi")
    dossier(office=office, applicant_name="Lê Văn Cam")
    page.goto(DOSSIERS)
    page.get_by_label("Tìm trong danh sách").fill("thi buoi")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Lê Văn Cam")).to_have_count(0)
    follow(page, page.get_by_role("link", name=row.code))
    page.get_by_role("link", name="Yêu cầu bổ sung").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lý do").fill("Thiếu giấy tờ")
    dialog.get_by_label("Giấy tờ cần bổ sung").fill("Giấy khai sinh\nẢnh 3x4")
    dialog.get_by_label("Hạn bổ sung").fill("2026-12-05")
    follow(page, dialog.get_by_role("button", name="Yêu cầu bổ sung"))
    expect(page.get_by_text("Cần bổ sung đến hết 05/12/2026")).to_be_visible()
    expect(page.locator(".timeline").get_by_text("Giấy khai sinh")).to_be_visible()
    assert status(row) == "supplement_required"


def test_missing_values_are_reported_in_the_dialog(page, office):
    row = dossier(office=office)
    page.goto(page_of(row))
    page.get_by_role("link", name="Yêu cầu nộp tiền").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Yêu cầu nộp tiền").click()
    expect(dialog.get_by_text("Hãy ghi số tiền phải nộp")).to_be_visible()
    assert status(row) == "accepted"


def test_a_dossier_can_be_moved_by_keyboard(page, office):
    row = dossier(office=office)
    page.goto(page_of(row))
    link = page.get_by_role("link", name="Giải quyết")
    for _stop in range(200):  # Tab stops at every link before it
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Lời nhắn cho công dân")).to_be_focused()
    page.keyboard.type("Đang thẩm tra")
    button = dialog.get_by_role("button", name="Giải quyết")
    for _stop in range(10):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".timeline").get_by_text("Đang thẩm tra")).to_be_visible()
    assert status(row) == "processing"


def test_escape_closes_a_dialog_and_restores_focus(page, office):
    page.goto(page_of(dossier(office=office)))
    link = page.get_by_role("link", name="Giải quyết")
    link.click()
    expect(page.get_by_role("dialog").get_by_label("Lời nhắn cho công dân")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_moving_many_dossiers_reports_refused_ones(page, office):
    rows = [
        dossier(office=office),
        dossier(office=office),
        dossier(office=office, accepted_at=None),
    ]
    page.goto(DOSSIERS)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("move_many")
    follow(page, page.get_by_role("button", name="Thực hiện"))
    follow(page, page.get_by_role("button", name="Tạm dừng xử lý"))
    page.get_by_label("Lý do").fill("Chờ xác minh")
    follow(page, page.get_by_role("button", name="Chuyển 2 hồ sơ"))
    expect(page.get_by_role("status")).to_contain_text("Đã chuyển 2 hồ sơ")
    expect(page.get_by_role("row", name=rows[2].code)).to_contain_text(
        "Không chuyển được từ «Mới đăng ký»"
    )
    assert [status(row) for row in rows] == ["suspended", "suspended", "submitted"]


def test_dossiers_of_other_offices_are_hidden(page, office, tolerated):
    own, foreign = dossier(office=office), dossier(office=offices.office("ca-xa-b"))
    page.goto(DOSSIERS)
    expect(page.get_by_role("link", name=own.code)).to_be_visible()
    expect(page.get_by_text(foreign.code)).to_have_count(0)
    page.goto(page_of(foreign))
    expect(page.get_by_text(foreign.code)).to_have_count(0)
    tolerated("404", "403")
    assert (
        page.goto(reverse("admin:dossiers_dossier_to_processing", args=[foreign.pk])).status == 404
    )
    assert page.goto(reverse("admin:procedures_procedure_add")).status == 403
    expect(page.get_by_text("Đồng chí không có quyền")).to_be_visible()
    assert status(foreign) == "accepted"
