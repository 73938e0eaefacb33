"""`police-portal zalo`: the app, the account and the Mini App, once Zalo has given them."""

import argparse
import getpass
import re
import sys
from collections.abc import Callable

from installation.machine import Failed, Machine
from installation.places import USER
from installation.settings_file import FILE, SettingsFile

# Setting → what is asked. Ids are digits; secrets are not shown while they are typed.
IDS = {
    "ZALO_APP_ID": "Mã ứng dụng (App ID)",
    "ZALO_OA_ID": "Mã Official Account của tỉnh",
    "ZALO_MINI_APP_ID": "Mã Mini App",
}
SECRETS = {
    "ZALO_APP_SECRET": "Khoá bí mật của ứng dụng",
    "ZALO_OA_SECRET": "Khoá ký sự kiện của Official Account",
    "ZALO_OPENAPI_KEY": "Khoá Open API của Mini App",
}
PAIRS = (("ZALO_APP_ID", "ZALO_APP_SECRET"), ("ZALO_OA_ID", "ZALO_OA_SECRET"))
_SECRET = re.compile(r"[\x21-\x7e]{8,200}")


def main(words: list[str]) -> int:
    """Ask for what Zalo gave, write it, restart without a gap, ask Zalo whether it is right."""
    parser = argparse.ArgumentParser(
        prog="police-portal zalo", description="Nhập mã và khoá của Zalo; bỏ trống thì giữ nguyên."
    )
    parser.parse_args(words)
    machine = Machine()
    if not machine.exists(FILE):
        raise Failed("Chưa cài đặt: chạy police-portal setup.")
    apply(machine, ask(input, getpass.getpass))
    machine.show("police-portal-manage", "check_zalo")
    return 0


def ask(visible: Callable[[str], str], hidden: Callable[[str], str]) -> dict[str, str]:
    """Return what was typed; nothing typed keeps what is there."""
    asked = {name: visible(f"{text}: ") for name, text in IDS.items()}
    asked |= {name: hidden(f"{text} (không hiện ra): ") for name, text in SECRETS.items()}
    return {name: text.strip() for name, text in asked.items() if text.strip()}


def apply(machine: Machine, told: dict[str, str]) -> None:
    """Write the settings and take them into the running service. Raises Failed."""
    former = machine.read(FILE)
    settings = SettingsFile(former)
    for name, text in told.items():
        if fault := _fault(name, text):
            raise Failed(f"{name}: {fault} Chưa thay đổi gì.")
        settings.set(name, text)
    for one, other in PAIRS:
        if bool(settings.get(one)) != bool(settings.get(other)):
            raise Failed(f"Cần cả {one} và {other}. Chưa thay đổi gì.")
    if not machine.write(FILE, str(settings), mode=0o640, owner=f"root:{USER}"):
        sys.stdout.write("Không có gì phải thay đổi.\n")
        return
    try:
        machine.show("police-portal-manage", "check", "--deploy")
    except Failed as refused:
        # What is refused would keep the service from coming back at the next start.
        machine.write(FILE, former, mode=0o640, owner=f"root:{USER}")
        raise Failed(f"{refused}\nSửa điều nêu ở trên trước. Chưa thay đổi gì.") from refused
    machine.show("police-portal-upgrade", "--restart")


def _fault(name: str, text: str) -> str:
    if name in IDS:
        return "" if text.isascii() and text.isdigit() else "mã chỉ có chữ số."
    return "" if _SECRET.fullmatch(text) else "khoá có chữ, số và dấu, ít nhất 8."
