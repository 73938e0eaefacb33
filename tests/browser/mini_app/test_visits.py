"""A citizen books, moves, cancels, takes a number on the spot, and shows it without network."""

import pytest
from playwright.sync_api import expect

from feedback.models import Rating
from reception import codes
from reception.actions import booking, desk
from reception.actions.booking import Visit
from reception.models import Queue, QueueNumber
from tests.browser.mini_app import content
from tests.browser.mini_app.citizens import HUNG, LAN, log_in
from tests.browser.mini_app.content import OFFICE, PROCEDURE, lan
from tests.browser.mini_app.screens import show
from tests.reception.factories import person, staff, walked_in, window

BOOK, CONFIRM, TAKE = "Đặt lịch đến làm", "Đặt lịch 10:00", "Lấy số"
REMEMBER_PLACE = """localStorage.getItem('portal:place')
    ?? localStorage.setItem('portal:place', '"Thanh Miếu"')"""


@pytest.fixture
def counter(catalogue):
    """Return the counter of the ward's police, which is open from 7:30 to 17:00."""
    return content.counter()


@pytest.fixture
def who(counter, zalo):
    """Return Lan, who shared her number before."""
    return lan(zalo)


@pytest.fixture
def owner(who, open_phone):
    """Return her phone."""
    return open_phone(LAN)


def label_on(page):
    """Return the region with the citizen's number."""
    return page.get_by_role("region", name="Số của ông/bà")


def open_day(page, counter, **known):
    """Open the hours of the first day of a counter."""
    query = "&".join(f"{name}={value}" for name, value in {"office": OFFICE, **known}.items())
    show(page, f"visits/new?{query}")
    page.get_by_role("main").get_by_role("link", name="25/11/2026").click()
    expect(page.get_by_role("button", name="10:00")).to_be_visible()


def booked(citizen, counter, **values):
    """Return an appointment of a citizen for the first window, 10:00."""
    return booking.book(citizen, counter, window(counter), Visit(**values))


def test_five_taps_lead_from_a_procedure_to_a_number(owner, counter):
    owner.add_init_script(REMEMBER_PLACE)
    show(owner, f"procedures/{PROCEDURE}")
    main = owner.get_by_role("main")
    ways = [
        main.get_by_role("link", name=BOOK),
        main.get_by_role("link", name="Công an phường Thanh Miếu"),
        main.get_by_role("link", name="25/11/2026"),
        main.get_by_role("button", name="10:00"),
        owner.get_by_role("button", name=CONFIRM),
    ]
    for way in ways:
        way.click()
    expect(label_on(owner)).to_contain_text("10:00-1")
    expect(owner.get_by_text("Đường Nguyễn Du")).to_be_visible()
    number = QueueNumber.objects.get()
    assert (len(ways), number.procedure_id, number.state) == (5, PROCEDURE, "booked")


def test_who_never_used_the_app_logs_in_and_shares_the_phone_on_the_way(counter, phone, tolerated):
    tolerated("422")  # the service says that the phone is missing
    open_day(phone, counter)
    phone.get_by_role("button", name="10:00").click()
    phone.get_by_role("button", name=CONFIRM).click()
    log_in(phone, "Nguyễn Thị Lan")
    phone.get_by_role("button", name="Đồng ý và chia sẻ số").click()
    expect(label_on(phone)).to_contain_text("10:00-1")


def test_who_shares_no_phone_is_told_to_come_without(counter, open_phone, tolerated):
    tolerated("422")
    page = open_phone(HUNG)  # Zalo gives no number of his
    open_day(page, counter)
    page.get_by_role("button", name="10:00").click()
    page.get_by_role("button", name=CONFIRM).click()
    page.get_by_role("button", name="Đồng ý và chia sẻ số").click()
    expect(page.get_by_text("lấy số tại quầy")).to_be_visible()


def test_somebody_else_gets_a_number_with_a_code_of_their_own(owner, counter):
    open_day(owner, counter)
    owner.get_by_role("button", name="10:00").click()
    owner.get_by_role("radio", name="Người khác").check()
    owner.get_by_label("Tên người đến").fill("Nguyễn Văn Cha")
    owner.get_by_role("radio", name="2", exact=True).check()
    owner.get_by_role("button", name=CONFIRM).click()
    expect(label_on(owner)).to_contain_text("10:00-1")
    expect(owner.get_by_role("button", name="Chép số và mã")).to_be_visible()
    number = QueueNumber.objects.get()
    assert (number.for_other, number.people, number.visitor_name) == (True, 2, "Nguyễn Văn Cha")


