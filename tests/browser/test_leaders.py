"""A leader goes from figures to lists, sorts offices, prints the month's report and takes it along.

Before: no bar and no number led anywhere; the page of satisfaction was 7,336 pixels high and 32,376
on a phone.
"""

import re
import shutil
import subprocess

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dossiers.models import DossierDay
from feedback.models.satisfaction import PublishedFigure, SatisfactionRelease
from tests.browser import chromium, people
from tests.browser.conftest import NOW
from tests.browser.desk import each_size
from tests.dossiers.factories import dossier, move
from tests.offices import factories as offices

COMMUNES = 12
HIGHEST = {"1366": 2_500, "390": 6_000}  # pixels of the page of satisfaction


@pytest.fixture
def province(service):
    """Make a province with three dossiers in a commune, one of them completed."""
    above = offices.province()
    commune = offices.office("ca-xa-a", parent=above, name="Công an xã A")
    rows = [dossier(office=commune) for _number in range(3)]
    move(rows[0], "processing", "completed")
    return above


def rate(place, satisfied):
    release, _new = SatisfactionRelease.objects.get_or_create(
        month="2026-10-01", defaults={"at": NOW, "lines": {}}
    )
    PublishedFigure.objects.create(
        release=release, office=place, measure="overall", first="2026-10-01", last="2026-10-01",
        count=10, total=40, satisfied=satisfied,
    )  # fmt: skip


def test_each_number_links_to_its_list(open_window, province):
    page = open_window(people.officer(province, "Lãnh đạo"))
    page.goto(reverse("admin:index"))
    card = page.locator("a.figure").first
    expect(card).to_be_visible()
    card.click()
    expect(page.locator("#changelist, .officer-page").first).to_be_visible()


@each_size
def test_a_bar_opens_the_list_with_as_many_rows(open_window, province, size):
    page = open_window(people.officer(province, "Lãnh đạo"), size=size)
    page.goto(reverse("trends"))
    bar = page.locator("svg a", has=page.locator(".chart-0.chart-bar")).filter(
        has_text=re.compile("Tiếp nhận 3")
    )
    if size == chromium.PHONE:  # a card is its numbers until its chart is asked for
        page.locator(".chart-card", has=bar).locator("summary").click()
    bar.scroll_into_view_if_needed()
    bar.locator(".chart-hit").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)
    expect(page.get_by_text("tháng 11/2026").first).to_be_attached()


@each_size
def test_satisfaction_is_short_worst_first_and_sorted_by_its_columns(
    open_window, province, size, request
):
    for number in range(COMMUNES):
        offices.office(f"ca-xa-{number}", parent=province, name=f"Công an xã {number}")
    rate("", 18)
    rate("ca-xa-1", 10)
    rate("ca-xa-2", 8)
    rate("ca-xa-3", 9)
    for office, on_time in (("ca-xa-3", 16), ("ca-xa-2", 99)):
        DossierDay.objects.create(
            office_id=office, day="2026-10-05", completed=100, dated=100, on_time=on_time
        )
    page = open_window(people.officer(province, "Lãnh đạo"), size=size)
    page.goto(reverse("satisfaction-figures"))
    rows = page.locator("table[data-sortable]").first.locator("tbody").last.locator("tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Công an xã 3")
    expect(rows.first).to_contain_text("16,0 %")
    expect(rows.first.get_by_text("Thấp")).to_be_visible()
    expect(page.get_by_text(f"{COMMUNES + 1 - 3} đơn vị khác chưa đủ 5 đánh giá")).to_be_visible()
    page.get_by_role("button", name="Hài lòng").first.click()
    expect(rows.first).to_contain_text("Công an xã 2")
    page.get_by_role("button", name="Hài lòng").first.click()
    expect(rows.first).to_contain_text("Công an xã 1")
    name = "390" if size == chromium.PHONE else "1366"
    assert page.evaluate("document.querySelector('.officer-page').scrollHeight") < HIGHEST[name]


def test_the_report_is_an_official_paper_that_prints_on_few_pages(open_window, province, tmp_path):
    page = open_window(people.officer(province, "Lãnh đạo"))
    page.goto(f"{reverse('report')}?thang=2026-11")
    expect(page.get_by_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")).to_be_visible()
    expect(page.get_by_text("Nơi nhận:")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="In báo cáo")).to_be_hidden()
    paper = page.pdf(path=tmp_path / "bao-cao.pdf", prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert sheets <= 4  # figures; charts; causes and signature; offices
    assert set(re.findall(rb"/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)", paper)) <= {
        (b"594", b"841"), (b"595", b"842"), (b"595", b"841"),
    }  # fmt: skip


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_the_word_file_has_three_pages_and_its_title_on_one_line(open_window, province, tmp_path):
    """Debian: libreoffice-writer-nogui, poppler-utils."""
    commune = offices.office("ca-xa-1", parent=province, name="Công an xã Bạch Hạc")
    DossierDay.objects.create(office=commune, day="2026-10-05", accepted=9, completed=7)
    page = open_window(people.officer(commune, "Lãnh đạo"))
    page.goto(f"{reverse('report')}?thang=2026-10")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải tệp Word").click()
    assert taken.value.suggested_filename == "bao-cao-2026-10-ca-xa-1.docx"
    text = rendered(taken.value.path(), tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert text.index("V. Phương hướng, kiến nghị") < text.index("Nơi nhận:")
    assert text.count("\f") <= 3  # one at the end of each page


def rendered(file, folder):
    """Return the text of a Word file as LibreOffice prints it."""
    copy = shutil.copy(file, folder / "bao-cao.docx")
    home = f"-env:UserInstallation=file://{folder}/office"
    office = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*office, copy], check=True, timeout=120, capture_output=True)
    pdf = ["pdftotext", "-layout", folder / "bao-cao.pdf", "-"]
    return subprocess.run(pdf, check=True, timeout=30, capture_output=True, text=True).stdout
