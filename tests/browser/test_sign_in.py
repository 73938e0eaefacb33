"""An officer signs in with a password and a phone, which is set up the first time."""

import re
from base64 import b32decode

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from tests.browser import people
from tests.offices import factories as offices

HOME = "/quan-tri/"
AT_HOME = re.compile(r"/quan-tri/$")


def enter_password(page, user):
    page.goto(HOME)
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(people.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def enter_code(page, code, button):
    page.get_by_label("Mã xác thực").fill(code)
    page.get_by_role("button", name=button).click()


@pytest.fixture
def officer(service):
    return people.officer(offices.office("ca-xa-a"), "Cán bộ một cửa")


def test_password_and_phone_code_sign_in(open_window, officer):
    page, phone = open_window(), people.phone_of(officer)
    enter_password(page, officer)
    enter_code(page, "000000", "Tiếp tục")
    expect(page.get_by_text("Mã không đúng")).to_be_visible()
    phone.refresh_from_db()
    phone.throttle_reset()  # after a wrong code the phone must wait a second
    enter_code(page, people.code(phone), "Tiếp tục")
    expect(page).to_have_url(AT_HOME)
    expect(page.get_by_role("link", name="Hồ sơ").first).to_be_visible()


def test_the_first_sign_in_sets_up_a_phone(open_window, officer):
    page = open_window()
    enter_password(page, officer)
    expect(page.locator(".qr-code svg")).to_be_visible()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    phone = TOTPDevice.objects.get(user=officer, confirmed=False)
    assert b32decode(secret + "=" * (-len(secret) % 8)) == phone.bin_key
    enter_code(page, people.code(phone), "Hoàn tất")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="Tôi đã cất các mã").click()
    expect(page).to_have_url(AT_HOME)
    assert TOTPDevice.objects.get(user=officer).confirmed