def test_two_taps_book_once(owner, counter):
    open_day(owner, counter)
    owner.get_by_role("button", name="10:00").click()
    owner.get_by_role("button", name=CONFIRM).dblclick()
    expect(label_on(owner)).to_contain_text("10:00-1")
    assert QueueNumber.objects.count() == 1


def test_an_answer_that_was_lost_is_asked_for_again_and_books_once(owner, counter, tolerated):
    tolerated("ERR_FAILED")

    def lose(route):
        route.fetch()
        route.abort()

    open_day(owner, counter)
    owner.get_by_role("button", name="10:00").click()
    owner.route("**/reception/numbers/", lose)
    owner.get_by_role("button", name=CONFIRM).click()
    expect(owner.get_by_text("Không có mạng").first).to_be_visible()
    owner.unroute("**/reception/numbers/")
    owner.reload()
    owner.get_by_role("button", name=CONFIRM).click()
    expect(label_on(owner)).to_contain_text("10:00-1")
    assert QueueNumber.objects.count() == 1


def test_a_window_sold_meanwhile_names_the_nearest_and_keeps_what_was_written(
    owner, counter, tolerated
):
    tolerated("422")
    open_day(owner, counter)
    owner.get_by_role("button", name="10:00").click()
    owner.get_by_role("radio", name="Người khác").check()
    owner.get_by_label("Tên người đến").fill("Nguyễn Văn Cha")
    for _place in range(counter.online_places):
        booked(person(), counter)
    owner.get_by_role("button", name=CONFIRM).click()
    expect(owner.get_by_text("Khung giờ vừa hết chỗ")).to_contain_text("10:30 25/11")
    owner.get_by_role("button", name="10:30").click()
    expect(owner.get_by_label("Tên người đến")).to_have_value("Nguyễn Văn Cha")
    owner.get_by_role("button", name="Đặt lịch 10:30").click()
    expect(label_on(owner)).to_contain_text("10:30-1")


def test_a_full_day_says_so_and_its_hours_cannot_be_chosen(owner, counter):
    Queue.objects.filter(pk=counter.pk).update(online_places=0)
    show(owner, f"visits/new?office={OFFICE}")
    day = owner.get_by_role("main").get_by_role("link", name="25/11/2026")
    expect(day).to_contain_text("Hết chỗ")
    day.click()
    hour = owner.get_by_role("button", name="10:00")
    expect(hour).to_be_disabled()
    hour.click(force=True)
    expect(owner.get_by_role("button", name=CONFIRM)).to_have_count(0)


def test_an_office_without_a_counter_says_that_one_may_just_come(owner):
    Queue.objects.all().delete()
    show(owner, f"visits/new?office={OFFICE}")
    expect(owner.get_by_text("Nơi này chưa nhận đặt lịch.")).to_be_visible()
    expect(owner.get_by_text("Không đặt lịch vẫn được tiếp nhận.")).to_be_visible()


def test_an_appointment_is_moved_and_cancelled(owner, who, counter):
    number = booked(who, counter)
    show(owner, f"visits/{number.pk}")
    owner.get_by_role("link", name="Đổi giờ").click()
    owner.get_by_role("main").get_by_role("link", name="26/11/2026").click()
    owner.get_by_role("button", name="14:00").click()
    owner.get_by_role("button", name="Đổi sang 14:00").click()
    expect(label_on(owner)).to_contain_text("14:00-1")
    owner.get_by_role("button", name="Huỷ số này").click()
    owner.get_by_role("dialog").get_by_role("button", name="Huỷ số này").click()
    expect(label_on(owner)).to_contain_text("Đã huỷ")
    number.refresh_from_db()
    assert (number.moved, number.state) == (1, "cancelled")


def test_a_scanned_code_and_one_tap_give_a_number_on_the_spot(owner, counter):
    owner.goto(f"?queue={counter.pk}.{codes.code_of(counter.pk)}")
    owner.get_by_role("button", name=TAKE, exact=True).click()
    expect(label_on(owner)).to_contain_text("K1")
    expect(owner.get_by_text("Ông/bà là người tiếp theo.")).to_be_visible()


