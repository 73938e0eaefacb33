"""Whom to call before reporting: what the catalogue of procedures knows of danger."""

from typing import Any

from procedures.publishing.snapshot import catalogue


def numbers() -> list[dict[str, Any]]:
    """Return each emergency number once, with what to do, as officers keep them for search."""
    advice: dict[str, str] = {}
    for kind in catalogue.current().vocabulary.dangers().kinds:
        advice.setdefault(kind.number, kind.sentence)
    return [{"number": number, "advice": text} for number, text in sorted(advice.items())]


def calls(danger: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the call that `danger` asks for, in the shape of `numbers`. It blocks nothing."""
    return [{"number": danger["number"], "advice": danger["sentence"]}] if danger else []
