"""The file of settings, `/etc/police-portal/environment`, as systemd reads it."""

import re
import secrets

FILE = "/etc/police-portal/environment"
KEYS = ("SECRET_KEY", "DATA_KEYS", "HASH_KEY", "CUSTODY_KEY", "EVIDENCE_SIGNING_KEY")
# What was written under them is found and proven by them alone.
NEVER_CHANGED = ("HASH_KEY", "CUSTODY_KEY")
_PLAIN = re.compile(r"[\w.:/%,@+-]*", re.ASCII)
_LINE = re.compile(r"([A-Z][A-Z0-9_]*)=(.*)")


class SettingsFile:
    """Lines of settings between comments, which stay where they are."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"

    def get(self, name: str) -> str:
        """Return a value, or nothing where it is not set."""
        return next((value for found, value in self._pairs() if found == name), "")

    def set(self, name: str, value: str) -> None:
        """Write a value in place, or at the end where there is no such line."""
        line = f"{name}={quoted(value)}"
        for place, old in enumerate(self._lines):
            if old.startswith(f"{name}="):
                self._lines[place] = line
                return
        self._lines.append(line)

    def make_keys(self) -> None:
        """Give a new value to each key that has none."""
        for name in KEYS:
            if not self.get(name):
                self.set(name, secrets.token_urlsafe(64))

    def _pairs(self) -> list[tuple[str, str]]:
        found = [_LINE.fullmatch(line) for line in self._lines]
        return [(match[1], unquoted(match[2])) for match in found if match]


def quoted(value: str) -> str:
    """Return a value as systemd and a shell read it alike."""
    if _PLAIN.fullmatch(value):
        return value
    return '"' + re.sub(r'([\\"$`])', r"\\\1", value) + '"'


def unquoted(text: str) -> str:
    """Return what `quoted` was given."""
    if not (text.startswith('"') and text.endswith('"')):
        return text
    return re.sub(r'\\([\\"$`])', r"\1", text[1:-1])
