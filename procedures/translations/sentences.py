"""Generated sentences in the language of the answer that is being rendered.

Code contains them in Vietnamese: `say` looks them up in `sentences/<language>.json`, whose keys are
the Vietnamese sentences. Outside `speaking` everything stays Vietnamese.
"""

import calendar
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from offices.geography.provinces import Province
from procedures.choices import Language

_FOLDER = Path(__file__).parent / "sentences"
SENTENCES: Mapping[str, Mapping[str, str]] = {
    language: json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    for language in Language.values
}


# The words of a procedure by field and Vietnamese text: two fields may translate one text
# differently.
OwnWords = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of an answer, and the words of its procedure in it."""

    language: str
    own_words: OwnWords


_speech: ContextVar[Speech | None] = ContextVar("speech", default=None)


@contextmanager
def speaking(language: str, own_words: OwnWords) -> Iterator[None]:
    """Make `say` use `language` inside the block; an empty language is Vietnamese."""
    token = _speech.set(Speech(language, own_words) if language else None)
    try:
        yield
    finally:
        _speech.reset(token)


def say(text: str, **values: object) -> str:
    """Return the sentence `text`, written in Vietnamese, with `values` filled in."""
    speech = _speech.get()
    if speech is not None:
        known = SENTENCES[speech.language]
        text = known.get(text) or known.get(Province.as_shipped(text), text)
    return text.format(**values) if values else text


def say_own(field: str, text: str) -> str:
    """Return words of the procedure, such as the unit of a fee, in the language of the answer."""
    speech = _speech.get()
    return text if speech is None else speech.own_words.get((field, text), text)


# Words of citations; the numbers and codes of acts stay as they are.
ACT_WORDS = (
    *(" và các thông tư sửa đổi", "Thông tư liên tịch", "Thông tư", "Nghị định", "Nghị quyết"),
    *("Quyết định", "Bộ luật", "Luật", "sửa đổi bởi", "Phụ lục", " và ", "từ "),
)
_ACT_WORD = re.compile("|".join(ACT_WORDS))


def say_act(citation: str) -> str:
    """Return the citation of an act, such as "Thông tư 22/2023/TT-BCA", in the language."""
    return _ACT_WORD.sub(lambda found: say(found[0]), citation)


def say_number(text: str) -> str:
    """Return a number, written with commas between thousands, as readers write it."""
    return text if _speech.get() else text.translate(str.maketrans(",.", ".,"))


def say_length(number: str, unit: str) -> str:
    """Return a length of time: "5 working days" for the number "5" and the Vietnamese unit."""
    one = say(f"1 {unit}") if number == "1" else ""
    if one and one != f"1 {unit}":
        return one
    return say(f"{{number}} {unit}", number=number)


def say_day(day: object) -> str:
    """Return a day, which is a date or its ISO text, as people write it."""
    value = date.fromisoformat(str(day))
    month = calendar.month_name[value.month] if _speech.get() else f"{value:%m}"
    return say("{day}/{month}/{year}").format(
        day=f"{value:%d}", plain_day=value.day, month=month, number=value.month, year=value.year
    )
