"""Cards about area officers and duty: what the office published of them, at this moment.

Which questions these are, and what is about something else, the doors of search know.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.utils import timezone

from offices.duty import answers
from offices.duty.names import fold_name
from offices.listed import Listed
from procedures.answers.asking import MOST_CHOICES
from procedures.answers.cards import Card, Choice, Kind
from procedures.answers.points import Sentence
from procedures.search import beat_doors

_MORE_PRECISE = (
    "Ông/bà thêm tên xã, phường, ví dụ «{example} phường …», để biết số cần gọi. Khẩn cấp gọi 113."
)
_BEAT, _DUTY = "cảnh sát khu vực {place}", "ai trực ở công an"
_DESK_OF = "{name}: {post}. Gọi trực ban {phone}."
_SAID, _CALLED = "{name}: {post}.", "{name}: {post}, điện thoại {phone}."
_ON_DUTY, _DESK = "Đang trực: {posts}.", "Trực ban: {phone}."


def card_of(question: str, place: str) -> tuple[Card, int] | None:
    """Return the card for a question about an area officer or duty; None for other questions.

    With it, how many seconds it may be kept.
    """
    for door in beat_doors.find(question):
        office = _office(door["id"] or place)
        if door["origin"] != "beat":
            return _duty(office)
        if named := door.get("place", ""):
            return _beat(_as_typed(question, named), office, place), answers.LONGEST
        return _duty(office) if office else _unclear(_BEAT.format(place="tổ 5"))
    return None


def _office(place: str) -> Listed | None:
    found = answers.offices_called(place) if place else []
    return found[0] if len(found) == 1 else None


def _as_typed(question: str, folded: str) -> str:
    """Return a name as the question has it, with its marks."""
    words = re.findall(r"\w+", question)
    pairs = combinations(range(len(words) + 1), 2)
    parts = (" ".join(words[start:end]) for start, end in pairs)
    return next((part for part in parts if fold_name(part) == folded), folded)


def _beat(named: str, office: Listed | None, place: str) -> Card:
    """Say who looks after it; of several offices ask which."""
    found = answers.beats_called(named, office.id if office else place)
    rows: list[dict[str, Any]] = found["results"]
    offices = {row["office"]["id"]: row["office"]["name"] for row in rows}
    if len(offices) > MOST_CHOICES:  # some of them would be left out unsaid
        return _unclear(_BEAT.format(place=named))[0]
    if len(offices) > 1:
        asked = _BEAT.format(place=named)
        choices = [Choice(name, f"{asked} {name}") for name in offices.values()]
        return _card(Kind.ASK, choices=tuple(choices))
    if not rows:
        return _card(Kind.ANSWER, Sentence(found["note"]))
    notes = dict.fromkeys(row["note"] for row in rows if row["note"])
    return _card(Kind.ANSWER, *map(_said, rows), note=" ".join(notes))


def _said(row: dict[str, Any]) -> Sentence:
    source, as_of = row["office"]["name"], row["checked_on"] or ""
    if row["post"] is None:  # the note says whom to call
        return Sentence(f"{row['name']}.", source=source, as_of=as_of)
    post = ": ".join(filter(None, (row["post"], row["officer"])))
    phone, words = row["phone"], _CALLED
    if phone is None:  # the desk knows where they are
        phone = answers.desk_phone(row["office"]["contact"]["phones"])
        words = _DESK_OF if phone else _SAID
    number = phone["openPhone"]["phoneNumber"] if phone else ""
    text = words.format(name=row["name"], post=post, phone=number)
    return Sentence(text, source=source, as_of=as_of)


def _duty(office: Listed | None) -> tuple[Card, int]:
    if office is None:
        return _unclear(_DUTY)
    now = timezone.now()
    read = answers.on_duty(office, now)
    said = _on_duty(read.document, str(office.card["name"]))
    return _card(Kind.ANSWER, *said, note=read.document["note"]), read.seconds(now)


def _on_duty(found: dict[str, Any], office: str) -> Iterator[Sentence]:
    if posts := ", ".join(one["function_name"].lower() for one in found["on_duty"]):
        yield Sentence(_ON_DUTY.format(posts=posts), source=office)
    if phone := found["phone"]:
        yield Sentence(_DESK.format(phone=phone["openPhone"]["phoneNumber"]), source=office)


def _unclear(example: str) -> tuple[Card, int]:
    text = _MORE_PRECISE.format(example=example)
    return _card(Kind.ANSWER, Sentence(text)), answers.LONGEST


def _card(
    kind: Kind, *sentences: Sentence, choices: tuple[Choice, ...] = (), note: str = ""
) -> Card:
    return Card(kind, sentences=sentences, choices=choices, note=note, asked=False)
