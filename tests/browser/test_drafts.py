"""Nothing that an officer types is lost, and a form is taken once, whatever the browser does."""

import contextlib

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Error, expect

from announcements.models import Announcement
from foundation.desk.models import Draft, SentForm
from foundation.desk.roles import Role
from tests.browser import people
from tests.browser.desk import follow
from tests.browser.writing import (
    KEPT,
    TEXT,
    Answer,
    Conclusion,
    News,
    NoteToColleagues,
    RequestForPapers,
    drafts_in,
    expect_back,
)
from tests.memory import ENTER
from tests.offices import factories as offices


@pytest.mark.parametrize("kind", [Answer, NoteToColleagues, RequestForPapers, Conclusion, News])
def test_words_outlive_a_reload_a_closed_tab_and_the_session_until_they_are_taken(
    open_window, kind
):
    place = kind()
    page = open_window(place.officer)
    page.goto(place.address)
    place.begin(page)
    place.written(page).fill(TEXT)
    page.wait_for_function("Object.keys(localStorage).some(name => name.startsWith('draft:'))")
    assert TEXT[:9] not in str(drafts_in(page))  # nobody reads them on this computer

    page.reload()
    expect_back(page, place)

    second = page.context.new_page()
    page.close()
    second.goto(place.address)
    expect_back(second, place)

    Session.objects.all().delete()
    place.send(second)
    expect(second.get_by_label("Mật khẩu")).to_be_visible()
    assert place.number() == 0
    second.goto(f"{ENTER}{people.session_of(place.officer)}")
    second.goto(place.address)
    expect_back(second, place)

    place.send(second)
    expect(second.locator(".errornote, [role=alert]")).to_have_count(0)
    second.goto(place.address)
    expect(second.get_by_text(KEPT)).to_have_count(0)
    assert drafts_in(second) == []
    assert place.number() == 1


@pytest.mark.parametrize("kind", [Answer, RequestForPapers, News])
def test_words_are_found_on_another_computer_until_they_are_taken(open_window, kind):
    place = kind()
    page, second = open_window(place.officer), open_window(place.officer)
    page.goto(place.address)
    place.begin(page)
    with page.expect_response("**/dang-viet/"):
        place.written(page).fill(TEXT)
    second.goto(place.address)
    expect_back(second, place)
    with second.expect_response("**/dang-viet/"):
        second.get_by_role("button", name="Bỏ bản đang viết").first.click()
    page.reload()
    expect_back(page, place)  # this computer still has its own
    place.send(page)
    second.goto(place.address)
    expect(second.get_by_text(KEPT)).to_have_count(0)
    assert place.number() == 1
    assert not Draft.objects.exists()


def test_words_outlive_a_crash_and_being_offline_and_no_other_account_reads_them(
    open_window, tolerated
):
    tolerated("ERR_INTERNET_DISCONNECTED")
    place = Answer()
    page = open_window(place.officer)
    page.goto(place.address)
    place.written(page).fill(TEXT)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi trả lời").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(place.address)
    expect_back(page, place)
    crashed = page.context.new_page()
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash", timeout=5_000)
    crashed.goto(place.address)
    expect_back(crashed, place)

    other = people.officer(place.office, Role.ANSWERER)
    crashed.goto(f"{ENTER}{people.session_of(other)}")
    crashed.goto(place.address)
    expect(place.written(crashed)).to_have_value("")
    place.written(crashed).fill("Lời khác")
    crashed.reload()
    expect(place.written(crashed)).to_have_value("Lời khác")
    crashed.goto(f"{ENTER}{people.session_of(place.officer)}")
    crashed.goto(place.address)
    expect_back(crashed, place)


@pytest.mark.parametrize("pause", [0, 850])
def test_a_double_click_answers_once_and_the_page_says_so(open_window, pause):
    place = Answer()
    page = open_window(place.officer)
    page.goto(place.address)
    place.written(page).fill(TEXT)
    button = page.get_by_role("button", name="Gửi trả lời")
    button.evaluate(f"one => {{ one.click(); setTimeout(() => one.click(), {pause}); }}")
    done = page.get_by_text("Đã trả lời.").or_(page.get_by_text("không ghi lần thứ hai"))
    expect(done.first).to_be_visible()
    assert place.number() == 1
    assert SentForm.objects.count() == 1


def test_what_was_typed_is_saved_before_it_is_submitted(open_window):
    place = News()
    page = open_window(place.officer)
    page.goto(place.address)
    place.written(page).fill(TEXT)
    follow(page, page.get_by_role("link", name="Gửi duyệt", exact=True))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tôi đã đọc lại", exact=False).check()
    follow(page, dialog.get_by_role("button", name="Gửi duyệt", exact=True))
    row = Announcement.objects.get()
    assert (row.state, row.body) == ("submitted", TEXT)


def test_back_to_a_refused_form_brings_what_was_typed_and_chosen(open_window):
    page = open_window(people.officer(offices.thanh_mieu(), Role.ADMINISTRATOR))
    form, home = reverse("admin:auth_user_invite"), reverse("admin:index")
    name, role = page.locator("#id_name"), page.get_by_label(Role.RECEPTIONIST.value)
    page.goto(form)
    name.fill("Trần")
    role.check()
    follow(page, page.get_by_role("button", name="Tạo liên kết mời"))
    expect(page.get_by_text("Ghi đủ họ và tên.")).to_be_visible()
    page.goto(home)
    page.go_back()
    expect(name).to_have_value("Trần")
    expect(role).to_be_checked()
    page.goto(home)
    page.goto(form)
    expect(page.locator("[data-draft-key]")).to_be_attached()
    expect(name).to_have_value("")
    expect(role).not_to_be_checked()
