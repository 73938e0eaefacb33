"""An editor corrects and publishes a procedure, which citizens read at once."""

from http import HTTPStatus

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import people
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure


def test_a_corrected_procedure_is_published_to_citizens(open_window, service):
    row = publish_procedure(name="Đăng ký thường trú", short_name="Thường trú")
    page = open_window(people.officer(offices.office("ca-xa-a"), "Biên tập"))
    page.goto(reverse("admin:procedures_procedure_change", args=[row.pk]))
    page.locator("#id_short_name").fill("Đăng ký thường trú tại nơi ở mới")
    page.get_by_role("button", name="Lưu và sửa tiếp").click()
    page.get_by_role("link", name="Công bố", exact=True).click()
    expect(
        page.locator(".differences").get_by_text("Đăng ký thường trú tại nơi ở mới")
    ).to_be_visible()
    page.get_by_label("Lý do").fill("Tên dễ hiểu hơn")
    page.get_by_role("button", name="Công bố").click()
    expect(page.get_by_text("Đã công bố phiên bản 2")).to_be_visible()
    address = f"/api/v1/procedures/{row.pk}/"
    page.wait_for_function(
        "async (address) => (await (await fetch(address, {cache: "
        "'no-store'})).text()).includes('tại nơi ở mới')",
        arg=address,
        polling=300,
    )
    assert service.get(address).status == HTTPStatus.OK
