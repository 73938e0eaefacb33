"""A citizen reports what they photographed, officers ask and decide; nobody sees who it was."""

import hashlib
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from foundation.desk.roles import Role
from reports.actions import officers
from reports.models import Evidence, Report
from tests.browser import people
from tests.browser.desk import follow
from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.content import lan, open_kinds
from tests.foundation.media.pictures import picture, video

PHOTO, VIDEO = picture(320, 240), video()
WORDS = "Xe con màu trắng vượt đèn đỏ ở ngã tư, suýt va vào người đi bộ."
PLACE = "Ngã tư Hùng Vương, phường Thanh Miếu"
NOTED = "Tôi đã chép"
SENT = "Công an đã nhận phản ánh"


@pytest.fixture
def kinds(mini_app):
    """Take reports of traffic violations."""
    open_kinds()


def choose(page, button, name, kind, content, place=1):
    """Take a photo or a video, the `place`-th of the report; the phone hands over a file."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files({"name": name, "mimeType": kind, "buffer": content})
    expect(page.get_by_text("Đã tải lên", exact=True)).to_have_count(place)
    expect(page.locator("progress")).to_have_count(0)


def go_on(page, step):
    page.get_by_role("button", name=f"Tiếp: {step}").click()
    expect(page.get_by_role("heading", name=step)).to_be_visible()


def write(page):
    """Fill in the steps after the files, up to the check."""
    go_on(page, "Lúc nào, ở đâu")
    page.get_by_role("button", name="Bây giờ").click()
    page.get_by_label("Nơi xảy ra", exact=True).fill(PLACE)
    go_on(page, "Kể lại sự việc")
    page.get_by_label("Sự việc", exact=True).fill(WORDS)
    go_on(page, "Cách gửi")


def desk_of(open_window, officer, report):
    """Open the page of a report at an officer's desk."""
    page = open_window(officer)
    page.goto(reverse("admin:reports_report_change", args=[report.pk]))
    expect(page.get_by_text(WORDS).first).to_be_visible()
    assert "Nguyễn Thị Lan" not in page.content()
    return page


def check_a_photo(phone):
    """Find the way from the first screen, photograph a red light, and be told what would help."""
    phone.goto("")
    phone.get_by_role("link", name="Phản ánh", exact=True).click()
    expect(phone.get_by_role("heading", name="Có ai đang gặp nguy hiểm không?")).to_be_visible()
    phone.get_by_role("link", name="Vi phạm giao thông").click()
    phone.get_by_label("Tôi tự ghi hình").check()
    phone.get_by_label("Tôi giữ bản gốc").check()
    choose(phone, "Chụp ảnh", "den-do.jpg", "image/jpeg", PHOTO)
    write(phone)
    expect(phone.get_by_role("radio", name="Giữ kín")).to_be_checked()
    go_on(phone, "Kiểm tra và gửi")
    expect(phone.get_by_text("Biển số xe vi phạm, nếu nhìn rõ.")).to_be_visible()


def complete_and_send(phone):
    """Open the app again, where nothing is lost; add the plate and a video, and tap twice."""
    phone.goto("report/traffic_violation")
    expect(phone.get_by_text("Ông/bà đang viết dở")).to_be_visible()
    choose(phone, "Quay video", "den-do.mp4", "video/mp4", VIDEO, place=2)
    go_on(phone, "Lúc nào, ở đâu")
    go_on(phone, "Kể lại sự việc")
    expect(phone.get_by_label("Sự việc", exact=True)).to_have_value(WORDS)
    phone.get_by_label("Biển số xe", exact=True).fill("19A-123.45")
    go_on(phone, "Cách gửi")
    go_on(phone, "Kiểm tra và gửi")
    expect(phone.get_by_text("Đủ để công an xác minh")).to_be_visible()
    phone.get_by_role("button", name="Gửi phản ánh").dblclick()
    expect(phone.get_by_role("heading", name=SENT)).to_be_visible()
    for content in (PHOTO, VIDEO):
        short = hashlib.sha256(content).hexdigest()[:8]
        expect(phone.get_by_text(short).first).to_be_visible()


def press(desk, move, fields):
    """Make a move in its dialog; `fields` are label → text."""
    desk.get_by_role("link", name=move, exact=True).click()
    dialog = desk.get_by_role("dialog")
    for label, value in fields.items():
        dialog.get_by_label(label).fill(value)
    follow(desk, dialog.get_by_role("button", name=move).first)


