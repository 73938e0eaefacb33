"""An officer signs in: the password, then the phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import people
from tests.offices import factories as offices

HOME = "/quan-tri/"


def enter_password(page, user):
    page.goto(HOME)
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(people.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def officer(service):
    return people.officer(offices.office("ca-xa-a"), "Cán bộ một cửa")


def test_the_password_and_a_code_of_the_phone_lead_to_the_first_page(open_window, officer):
    page, phone = open_window(), people.phone_of(officer)
    enter_password(page, officer)
    page.get_by_label("Mã xác thực").fill(people.code(phone))
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page).to_have_url(page.url.partition("/quan-tri/")[0] + HOME)
    expect(page.get_by_role("heading", name="Trang quản trị")).to_be_visible()
