"""An editor corrects and publishes a procedure, which citizens read at once."""

from http import HTTPStatus

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import people
from tests.browser.desk import Hand, follow
from tests.offices import factories as offices
from tests.procedures.factories import fee, make_procedure, publish_procedure


def test_a_corrected_procedure_is_published_to_citizens(open_window, service):
    row = publish_procedure(name="Đăng ký thường trú", short_name="Thường trú")
    page = open_window(people.officer(offices.office("ca-xa-a"), "Biên tập"))
    page.goto(reverse("admin:procedures_procedure_change", args=[row.pk]))
    page.locator("#id_short_name").fill("Đăng ký thường trú tại nơi ở mới")
    follow(page, page.get_by_role("button", name="Lưu và sửa tiếp"))
    follow(page, page.get_by_role("link", name="Công bố", exact=True))
    expect(
        page.locator(".differences").get_by_text("Đăng ký thường trú tại nơi ở mới")
    ).to_be_visible()
    page.get_by_label("Lý do").fill("Tên dễ hiểu hơn")
    follow(page, page.get_by_role("button", name="Công bố"))
    expect(page.get_by_text("Đã công bố phiên bản 2")).to_be_visible()
    address = f"/api/v1/procedures/{row.pk}/"
    page.wait_for_function(
        "async (address) => (await (await fetch(address, {cache: "
        "'no-store'})).text()).includes('tại nơi ở mới')",
        arg=address,
        polling=300,
    )
    assert service.get(address).status == HTTPStatus.OK


def test_rows_of_parts_that_are_opened_are_saved(open_window, service):
    other = make_procedure(name="Cấp thẻ căn cước", short_name="Thẻ căn cước")
    row = publish_procedure(fee_status="confirmed", fees=[fee(140000)])
    page = open_window(people.officer(offices.office("ca-xa-a"), "Biên tập"))
    page.goto(reverse("admin:procedures_procedure_change", args=[row.pk]))
    expect(page.locator("#id_fees-0-amount")).to_have_count(0)
    tab(page, "Phí").click()
    page.locator("#fees-group h3").first.click()
    page.locator("#id_fees-0-amount").fill("150000")
    tab(page, "Việc tiếp theo").click()
    page.locator("#next_procedures-group .add-row").click()
    page.locator("#next_procedures-group .select2-selection").first.click()
    page.get_by_role("searchbox").fill("the can cuoc")
    page.get_by_role("option", name="Thẻ căn cước").click()
    page.locator("#id_next_procedures-0-sentence").fill("Rồi làm thẻ mới.")
    follow(page, page.get_by_role("button", name="Lưu và sửa tiếp"))
    expect(page.get_by_text("Bản nháp khác bản công bố: 2 chỗ")).to_be_visible()
    row.refresh_from_db()
    assert row.fees.get().amount == 150000
    assert row.next_procedures.get().target == other


def test_a_fee_is_corrected_and_published_with_five_clicks(open_window, service):
    """Before: 7 clicks and a search that was a click, too."""
    name = "Cấp thẻ căn cước"
    row = publish_procedure(name=name, fee_status="confirmed", fees=[fee(140000)])
    page = open_window(people.officer(offices.office("ca-xa-a"), "Biên tập"))
    hand = Hand(page)
    page.goto(reverse("admin:index"))
    hand.find(name)
    hand.click(tab(page, "Phí"))
    hand.click(page.locator("#fees-group h3").first)
    page.locator("#id_fees-0-amount").fill("150000")
    hand.click(page.get_by_role("button", name="Lưu và sửa tiếp"))
    hand.click(page.get_by_role("link", name="Công bố", exact=True))
    page.get_by_label("Lý do").fill("Theo thông tư mới")
    hand.click(page.get_by_role("button", name="Công bố"))
    expect(page.get_by_text("Đã công bố phiên bản 2")).to_be_visible()
    assert hand.clicks == 5
    row.refresh_from_db()
    assert row.fees.get().amount == 150000


def tab(page, name):
    return page.locator("#tabs-items").get_by_role("link", name=name)
