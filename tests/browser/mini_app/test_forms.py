"""A form that is filled in and saved on the phone."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.mini_app.requests import counted
from tests.browser.mini_app.screens import show


def test_ct01_is_filled_in_and_saved_as_a_pdf_and_nothing_is_sent(phone):
    show(phone, "forms/ct01-2026?office=Công+an+phường+Thanh+Miếu")
    expect(phone.get_by_label("Kính gửi")).to_have_value("Công an phường Thanh Miếu")
    with counted(phone) as sent:
        phone.get_by_label("Họ, chữ đệm và tên khai sinh").fill("Nguyễn Thị Ánh Tuyết")
        phone.get_by_label("Ngày, tháng, năm sinh").fill("31121980")
        expect(phone.get_by_label("Ngày, tháng, năm sinh")).to_have_value("31/12/1980")
        phone.get_by_role("button", name="Tạo tờ khai").click()
        with phone.expect_download() as saved:
            phone.get_by_role("link", name="Lưu thành PDF").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF-1.4")
    assert not [one for one in sent if not one.startswith("GET ")]


def test_the_residence_procedures_lead_to_it(phone):
    show(phone, "procedures/tthc-1-004194")
    phone.get_by_role("heading", name="Mẫu đơn, tờ khai").click()
    phone.get_by_role("link", name="Điền trên máy").click()
    expect(phone.get_by_role("heading", name="Tờ khai CT01")).to_be_visible()