def supply(phone):
    """Read what the office asks, and answer."""
    phone.goto("?reports=mine")
    phone.get_by_role("link", name="Chờ người gửi bổ sung").click()
    expect(phone.get_by_text("Xe đi theo chiều nào ạ?").first).to_be_visible()
    phone.get_by_label("Lời của ông/bà").fill("Xe đi từ cầu Việt Trì về.")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.get_by_role("heading", name="Đã tiếp nhận")).to_be_visible()


def dispute(phone):
    """Read the outcome, and do not accept it."""
    phone.reload()
    expect(phone.get_by_text("Công an đã xử lý theo quy định.")).to_be_visible()
    expect(phone.get_by_text("45/QĐ-XPHC")).to_be_visible()
    phone.get_by_text("Chưa đồng ý? Đề nghị xem xét lại").click()
    phone.get_by_label("Vì sao ông/bà chưa đồng ý?").fill("Video thấy rõ hai lần vượt đèn đỏ.")
    phone.get_by_role("button", name="Gửi đề nghị").click()
    expect(phone.get_by_role("heading", name="Đang xem xét lại")).to_be_visible()


def test_a_red_light_is_reported_concluded_disputed_and_decided(
    kinds, open_phone, open_window, zalo
):
    who = lan(zalo)
    phone = open_phone(LAN)
    check_a_photo(phone)
    complete_and_send(phone)
    report = Report.objects.get()
    assert (report.identity, report.place_words) == ("confidential", PLACE)
    assert [one.own_recording for one in report.evidence.all()] == [True, True]

    leader = people.officer(report.office, Role.LEADER)
    officers.receive(report, leader)
    desk = desk_of(open_window, people.officer(report.office, Role.VERIFIER), report)
    press(desk, "Yêu cầu bổ sung", {"Lời nhắn thêm": "Xe đi theo chiều nào ạ?"})
    expect(desk.get_by_text("Chờ người gửi bổ sung").first).to_be_visible()
    supply(phone)

    officers.take_on(Report.objects.get(), leader)
    desk = desk_of(open_window, leader, report)
    said = {"Số văn bản kết luận": "45/QĐ-XPHC", "Nội dung trả lời": "Đã xử phạt theo quy định."}
    press(desk, "Kết luận", said)
    expect(desk.get_by_text("Đã có kết luận").first).to_be_visible()
    dispute(phone)
    assert list(Report.objects.of_citizen(who).filter(status="disputed")) == [report]

    desk = desk_of(open_window, people.officer(report.office, Role.LEADER), report)
    press(desk, "Xem xét lại: giữ kết luận", {"Lý do": "Đã xem lại cả hai đoạn video."})
    expect(desk.get_by_text("Đã có kết luận").first).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Đã xem lại cả hai đoạn video.")).to_be_visible()


def send_without_name(phone):
    phone.goto("report/traffic_violation")
    phone.get_by_role("button", name="Gửi không tên, không đăng nhập").click()
    choose(phone, "Chụp ảnh", "den-do.jpg", "image/jpeg", PHOTO)
    write(phone)
    go_on(phone, "Kiểm tra và gửi")
    phone.get_by_role("button", name="Gửi phản ánh").click()
    expect(phone.get_by_text("Mã này chỉ hiện một lần.")).to_be_visible()


