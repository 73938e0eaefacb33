"""What is typed into the four main forms outlives what interrupts, and is taken once."""

import pytest
from django.contrib.sessions.models import Session
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from foundation.desk.models import SentForm
from tests.browser import people
from tests.browser.desk import follow
from tests.browser.writing import TEXT, Answer, Conclusion, News, Registering, expect_back
from tests.memory import ENTER

four_forms = pytest.mark.parametrize("kind", [Answer, Conclusion, News, Registering])
SAYS = "<!doctype html><html lang=vi><meta charset=utf-8><title>Dịch vụ tạm gián đoạn</title>"
# Whether a page shows these words, in a box or outside of one.
SHOWN = (
    "(text => document.querySelector('#content').innerText.includes(text) ||"
    " [...document.querySelectorAll('textarea')].some(one => one.value.includes(text)))"
)
RESOURCE = "Failed to load resource"


@pytest.fixture
def writing(open_window, tolerated, kind):
    """Return the place and its page, on which everything is typed and nothing sent."""
    tolerated("htmx:", "Failed to fetch")  # what the page asked for while it was left
    place = kind()
    page = open_window(place.officer)
    page.goto(place.address)
    place.begin(page)
    place.complete(page)
    place.written(page).fill(TEXT)
    return place, page


def refuse_posts(page, status):
    """Let whatever is in front of the service answer forms, as nginx does."""

    def answer(route):
        is_form = route.request.method == "POST" and "/dang-viet/" not in route.request.url
        if not is_form or "/da-nhan/" in route.request.url:
            return route.fallback()
        return route.fulfill(status=status, content_type="text/html", body=SAYS)

    page.route("**/quan-tri/**", answer)


def expect_taken_once(page, place):
    expect(page.locator(".errornote, .notice-danger")).to_have_count(0)
    page.goto(place.address)
    expect(page.locator("[data-draft-notice]")).to_have_count(0)
    assert place.number() == 1


@pytest.mark.parametrize("status", [429, 502, 503])
@four_forms
def test_a_service_that_does_not_answer(writing, tolerated, status):
    tolerated(RESOURCE, "Response Status Error")
    place, page = writing
    refuse_posts(page, status)
    place.press(page)
    if isinstance(place, Conclusion):  # a dialog stays, and says so
        expect(page.get_by_role("alert").get_by_text("chưa gửi được")).to_be_visible()
        expect(place.written(page)).to_have_value(TEXT)
        page.unroute_all()
    else:
        expect(page).to_have_title("Dịch vụ tạm gián đoạn")
        page.unroute_all()
        page.go_back()
        place.begin(page)
        expect(place.written(page)).to_have_value(TEXT)
    assert place.number() == 0
    with page.expect_navigation():
        place.press(page)
    expect_taken_once(page, place)


@four_forms
def test_a_session_that_ended(writing):
    place, page = writing
    Session.objects.all().delete()
    with page.expect_navigation():
        place.press(page)
    expect(page.get_by_label("Mật khẩu")).to_be_visible()
    page.goto(f"{ENTER}{people.session_of(place.officer)}")
    page.goto(place.address)
    expect_back(page, place)
    place.send(page)
    expect_taken_once(page, place)


@four_forms
def test_a_second_factor_that_ended_and_a_wrong_code(writing):
    place, page = writing
    for row in Session.objects.all():
        row.session_data = type(row).objects.encode(
            {k: v for k, v in row.get_decoded().items() if k != DEVICE_ID_SESSION_KEY}
        )
        row.save()
    with page.expect_navigation():
        place.press(page)
    code = page.locator("[autocomplete=one-time-code]")
    code.fill("000000")
    code.press("Enter")
    expect(page.get_by_text("Mã không đúng")).to_be_visible()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    code.fill(people.code(people.phone_of(place.officer)))
    with page.expect_navigation():
        code.press("Enter")
    page.goto(place.address)
    expect_back(page, place)
    place.send(page)
    expect_taken_once(page, place)


