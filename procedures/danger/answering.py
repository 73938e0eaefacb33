"""What everybody in danger is answered, whatever they wrote into: the number first."""

from typing import Any

from procedures.danger.words import OFFICES, REPORT, Danger, Kind
from procedures.publishing.snapshot import catalogue
from procedures.search.languages import foreign_language
from procedures.translations.sentences import say, speaking

# After a crime comes its report, after whatever the police can help with the nearest office.
REPORTED = frozenset(("home", "violence", "robbery", "missing", "kidnap", "sexual", "child"))
# Where the kind is in doubt, nobody is told what to do about another.
_CALL_ONLY = "Gọi ngay {number}, nói rõ địa chỉ."
# Whoever writes in another language reads it in that. {number} is what to dial.
_CALL = {
    "en": "Call {number} now and say where you are. You can also go to the nearest police office.",
    "zh": "请立即拨打 {number}，说明您的位置。也可以去最近的公安机关。",
    "ko": "지금 바로 {number}번으로 전화하여 위치를 말하세요. 가까운 경찰서로 가셔도 됩니다.",
}


def danger_in(text: str) -> dict[str, Any] | None:
    """Return whom to call about `text` in the shape of `DangerSerializer`, None if in no danger.

    It reads the snapshot only, and keeps, counts and logs nothing.
    """
    return render_danger(catalogue.current().index.danger(text), text)


def render_danger(danger: Danger | None, text: str, asked_in: str = "") -> dict[str, Any] | None:
    """Return `danger` as clients get it; in the language `asked_in` if `text` is Vietnamese."""
    if danger is None:
        return None
    kind = danger.kind if danger.is_kind_sure else _without_advice(danger.kind)
    language = foreign_language(text) or asked_in
    return {
        "kind": kind.code,
        "number": kind.number,
        "sentence": kind.sentence,
        "until_help": kind.until_help,
        "source": kind.source,
        "source_url": kind.source_url,
        "in_language": _say_in(language, kind) if language else "",
        "language": language or "",
        "next": [REPORT, OFFICES] if kind.code in REPORTED else [OFFICES],
    }


def _without_advice(kind: Kind) -> Kind:
    return Kind(kind.code, kind.number, _CALL_ONLY.format(number=kind.number))


def _say_in(language: str, kind: Kind) -> str:
    """Return whom to call and what to do; words that officers wrote have no translation."""
    with speaking(language, {}):
        call, until = say(kind.sentence), say(kind.until_help)
    if call == kind.sentence:
        call = _CALL[language].format(number=kind.number)
    return call if until == kind.until_help else f"{call} {until}"
