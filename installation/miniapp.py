"""`police-portal miniapp FOLDER`: the Mini App for this province, ready to be uploaded.

One build serves all provinces: what is a province's own stands in it as a placeholder.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from installation.machine import Failed, Machine
from installation.places import HOME
from installation.settings_file import FILE, SettingsFile

TEMPLATE = f"{HOME}/miniapp/template"
# As deploy/debian/build gives them to the build of the Mini App.
API_URL = "https://dia-chi-dich-vu.invalid"
APP_ID = "1000000000000000001"
TEXTS = {".js", ".css", ".json", ".html", ".svg"}


def main(words: list[str]) -> int:
    """Write the folder."""
    parser = argparse.ArgumentParser(
        prog="police-portal miniapp", description="Ghi Mini App của tỉnh này ra một thư mục."
    )
    parser.add_argument("folder", type=Path, help="Thư mục mới.")
    parser.add_argument("--id", default="", help="Mã Mini App; mặc định là ZALO_MINI_APP_ID.")
    given = parser.parse_args(words)
    machine = Machine()
    settings = SettingsFile(machine.read(FILE))
    app_id = given.id or settings.get("ZALO_MINI_APP_ID")
    write(machine.path(TEMPLATE), given.folder, settings.get("PUBLIC_URL"), app_id)
    sys.stdout.write(
        f"{given.folder}: Mini App {app_id}, gọi {settings.get('PUBLIC_URL')}\n"
        "Chép thư mục này sang máy có Node 20 và mã nguồn, rồi:\n"
        f"  ZALO_MINI_APP_ID={app_id} ZMP_TOKEN=… API_URL={settings.get('PUBLIC_URL')} "
        f"BUILT={given.folder} make miniapp-deploy\n"
    )
    return 0


def write(template: Path, folder: Path, url: str, app_id: str) -> None:
    """Copy the template with `url` and `app_id` in their places. Raises Failed."""
    _refuse(template, folder, url, app_id)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as coming:
        copy = Path(coming, "www")
        shutil.copytree(template, copy)
        filled = [_fill(file, url, app_id) for file in sorted(copy.rglob("*")) if file.is_file()]
        if not any(filled):
            raise Failed(f"{template} không có chỗ điền địa chỉ: gói đã hỏng, cài lại.")
        copy.rename(folder)


def _refuse(template: Path, folder: Path, url: str, app_id: str) -> None:
    if not template.is_dir():
        raise Failed(f"Không có {template}: gói này không có Mini App đã dựng.")
    if folder.exists():
        raise Failed(f"{folder} đã có: chọn thư mục khác, hoặc xoá nó trước.")
    if not url.startswith("https://") or json.dumps(url) != f'"{url}"':
        raise Failed(f"PUBLIC_URL «{url}» không phải địa chỉ https: chạy police-portal setup.")
    if not (app_id.isascii() and app_id.isdigit()):
        raise Failed("Mã Mini App chỉ có chữ số: đặt ZALO_MINI_APP_ID, hoặc --id.")


def _fill(file: Path, url: str, app_id: str) -> bool:
    """Fill one file; return whether it calls the service."""
    if file.suffix in {".gz", ".br"}:  # of the text before it was filled
        file.unlink()
        return False
    if file.suffix not in TEXTS:
        return False
    text = file.read_text()
    file.write_text(text.replace(API_URL, url.rstrip("/")).replace(APP_ID, app_id))
    return API_URL in text
