"""Encryption of copies by `age`, for a key that was put away and is not on this machine."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from installation.machine import Failed, Machine

RECIPIENT = "/etc/police-portal/backup-recipient"
NAME = "BACKUP_KEY"
SUFFIX = ".age"
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_RECIPIENT = re.compile(r"age1[0-9a-z]{58}")
# $1 what is encrypted, $2 what it has to be.
_COMPARE = 'set -o pipefail; age --decrypt --identity - "$1" | cmp --silent - "$2"'


def recipient(machine: Machine) -> str:
    """Return for whom copies are encrypted, or nothing before keys were put away."""
    return machine.read(RECIPIENT).strip()


def make(machine: Machine) -> str:
    """Return a new secret key, which is written nowhere. Raises Failed."""
    found = _SECRET.search(machine.told("age-keygen"))
    if not found:
        raise Failed("age-keygen không chạy: apt install age.")
    return found[0]


def keep(machine: Machine, secret: str) -> None:
    """Encrypt coming copies for whoever has this key. Raises Failed."""
    machine.write(RECIPIENT, f"{_recipient_of(machine, secret)}\n")


def fits(machine: Machine, secret: str) -> bool:
    """Return whether this is the key of the copies that are made now."""
    return _recipient_of(machine, secret) == recipient(machine)


def _recipient_of(machine: Machine, secret: str) -> str:
    text = secret.strip()
    said = machine.told("age-keygen", "-y", "-", typed=text) if _SECRET.fullmatch(text) else ""
    if not _RECIPIENT.fullmatch(said):
        raise Failed("Khoá sao lưu viết như AGE-SECRET-KEY-1…, 74 ký tự. Chưa thay đổi gì.")
    return said


@dataclass(frozen=True)
class Seal:
    """Encrypts files for whoever has the key that was put away.

    Each is opened on trial, by a second key that ends with this run and is written nowhere.
    """

    machine: Machine
    recipient: str
    same_as_before: bool
    _trial: str
    _secret: str = field(repr=False)

    @classmethod
    def begin(cls, machine: Machine, former: str) -> Self | None:
        """Return it, or nothing before keys were put away; `former` is whose the last copy is."""
        if not (ours := recipient(machine)):
            return None
        secret = make(machine)
        return cls(machine, ours, ours == former, _recipient_of(machine, secret), secret)

    def put(self, file: Path, place: Path) -> None:
        """Write a file, encrypted. Raises Failed, and FileNotFoundError if it is gone."""
        words = ("--recipient", self.recipient, "--recipient", self._trial)
        try:
            self.machine.do("age", "--encrypt", *words, "--output", str(place), str(file))
            compare = ("bash", "-c", _COMPARE, "bash", str(place), str(file))
            self.machine.do(*compare, what=f"mở thử {place}", typed=self._secret)
        except Failed:
            file.stat()
            raise


def unseal(machine: Machine, file: Path, place: Path, secret: str) -> None:
    """Write the file that `secret` opens. Raises Failed."""
    words = ("--identity", "-", "--output", str(place), str(file))
    machine.do("age", "--decrypt", *words, what=f"mở {file}", typed=secret)
