"""A citizen asks and an officer answers; whatever happens, no word is lost or sent twice."""

import pytest
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from citizens.models import Citizen
from feedback.models import Question
from offices.models import Office
from tests.browser import people
from tests.browser.desk import follow
from tests.browser.mini_app.citizens import LAN
from tests.browser.mini_app.content import OFFICE, lan
from tests.foundation.media.pictures import picture

TEXT = "Thẻ căn cước của tôi bị gãy, tôi cần mang theo giấy tờ gì ạ?"
SEND, ANYWAY = "Gửi câu hỏi", "Vẫn gửi câu hỏi"
NONE_CHOSEN = "Chưa chọn ảnh"
NO_PHOTO = "Không có ảnh, ông/bà vẫn gửi được."


@pytest.fixture
def asking(open_phone, zalo, tolerated):
    """Return Lan's phone at the form of a question."""
    tolerated(
        "403"
    )  # the service says that the consent to photos is missing: the phone asks for it
    lan(zalo)
    page = open_phone(LAN)
    page.goto("ask")
    page.get_by_label("Ông/bà muốn hỏi gì?").fill(TEXT)
    return page


def send(page):
    """Send the question, although something that is known already may answer it."""
    page.get_by_role("button", name=SEND, exact=True).click()
    page.get_by_role("button", name=ANYWAY).click()


def add_photos(page, *files):
    """Choose files; a slow phone lets the person tap once more before it opens them."""
    page.on("filechooser", lambda chooser: chooser.set_files(list(files)))
    page.get_by_role("button", name="Thêm ảnh").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý và chọn ảnh").click()
    done = page.get_by_role("list", name="Ảnh gửi kèm").or_(page.get_by_text(NO_PHOTO))
    again = page.get_by_role("button", name="Chọn ảnh", exact=True)
    expect(done.or_(again).first).to_be_visible()
    if again.is_visible():
        again.click()


def photo(number, **options):
    return {"name": f"anh{number}.jpg", "mimeType": "image/jpeg", "buffer": picture(**options)}


def test_a_question_with_two_photos_is_answered_by_an_officer_and_solved(asking, open_window):
    asking.get_by_label("Xã, phường nơi ông/bà ở").fill("Thanh Miếu")
    add_photos(asking, photo(1), photo(2, colour="blue"))
    expect(asking.get_by_role("img", name="Ảnh 2")).to_be_visible()
    expect(asking.get_by_text(NONE_CHOSEN)).to_have_count(0)
    send(asking)
    expect(asking.get_by_role("heading", name="Đang chờ cán bộ nhận")).to_be_visible()
    asked = Question.objects.get()
    assert (asked.office_id, asked.messages.get().photos.count()) == (OFFICE, 2)

    desk = open_window(people.officer(Office.objects.get(pk=OFFICE), "Cán bộ trả lời"))
    desk.goto(reverse("admin:feedback_question_change", args=[asked.pk]))
    expect(desk.get_by_text("bị gãy").first).to_be_visible()
    desk.get_by_role("link", name="Nhận trả lời").click()
    follow(desk, desk.get_by_role("dialog").get_by_role("button", name="Nhận", exact=True))
    desk.get_by_role("link", name="Trả lời", exact=True).click()
    desk.get_by_label("Câu trả lời").fill("Ông bà chỉ cần mang theo thẻ đã gãy.")
    follow(desk, desk.get_by_role("button", name="Gửi trả lời"))
    expect(desk.get_by_text("Đã trả lời").first).to_be_visible()

    asking.get_by_role("link", name="Hỏi đáp").click()
    asking.clock.fast_forward("05:00")
    asking.reload()
    asking.get_by_role("link", name="Đã có câu trả lời").click()
    expect(asking.get_by_text("mang theo thẻ đã gãy")).to_be_visible()
    asking.get_by_role("button", name="Đã giải quyết xong").click()
    expect(asking.get_by_role("heading", name="Đã giải quyết xong")).to_be_visible()
    assert Question.objects.get().status == "solved"


def test_two_taps_send_one_question(asking):
    asking.get_by_role("button", name=SEND, exact=True).click()
    asking.get_by_role("button", name=ANYWAY).dblclick()
    expect(asking.get_by_role("heading", name="Đang chờ cán bộ nhận")).to_be_visible()
    assert Question.objects.count() == 1


def test_a_session_that_ended_is_renewed_unseen_and_the_question_leaves_once(asking, tolerated):
    tolerated("401")
    asking.get_by_role("button", name=SEND, exact=True).click()
    expect(asking.get_by_role("button", name=ANYWAY)).to_be_visible()
    assert Citizen.objects.update(generation=F("generation") + 1)
    asking.get_by_role("button", name=ANYWAY).click()
    expect(asking.get_by_role("heading", name="Đang chờ cán bộ nhận")).to_be_visible()
    assert Question.objects.count() == 1


def test_a_question_without_network_is_kept_and_leaves_once_when_it_is_back(asking, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED")
    asking.get_by_role("button", name=SEND, exact=True).click()
    expect(asking.get_by_role("button", name=ANYWAY)).to_be_visible()
    asking.context.set_offline(True)
    asking.get_by_role("button", name=ANYWAY).click()
    expect(asking.get_by_text("Câu hỏi đang được giữ trong máy")).to_be_visible()
    waiting = asking.get_by_text("nội dung chưa gửi được")
    expect(waiting).to_be_visible()
    assert not Question.objects.exists()
    asking.context.set_offline(False)
    expect(waiting).to_have_count(0)
    assert Question.objects.count() == 1


def test_what_is_written_is_there_again_after_the_app_was_closed(asking):
    asking.goto("")
    asking.goto("ask")
    expect(asking.get_by_label("Ông/bà muốn hỏi gì?")).to_have_value(TEXT)


def test_a_letter_too_many_is_said_and_nothing_is_cut(asking):
    field = asking.get_by_label("Ông/bà muốn hỏi gì?")
    field.fill("a" * 2001)
    asking.get_by_role("button", name=SEND, exact=True).click()
    expect(asking.get_by_role("alert")).to_contain_text("Dài quá 1 chữ cái")
    expect(field).to_have_value("a" * 2001)
    assert not Question.objects.exists()


def test_a_file_that_is_no_picture_is_refused_and_the_question_leaves_without(asking, tolerated):
    tolerated("422", "415", "400")
    add_photos(asking, {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"MZ no picture"})
    expect(asking.get_by_text(NO_PHOTO)).to_be_visible()
    send(asking)
    expect(asking.get_by_role("heading", name="Đang chờ cán bộ nhận")).to_be_visible()
    assert Question.objects.count() == 1


def test_who_declines_the_consent_to_photos_is_told_that_none_is_needed(asking):
    asking.get_by_role("button", name="Thêm ảnh").click()
    expect(asking.get_by_role("dialog")).to_be_visible()
    asking.keyboard.press("Escape")
    expect(asking.get_by_role("dialog")).to_have_count(0)
    expect(asking.get_by_text(NONE_CHOSEN)).to_be_visible()
