"""The project: settings, addresses, health, logs, checks, and common parts of all apps."""

from pathlib import Path

# Of the whole project: health, the API document and the officers' pages show it.
VERSION = (Path(__file__).parent.parent / "VERSION").read_text().strip()