@four_forms
def test_a_network_that_is_lost(writing, tolerated):
    tolerated("ERR_INTERNET_DISCONNECTED")
    place, page = writing
    page.context.set_offline(True)
    place.press(page)
    if isinstance(place, Conclusion):
        expect(page.get_by_role("alert").get_by_text("chưa gửi được")).to_be_visible()
        page.context.set_offline(False)
        with page.expect_navigation():
            place.press(page)
    else:
        page.wait_for_url("chrome-error://**")
        page.context.set_offline(False)
        page.goto(place.address)
        expect_back(page, place)
        place.send(page)
    expect_taken_once(page, place)


@four_forms
def test_a_reload(writing):
    place, page = writing
    page.wait_for_function(
        "[localStorage, sessionStorage].some(one => Object.keys(one)"
        ".some(name => /^(draft|posted):/.test(name)))"
    )
    page.reload()
    place.begin(page)
    expect(place.written(page)).to_have_value(TEXT)
    place.send(page)
    expect_taken_once(page, place)


@four_forms
def test_an_answer_that_is_lost_after_the_form_was_taken(writing, tolerated):
    tolerated(RESOURCE, "ERR_FAILED")
    place, page = writing

    def lose(route):
        if route.request.method != "POST" or "/dang-viet/" in route.request.url:
            return route.fallback()
        route.fetch(max_redirects=0)
        return route.abort()

    page.route("**/quan-tri/**", lose)
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        place.press(page)
    page.unroute_all(behavior="wait")
    page.goto(place.address)
    expect(page.locator("[data-draft-notice]")).to_have_count(0)
    assert place.number() == 1


@pytest.mark.parametrize("kind", [Registering])
def test_a_double_click_registers_once(writing):
    place, page = writing
    button = page.get_by_role("button", name=place.button, exact=True)
    button.evaluate("one => { one.click(); setTimeout(() => one.click(), 0); }")
    expect(page.get_by_text("Đã ghi nhận").first).to_be_visible()
    assert place.number() == 1
    assert SentForm.objects.count() == 1


@pytest.mark.parametrize("kind", [Registering])
def test_the_next_citizens_form_is_empty(writing):
    place, page = writing
    page.goto(place.address)
    expect(page.locator("[data-draft-key]")).to_be_attached()
    expect(place.written(page)).to_have_value("")
    follow(page, page.get_by_role("link", name="Huỷ bỏ"))
    page.goto(place.address)
    expect(place.written(page)).to_have_value("")


@pytest.mark.parametrize("kind", [Answer, Conclusion, News])
def test_a_colleague_who_was_faster(writing, open_window):
    place, page = writing
    roles = place.officer.groups.values_list("name", flat=True)
    other = open_window(people.officer(place.office, *roles))
    other.goto(place.address)
    place.begin(other)
    place.complete(other)
    place.written(other).fill("Lời của đồng nghiệp.")
    for one in (other, page):
        with one.expect_navigation():
            place.press(one)
    page.goto(place.address)
    page.wait_for_function(f"{SHOWN}('{TEXT}')")  # to be copied, if there is no box for it
    with page.expect_response("**/dang-viet/"):
        page.get_by_role("button", name="Bỏ bản đang viết").first.click()
    expect(page.locator("[data-draft-notice]")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-draft-key]")).to_be_attached()
    assert not page.evaluate(f"{SHOWN}('{TEXT}')")


@pytest.mark.parametrize("kind", [Registering])
def test_a_code_that_another_tab_registered_meanwhile(writing):
    place, page = writing
    second = page.context.new_page()
    second.goto(place.address)
    place.send(second)
    with page.expect_navigation():
        place.press(page)
    expect(page.get_by_text("đã có").first).to_be_visible()
    expect(place.written(page)).to_have_value(TEXT)
    page.go_back()
    expect(place.written(page)).to_have_value(TEXT)


@pytest.mark.parametrize("kind", [News])
def test_a_wrong_file(writing):
    place, page = writing
    wrong = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.locator("input[type=file]").set_input_files(wrong)
    with page.expect_navigation():
        place.press(page)
    expect(page.locator(".errorlist, .errornote").first).to_be_visible()
    expect(place.written(page)).to_have_value(TEXT)
    assert place.number() == 0
