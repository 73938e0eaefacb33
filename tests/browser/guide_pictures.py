"""Make the pictures of the officers' guides.

It runs a trial and shows every page as the officer of that role sees it.

    make screenshots

The installation is untouched: database and files are in a temporary folder.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "huong-dan" / "hinh"
PASSWORD = "thu-nghiem-2026"  # `make run` prints it
COLOURS = 96
PATIENCE = 120  # seconds until the service answers
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


FIRST_ROW = "#result_list tbody th a, #result_list tbody td a"
PICTURES = (
    Picture("dang-nhap", "", "login/"),
    Picture("mot-cua-trang-chinh", "motcua", ""),
    Picture("mot-cua-danh-sach", "motcua", "dossiers/dossier/"),
    Picture(
        "mot-cua-ho-so", "motcua", "dossiers/dossier/?status__exact=processing", FIRST_ROW, 900
    ),
    Picture("tra-loi-hang-cho", "traloi", "feedback/question/"),
    Picture("tra-loi-cau-hoi", "traloi", "feedback/question/", FIRST_ROW, 900),
    Picture("bien-tap-can-gi", "bientap", "nguoi-dan-can-gi/"),
    Picture("bien-tap-thu-tuc", "bientap", "procedures/procedure/cancuoc-cap-doi-lai/change/"),
    Picture("bien-tap-cau-tra-loi", "bientap", "feedback/faqentry/"),
    Picture("lanh-dao-trang-chinh", "lanhdao", "", height=1300),
    Picture("lanh-dao-danh-gia", "lanhdao", "feedback/followup/"),
    Picture("lanh-dao-can-gi", "lanhdao", "nguoi-dan-can-gi/", height=1000),
    Picture("quan-tri-can-bo", "quantri", "auth/user/"),
    Picture("quan-tri-lich", "quantri", "offices/calendarday/"),
    Picture("kiem-tra-nhat-ky", "kiemtra", "citizens/accessentry/"),
)


@contextlib.contextmanager
def trial(port: int) -> Iterator[str]:
    """Run the service with the demo on `port` and yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DEBUG": "true",
            "DEMO_ACCOUNTS": "true",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/trial.sqlite3",
        }
        environment = {**os.environ, **settings}
        subprocess.run(
            [sys.executable, "manage.py", "set_up"], cwd=ROOT, env=environment, check=True
        )
        serve = [
            sys.executable,
            "-m",
            "police_portal.serving",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            "1",
        ]
        with subprocess.Popen(serve, cwd=ROOT, env=environment) as service:
            try:
                yield _ready(f"http://127.0.0.1:{port}")
            finally:
                service.terminate()


def _ready(address: str) -> str:
    for _second in range(PATIENCE):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health/live/"):  # noqa: S310  # our own service
            return address
        time.sleep(1)
    raise TimeoutError(address)


def take(address: str) -> None:
    """Take all pictures."""
    with chromium.launched() as browser:
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
            window.close()


def _take(page, picture: Picture) -> None:
    page.set_viewport_size({"width": chromium.DESKTOP[0], "height": picture.height})
    page.goto(f"{ADMIN}{picture.page}")
    if picture.click:
        page.locator(picture.click).first.click()
    page.wait_for_load_state("networkidle")
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(
        FOLDER / f"{picture.name}.png", optimize=True
    )


def main() -> None:
    """Make the pictures; the port is the first argument."""
    with trial(int(sys.argv[1]) if sys.argv[1:] else 8010) as address:
        take(address)


if __name__ == "__main__":
    main()