def telling_photo():
    """Return a photo that says when it was taken, and with what."""
    exif = Image.Exif()
    exif[0x0110] = "Camera-Bimat-9"
    exif.get_ifd(0x8769).update({0x9003: "2026:11:23 07:30:00", 0x9011: "+07:00"})
    return picture(320, 240, exif=exif)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_who_gives_no_name_may_send_photos_without_what_they_tell(kinds, open_phone, dark):
    phone = open_phone(size=(360, 740), dark=dark)
    phone.goto("report/traffic_violation")
    phone.get_by_role("button", name="Gửi không tên, không đăng nhập").click()
    expect(phone.get_by_text("Ảnh có thể tự cho biết nơi chụp, lúc chụp")).to_be_visible()
    offer = phone.get_by_role("checkbox", name="Gửi ảnh không kèm những điều đó")
    expect(offer).not_to_be_checked()
    choose(phone, "Chụp ảnh", "den-do.jpg", "image/jpeg", telling_photo())
    assert Evidence.objects.get().captured
    offer.check()
    expect(phone.get_by_text("Đã tải lên", exact=True)).to_have_count(1)
    choose(phone, "Chọn từ máy", "den-do-2.jpg", "image/jpeg", telling_photo(), place=2)
    write(phone)
    expect(phone.get_by_role("checkbox", name="Gửi ảnh không kèm những điều đó")).to_be_checked()
    go_on(phone, "Kiểm tra và gửi")
    phone.get_by_role("button", name="Gửi phản ánh").click()
    expect(phone.get_by_text("Mã này chỉ hiện một lần.")).to_be_visible()
    files = Report.objects.get().evidence.all()
    assert [(one.picker, one.captured) for one in files] == [("redrawn", "")] * 2
    phone.get_by_role("button", name=NOTED).click()
    phone.goto("report/traffic_violation")  # remembered for that report only
    phone.get_by_role("button", name="Gửi không tên, không đăng nhập").click()
    expect(offer).not_to_be_checked()


def test_who_gives_no_name_reads_the_answer_by_number_and_code(kinds, phone):
    send_without_name(phone)
    number, code = phone.locator(".figure").all_inner_texts()
    phone.get_by_role("button", name=NOTED).click()
    report = Report.objects.get()
    assert (report.number, report.identity, report.evidence.count()) == (number, "anonymous", 1)
    phone.goto("reports/lookup")
    phone.get_by_label("Số phản ánh").fill(f"{number} {code}")
    phone.get_by_role("button", name="Xem phản ánh").click()
    expect(phone.get_by_text(WORDS)).to_be_visible()
    assert code not in phone.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_secret_code_stays_until_it_is_noted_and_can_be_saved_as_a_picture(
    kinds, open_phone, dark
):
    phone = open_phone(size=(360, 740), dark=dark)
    send_without_name(phone)
    _number, code = phone.locator(".figure").all_inner_texts()
    saving = phone.get_by_role("link", name="Lưu thành ảnh")
    with phone.expect_download() as saved:
        saving.click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    kept = phone.get_by_text(code, exact=True)
    phone.get_by_role("link", name="Trang đầu").click()
    expect(phone.get_by_role("link", name="Phản ánh", exact=True)).to_be_visible()
    expect(kept).to_have_count(0)
    phone.go_back()
    expect(kept.first).to_be_visible()
    phone.get_by_role("button", name=NOTED).click()
    expect(kept.first).to_be_visible()  # what is on the screen may still be read
    phone.get_by_role("link", name="Trang đầu").click()
    phone.go_back()
    expect(phone.get_by_role("button", name="Gửi không tên, không đăng nhập")).to_be_visible()


def test_a_report_without_network_is_kept_and_leaves_once_when_it_is_back(
    kinds, open_phone, zalo, tolerated
):
    tolerated("ERR_INTERNET_DISCONNECTED")
    lan(zalo)
    phone = open_phone(LAN)
    phone.goto("report/traffic_violation")
    choose(phone, "Chụp ảnh", "den-do.jpg", "image/jpeg", PHOTO)
    write(phone)
    go_on(phone, "Kiểm tra và gửi")
    send = phone.get_by_role("button", name="Gửi phản ánh")
    expect(send).to_be_visible()
    phone.context.set_offline(True)
    send.click()
    expect(phone.get_by_text("Phản ánh đang được giữ trong máy")).to_be_visible()
    waiting = phone.get_by_text("nội dung chưa gửi được")
    expect(waiting).to_be_visible()
    assert not Report.objects.exists()
    phone.context.set_offline(False)
    expect(waiting).to_have_count(0)
    assert Report.objects.count() == 1


def test_a_kind_that_is_closed_shows_the_lawful_way(kinds, phone):
    phone.goto("report")
    phone.get_by_text("Tố giác, tin báo về tội phạm", exact=True).click()
    expect(phone.get_by_text("không được từ chối tố giác")).to_be_visible()
    phone.goto("report/crime")
    expect(phone.get_by_role("heading", name="Việc này chưa nhận qua ứng dụng")).to_be_visible()
    expect(phone.get_by_role("link", name="Gọi 113")).to_be_visible()
