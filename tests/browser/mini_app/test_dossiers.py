"""A citizen with a slip in their hand, who logs in only when it helps."""

from playwright.sync_api import expect

from tests.browser.mini_app.citizens import log_in
from tests.browser.mini_app.content import PHONE, filed


def test_who_looks_a_dossier_up_logs_in_and_shares_the_phone_finds_all_of_them(phone):
    looked_up, other = filed(), filed()
    phone.goto("")
    phone.get_by_role("link", name="Hồ sơ", exact=True).click()
    phone.get_by_role("link", name="Tra cứu bằng mã").click()
    phone.get_by_label("Mã hồ sơ", exact=True).fill(f" {looked_up.code.lower()} ")
    phone.get_by_label("4 số cuối điện thoại", exact=True).fill(PHONE[-4:])
    phone.get_by_role("button", name="Xem hồ sơ").click()
    found = phone.get_by_role("region", name="Hồ sơ tìm thấy")
    expect(found.get_by_role("heading", name="Giấy tờ còn thiếu")).to_be_visible()
    log_in(phone, "Nguyễn Thị Lan")
    phone.get_by_role("link", name="Hồ sơ", exact=True).click()
    phone.get_by_role("button", name="Đồng ý và chia sẻ số").click()
    expect(phone.get_by_text(other.code)).to_be_visible()
    expect(phone.get_by_text(looked_up.code)).to_be_visible()
    expect(phone.get_by_role("button", name="Đồng ý và chia sẻ số")).to_have_count(0)


def test_a_wrong_number_tells_nothing_of_the_dossier(phone, tolerated):
    tolerated("404")
    row = filed(applicant_name="Trần Thị Bưởi")
    phone.goto(f"lookup?code={row.code}")
    phone.get_by_label("4 số cuối điện thoại", exact=True).fill("9999")
    phone.get_by_role("button", name="Xem hồ sơ").click()
    expect(phone.get_by_text("Không tìm thấy hồ sơ khớp với thông tin này")).to_be_visible()
    expect(phone.get_by_text("Bưởi")).to_have_count(0)