def test_a_code_of_before_is_refused_and_typed_anew(owner, counter, tolerated):
    tolerated("422")
    show(owner, f"?queue={counter.pk}.AAAABBBB")
    owner.get_by_role("button", name=TAKE, exact=True).click()
    expect(owner.get_by_text("Mã này đã hết hạn.")).to_be_visible()
    show(owner, f"visits/spot?code={counter.pk}")
    owner.get_by_label("Mã trên màn hình").fill(codes.code_of(counter.pk))
    owner.get_by_role("button", name=TAKE, exact=True).click()
    expect(label_on(owner)).to_contain_text("K1")


def test_who_has_an_appointment_today_arrives_with_the_same_code(owner, who, counter):
    number = booked(who, counter)
    owner.goto(f"?queue={counter.pk}.{codes.code_of(counter.pk)}")
    owner.get_by_role("button", name="Báo đã đến").click()
    expect(label_on(owner)).to_contain_text("Đang chờ")
    number.refresh_from_db()
    assert (QueueNumber.objects.count(), number.state) == (1, "waiting")


def test_who_was_served_rates_the_visit(owner, who, counter):
    number = walked_in(counter, who=who)
    officer = staff(counter.office)
    desk.call_next(counter, officer, "Bàn 1")
    desk.finish(number, officer)
    show(owner, f"visits/{number.pk}")
    owner.get_by_role("link", name="Đánh giá lần đến này").click()
    owner.get_by_role("radio", name="5 sao: Rất hài lòng").check()
    owner.get_by_role("button", name="Gửi đánh giá").click()
    expect(owner.get_by_text("Cảm ơn ông/bà. Đánh giá đã được gửi.")).to_be_visible()
    show(owner, f"visits/{number.pk}")
    expect(label_on(owner)).to_contain_text("Đã xong")
    expect(owner.get_by_role("link", name="Đánh giá lần đến này")).to_have_count(0)
    assert Rating.objects.get().office_id == OFFICE


def test_todays_number_stands_first_and_stays_without_network(owner, who, counter, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    booked(who, counter)
    show(owner, "")
    first = owner.get_by_role("region", name="Số của ông/bà hôm nay")
    expect(first).to_contain_text("10:00-1")
    owner.clock.fast_forward("00:12")
    owner.evaluate("navigator.serviceWorker.ready")
    owner.wait_for_load_state("networkidle")
    owner.context.set_offline(True)
    owner.goto("")
    first.get_by_role("link").click()
    expect(label_on(owner)).to_contain_text("10:00-1")
    for said in ("10:00", "Đường Nguyễn Du", "Đây là thông tin lưu lúc"):
        expect(owner.get_by_text(said).first).to_be_visible()


def test_a_second_citizen_never_sees_the_number_of_the_first(who, counter, open_phone, tolerated):
    tolerated("404")
    number = booked(who, counter)
    page = open_phone(HUNG)
    show(page, f"visits/{number.pk}")
    expect(page.get_by_text("Không tìm thấy nội dung này")).to_be_visible()
    show(page, "visits")
    expect(page.get_by_text("Ông/bà chưa có lịch hẹn hay số nào.")).to_be_visible()
    expect(page.get_by_text("10:00-1")).to_have_count(0)


def test_who_logs_out_leaves_no_number_on_the_phone(owner, who, counter):
    booked(who, counter)
    show(owner, "me")
    assert "10:00-1" in owner.evaluate("JSON.stringify(localStorage)")
    owner.get_by_role("button", name="Đăng xuất").click()
    expect(owner.get_by_text("Đã đăng xuất khỏi máy này.")).to_be_visible()
    assert "10:00-1" not in owner.evaluate("JSON.stringify(localStorage)")


def test_a_slip_shows_and_cancels_its_number_without_an_account(counter, phone, tolerated):
    tolerated("404")
    number = booked(person(), counter, secret="ABCDEFGHJKLMNPQR")
    show(phone, "visits/slip")
    phone.get_by_label("Số", exact=True).fill(number.label)
    phone.get_by_label("Mã bí mật").fill("AAAAAAAAAAAAAAAA")
    phone.get_by_role("button", name="Xem số").click()
    expect(phone.get_by_text("Không tìm thấy số với mã này.")).to_be_visible()
    phone.get_by_label("Mã bí mật").fill("ABCD-EFGH-JKLM-NPQR")
    phone.get_by_role("button", name="Xem số").click()
    expect(label_on(phone)).to_contain_text("10:00-1")
    phone.get_by_role("button", name="Huỷ số này").click()
    phone.get_by_role("dialog").get_by_role("button", name="Huỷ số này").click()
    expect(label_on(phone)).to_contain_text("Đã huỷ")
    number.refresh_from_db()
    assert number.state == "cancelled"
