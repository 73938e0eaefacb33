"""`police-portal keys`: shows the keys once, to be put away."""

import argparse
import sys

from installation import records
from installation.machine import Failed, Machine
from installation.places import CONFIRMED
from installation.settings_file import FILE, KEYS, SettingsFile

WORD = "da cat"


def main(words: list[str]) -> int:
    """Print the keys, and ask whether they were put away. Raises Failed."""
    argparse.ArgumentParser(
        prog="police-portal keys", description="In khoá để cất ngoài máy này."
    ).parse_args(words)
    machine = Machine()
    settings = SettingsFile(machine.read(FILE))
    for name in KEYS:
        sys.stdout.write(f"{name}={settings.get(name)}\n")
    said = input(f"\nCất bản in ở nơi khác với bản sao lưu, rồi gõ «{WORD}»: ")
    if " ".join(said.lower().split()) not in {WORD, "đã cất"}:
        raise Failed("Chưa xác nhận: dịch vụ còn đỏ ở mục này.")
    machine.write(CONFIRMED, f"{records.now().isoformat()}\n", mode=0o600)
    return 0
