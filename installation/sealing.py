"""Encryption of copies by `age`, for a key that was put away and is not on this machine."""

import re

from installation.machine import Failed, Machine

RECIPIENT = "/etc/police-portal/backup-recipient"
NAME = "BACKUP_KEY"
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_RECIPIENT = re.compile(r"age1[0-9a-z]{58}")


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
