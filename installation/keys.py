"""`police-portal keys`: shows the keys once, to be put away."""

import argparse
import getpass
import sys

from installation import records, sealing
from installation.machine import Failed, Machine
from installation.places import CONFIRMED
from installation.settings_file import FILE, KEYS, SettingsFile

WORD = "da cat"


def main(words: list[str]) -> int:
    """Print the keys and ask whether they were put away, or try the one of the copies.

    Raises Failed.
    """
    parser = argparse.ArgumentParser(
        prog="police-portal keys", description="In khoá để cất ngoài máy này."
    )
    parser.add_argument("--new", action="store_true", help="Khoá sao lưu mới; bản cũ cần khoá cũ.")
    parser.add_argument("--check", action="store_true", help="Thử khoá sao lưu đã cất.")
    given = parser.parse_args(words)
    machine = Machine()
    if given.check:
        return check(machine)
    # The secret of the copies is not on this machine: it can only be shown when it is made.
    is_new = given.new or not sealing.recipient(machine)
    secret = sealing.make(machine) if is_new else ""
    show(machine, secret)
    said = input(f"\nCất bản in ở nơi khác với bản sao lưu, rồi gõ «{WORD}»: ")
    if " ".join(said.lower().split()) not in {WORD, "đã cất"}:
        raise Failed("Chưa xác nhận: dịch vụ còn đỏ ở mục này.")
    if secret:
        sealing.keep(machine, secret)
    machine.write(CONFIRMED, f"{records.now().isoformat()}\n", mode=0o600)
    return 0


def show(machine: Machine, secret: str) -> None:
    """Print the keys of the service, and the one of the copies if it is new."""
    settings = SettingsFile(machine.read(FILE))
    for name in KEYS:
        sys.stdout.write(f"{name}={settings.get(name)}\n")
    if secret:
        sys.stdout.write(f"{sealing.NAME}={secret}\n")
    sys.stdout.write(
        f"\n{sealing.NAME} mở các bản sao lưu; máy này không giữ nó và chỉ in một lần.\n"
        "Đã mất thì tạo khoá khác: police-portal keys --new\n"
    )


def check(machine: Machine) -> int:
    """Say whether the key that was put away opens the copies. Raises Failed."""
    if not sealing.recipient(machine):
        raise Failed("Chưa có khoá sao lưu: police-portal keys.")
    if not sealing.fits(machine, typed()):
        raise Failed("Khoá này không mở được các bản sao lưu hiện nay.")
    sys.stdout.write("Đúng khoá của các bản sao lưu hiện nay.\n")
    return 0


def typed() -> str:
    """Return the secret key of the copies, as a person types it or a program pipes it."""
    question = f"{sealing.NAME} (không hiện ra): "
    return (getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()).strip()
