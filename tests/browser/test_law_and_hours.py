"""The law calendar, opening hours, the table of contacts, incidents: pages that fit and work."""

import contextlib
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import (
    TimeoutError,  # noqa: A004  # Playwright's name for it
    expect,
)

from offices.models import Office, OpeningHours, OpeningRule
from procedures.models import LawChange
from tests.browser import chromium, people
from tests.browser.desk import each_size, follow
from tests.browser.test_reach import FAULTS
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure
from tests.security.factories import incident

CONTACTS = reverse("admin:offices_office_load_contacts")
HEADER = "Đơn vị,Địa chỉ,Điện thoại"


@pytest.fixture
def rows(service):
    """Make a row of each: a late act, hours of a kind, a commune, an incident."""
    publish_procedure(id="a", short_name="Con dấu", as_of="2026-07-15")
    late = LawChange.objects.create(
        id="nd-347", day="2026-09-15", act="347/2026/NĐ-CP", what="Con dấu về cấp xã",
        missing="Thời hạn của 3.000492.", responsible="Phòng Cảnh sát phòng cháy, chữa cháy",
    )  # fmt: skip
    late.procedures.set(["a"])
    commune = offices.office("ca-xa-a", name="Công an xã A")
    rule = OpeningRule.objects.create(
        kind="commune", week=["Thứ 2 – thứ 6"], source="Thông báo 12/TB-CAT", as_of="2026-11-01"
    )
    return {
        "procedures_lawchange": late,
        "offices_openingrule": rule,
        "offices_office": commune,
        "security_securityincident": incident(),
    }


@pytest.fixture
def administrator(service):
    return User.objects.create_superuser("truong", password=people.PASSWORD)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@each_size
def test_every_page_of_theirs_fits_and_names_its_elements(
    open_window, administrator, rows, size, dark
):
    page = open_window(administrator, size=size, dark=dark)
    addresses = [
        *(reverse(f"admin:{name}_changelist") for name in rows),
        *(reverse(f"admin:{name}_change", args=[row.pk]) for name, row in rows.items()),
        CONTACTS,
    ]
    found = {}
    for address in addresses:
        page.goto(address, wait_until="load")
        with contextlib.suppress(TimeoutError):  # scripts may still add fields and their names
            page.wait_for_function(f"() => !({FAULTS})().length", timeout=10_000)
        found[address] = page.evaluate(FAULTS)
    assert not {address: faults for address, faults in found.items() if faults}


@each_size
def test_the_calendar_says_what_is_missing_and_who_does_it(open_window, administrator, rows, size):
    page = open_window(administrator, size=size)
    page.goto(reverse("admin:procedures_lawchange_changelist"))
    expect(page.get_by_text("Còn thiếu: Thời hạn của 3.000492.")).to_be_visible()


@each_size
def test_a_table_of_contacts_is_checked_and_written(
    open_window, administrator, rows, size, tmp_path: Path
):
    table = tmp_path / "bang.csv"
    table.write_text(f"{HEADER}\nCông an xã A,Số 1 phố Chợ,0210 3123 456\n")
    page = open_window(administrator, size=size)
    page.goto(CONTACTS)
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Kiểm tra bảng").click()
    expect(page.get_by_text("Số 1 phố Chợ")).to_be_visible()
    page.get_by_role("button", name="Ghi vào danh bạ").click()
    expect(page.get_by_text("Đã ghi liên hệ của 1 đơn vị.")).to_be_visible()
    assert Office.objects.get(pk="ca-xa-a").address == "Số 1 phố Chợ"


def test_the_hours_of_an_office_take_two_clicks(open_window, administrator, rows):
    page = open_window(administrator, size=chromium.DESKTOP)
    page.goto(reverse("admin:offices_office_change", args=["ca-xa-a"]))
    page.get_by_role("link", name="Ghi giờ tiếp dân cả tuần").click()
    follow(page, page.get_by_role("button", name="Ghi giờ", exact=True))
    assert OpeningHours.objects.filter(office="ca-xa-a").count() == 10
