"""Whom to call before reporting: what the catalogue of procedures knows of emergencies."""

from collections.abc import Iterable
from typing import Any

from procedures.publishing.snapshot import catalogue
from procedures.search import CallNow


def emergencies_in(words: str) -> tuple[CallNow, ...]:
    """Return the calls that the words of a report ask for. They are shown, and block nothing."""
    return catalogue.current().index.urgent(words)


def numbers() -> list[dict[str, Any]]:
    """Return each emergency number once, with what to do, as officers keep them for search."""
    advice: dict[str, str] = {}
    for emergency in catalogue.current().vocabulary.emergencies:
        if emergency.number:
            advice.setdefault(emergency.number, emergency.advice)
    return [{"number": number, "advice": text} for number, text in sorted(advice.items())]


def rendered(calls: Iterable[CallNow]) -> list[dict[str, Any]]:
    """Return calls in the shape of `numbers`."""
    return [{"number": call.number, "advice": call.advice} for call in calls]
