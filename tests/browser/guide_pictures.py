"""The pictures of the officers' guides: every page as the officer of that role sees it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.trial import ROOT

FOLDER = ROOT / "docs" / "huong-dan" / "hinh"
PASSWORD = "thu-nghiem-2026"  # `make run` prints it
COLOURS = 96
ADMIN = "/quan-tri/"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the officer, and the page.

    `click` is a link to follow on the page, `height` the height of the window.
    """

    name: str
    user: str
    page: str
    click: str = ""
    height: int = 768


SCREEN_OF = "lanhdao.phuong"  # who opens the call screen of the counter
FIRST_ROW = "#result_list tbody th a, #result_list tbody td a"
PICTURES = (
    Picture("dang-nhap", "", "login/"),
    Picture("mot-cua-trang-chinh", "motcua", ""),
    Picture("mot-cua-danh-sach", "motcua", "dossiers/dossier/"),
    Picture(
        "mot-cua-ho-so", "motcua", "dossiers/dossier/?status__exact=processing", FIRST_ROW, 900
    ),
    Picture("mot-cua-quay", "motcua", "reception/queue/", FIRST_ROW, 900),
    Picture("tra-loi-hang-cho", "traloi", "feedback/question/"),
    Picture("tra-loi-cau-hoi", "traloi", "feedback/question/", FIRST_ROW, 900),
    Picture("bien-tap-can-gi", "bientap", "nguoi-dan-can-gi/"),
    Picture("bien-tap-thu-tuc", "bientap", "procedures/procedure/cancuoc-cap-doi-lai/change/"),
    Picture("bien-tap-cau-tra-loi", "bientap", "feedback/faqentry/"),
    Picture("lanh-dao-trang-chinh", "lanhdao", "", height=900),
    Picture("lanh-dao-lich-truc", "lanhdao.phuong", "offices/dutyshift/tuan/", height=900),
    Picture("lanh-dao-dia-ban", "lanhdao.phuong", "offices/beat/"),
    Picture("lanh-dao-danh-gia", "lanhdao", "feedback/followup/"),
    Picture("lanh-dao-can-gi", "lanhdao", "nguoi-dan-can-gi/", height=1000),
    Picture("quan-tri-can-bo", "quantri", "auth/user/"),
    Picture("quan-tri-bat-dau", "quantri", "bat-dau/"),
    Picture("quan-tri-lich", "quantri", "offices/calendarday/"),
    Picture("xac-minh-phan-anh", "xacminh.csgt", "reports/report/?state=mine", FIRST_ROW),
    Picture("truc-ban-bao-dong", "trucban", ""),
    Picture("thanh-tra-phan-anh", "thanhtra", "reports/report/?kind=about_officer", FIRST_ROW),
    Picture("tin-soan", "bientaptin", "announcements/announcement/?state=draft", FIRST_ROW),
    Picture("kiem-tra-nhat-ky", "kiemtra", "citizens/accessentry/"),
)


def take(browser: Browser, address: str) -> None:
    """Take the pictures of every officer."""
    for user in dict.fromkeys(picture.user for picture in PICTURES):
        window = chromium.window(browser, address)
        page = window.new_page()
        if user:
            page.goto(f"{ADMIN}login/")
            page.fill("#id_username", f"demo.{user}")
            page.fill("#id_password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{ADMIN}")
        for picture in PICTURES:
            if picture.user == user:
                _take(page, picture)
        if user == SCREEN_OF:
            _take_call_screen(page)
        window.close()


def _take(page, picture: Picture) -> None:
    page.set_viewport_size({"width": chromium.DESKTOP[0], "height": picture.height})
    page.goto(f"{ADMIN}{picture.page}")
    if picture.click:
        page.locator(picture.click).first.click()
    page.wait_for_load_state("networkidle")
    save(page, FOLDER / f"{picture.name}.png")


def _take_call_screen(page) -> None:
    """Open a call screen, whose address is shown once, and take it as a television shows it."""
    page.goto(f"{ADMIN}reception/queue/")
    page.locator(FIRST_ROW).first.click()
    page.locator("a", has_text="Việc khác").first.click()
    page.locator("a", has_text="Mở màn hình").first.click()
    page.locator("#dialog form button[type=submit]").first.click()
    told = page.get_by_text("Địa chỉ của màn hình").first.inner_text()
    page.goto(told.rpartition(": ")[2].strip())
    page.locator("#called p:not(.quiet)").first.wait_for()
    save(page, FOLDER / "man-hinh-goi-so.png")


def save(page, file: Path) -> None:
    """Keep what the window shows, with few colours and so in a small file."""
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(file, optimize=True)
