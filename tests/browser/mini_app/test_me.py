"""What a citizen gives, refuses and takes back."""

from playwright.sync_api import expect

from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.models import Question, Rating
from feedback.ratings import qr
from tests.browser.mini_app.citizens import HUNG, LAN
from tests.browser.mini_app.content import OFFICE, PHONE, filed, fill

KEPT = "() => Object.keys(localStorage).concat(Object.keys(sessionStorage))"


def test_who_refuses_everything_still_gets_through(open_phone, tolerated):
    row = filed()
    page = open_phone(HUNG)  # Zalo gives no number of his

    page.goto("dossiers")
    page.get_by_role("button", name="Đồng ý và chia sẻ số").click()
    expect(page.get_by_text("Chưa có số điện thoại. Không sao")).to_be_visible()
    page.get_by_role("link", name="Tra cứu bằng mã").first.click()
    page.get_by_role("button", name="Quét mã").click()
    expect(page.get_by_text("Chưa quét được.")).to_be_visible()
    page.get_by_label("Mã hồ sơ", exact=True).fill(row.code)
    page.get_by_label("4 số cuối điện thoại", exact=True).fill(PHONE[-4:])
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_role("heading", name="Giấy tờ còn thiếu")).to_be_visible()

    page.goto("offices")
    page.get_by_role("button", name="Trụ sở gần tôi").click()
    expect(page.get_by_text("Chưa biết vị trí của ông/bà.")).to_be_visible()
    page.get_by_role("combobox", name="Xã, phường của ông/bà").fill("bach hac")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Thanh Miếu").first).to_be_visible()

    page.goto("ask")
    page.get_by_label("Ông/bà muốn hỏi gì?").fill("Tôi làm lại thẻ căn cước ở đâu?")
    tolerated("403", "422")
    page.get_by_role("button", name="Thêm ảnh").click()
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(page.get_by_text("Không có ảnh, ông/bà vẫn gửi được.")).to_be_visible()
    page.get_by_role("button", name="Gửi câu hỏi", exact=True).click()
    page.get_by_role("button", name="Vẫn gửi câu hỏi").click()
    expect(page.get_by_role("heading", name="Đang chờ cán bộ nhận")).to_be_visible()

    page.goto("rate")
    page.get_by_role("button", name="Quét mã").click()
    code = qr.make_counter_code(OFFICE, None, None, qr.code_expiry())
    page.get_by_label("Nội dung mã").fill(qr.scan_address(code))
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("radio", name="4 sao").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Cảm ơn ông/bà.")).to_be_visible()
    assert (Question.objects.count(), Rating.objects.count()) == (1, 1)


def test_who_erases_everything_sees_it_gone(open_phone, zalo):
    fill(zalo)
    page = open_phone(LAN)
    page.goto("questions")
    expect(page.get_by_role("heading", name="Câu hỏi của tôi")).to_be_visible()
    page.get_by_role("link", name="Tôi", exact=True).click()
    page.get_by_role("link", name="Dữ liệu của tôi").click()
    page.get_by_role("button", name="Tôi muốn xoá dữ liệu").click()
    sure = page.get_by_role("dialog").get_by_role("button", name="Xoá hết, không lấy lại")
    expect(sure).to_be_disabled()
    page.get_by_role("dialog").get_by_role("checkbox").check()
    sure.click()
    expect(page.get_by_role("heading", name="Đã xoá dữ liệu của ông/bà")).to_be_visible()
    assert page.evaluate(KEPT) == []
    page.get_by_role("link", name="Tôi", exact=True).click()
    expect(page.get_by_role("button", name="Đăng nhập bằng Zalo")).to_be_visible()
    assert Citizen.objects.get().erased_at
    assert Dossier.objects.count() == 2  # they are the State's


def test_who_logs_out_leaves_nothing_for_the_next_owner_of_the_phone(open_phone, zalo):
    fill(zalo)
    page = open_phone(LAN)
    page.goto("me")
    expect(page.get_by_role("heading", name="Nguyễn Thị Lan")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất khỏi máy này.")).to_be_visible()
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    expect(page.get_by_role("button", name="Đăng nhập bằng Zalo")).to_be_visible()
    expect(page.get_by_text("Nguyễn Thị Lan")).to_have_count(0)
