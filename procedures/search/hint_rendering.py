"""Hints next to search results: whom to call, which agency does it, what is easily confused."""

from collections.abc import Iterable

from procedures.search.results import CallNow, EasilyConfused, Hint, NotPolice
from procedures.translations.sentences import say


def render_hints(hints: Iterable[Hint]) -> list[dict[str, str]]:
    """Return the hints in the shape of `SearchHintSerializer`, emergencies first."""
    return [
        _rendered(hint) for hint in sorted(hints, key=lambda hint: not isinstance(hint, CallNow))
    ]


def _rendered(hint: Hint) -> dict[str, str]:
    match hint:
        case CallNow():
            return {
                "type": "emergency",
                "text": say(hint.advice),
                **({"phone": hint.number} if hint.number else {}),
            }
        case NotPolice():
            return {
                "type": "not_police",
                "text": say("Việc này do {agency} giải quyết.", agency=say(hint.agency)),
                "agency": hint.agency,
            }
        case EasilyConfused():
            return {"type": "confusable", "text": say(hint.hint)}
