"""Offices that something may be meant for, by places in its words and by its field. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foundation.records.vietnamese import syllables
from offices.finding.selection import department_for
from offices.listed import Listed
from offices.models import Office
from offices.snapshot import Directory

MOST_READ = 4000  # letters of a conversation
MOST = 5
# A name of one syllable occurs in every second sentence: it is a place only after one of these.
_PLACES = frozenset({"phuong", "xa", "tran"})


@dataclass(frozen=True)
class Suggestion:
    """An office, and why it may be meant."""

    office: str
    name: str
    reason: str


@dataclass(frozen=True)
class Meant:
    """What tells where something belongs: its words, its field, offices known otherwise and why."""

    words: str
    field: str | None = None
    known: Iterable[tuple[str | None, str]] = ()


def suggest(meant: Meant, directory: Directory, today: date) -> list[Suggestion]:
    """Return offices that may be meant, the likeliest first, each once."""
    found: dict[str, Suggestion] = {}
    for office, reason in _candidates(meant, directory, today):
        if office.holds(today):
            found.setdefault(office.id, Suggestion(office.id, office.document["name"], reason))
    return list(found.values())[:MOST]


def choices(
    likely: Iterable[Suggestion], directory: Directory, today: date, left_out: Collection[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return likely offices with the reason, then every other one, without those `left_out`."""
    shown = [one for one in likely if one.office not in left_out]
    named = {*left_out, *(one.office for one in shown)}
    others = [
        (office.id, office.card["name"])
        for office in directory.offices.values()
        if office.holds(today) and office.id not in named
    ]
    suggested = [(one.office, f"{one.name} ({one.reason})") for one in shown]
    every: list[tuple[str, list[tuple[str, str]]]] = [("Mọi đơn vị", others)]
    return [("Gợi ý", suggested), *every] if suggested else every


def _candidates(meant: Meant, directory: Directory, today: date) -> Iterator[tuple[Listed, str]]:
    for known, reason in meant.known:
        if known in directory.offices:
            yield directory.offices[known], reason
    for office in _named_in(meant.words, directory):
        yield office, "được nêu tên"
    department = department_for(meant.field, directory, today) if meant.field else None
    if department and meant.field:
        yield department, f"lĩnh vực {directory.field_names[meant.field]}"


def _named_in(words: str, directory: Directory) -> Iterator[Listed]:
    """Yield the communes whose current or former name occurs in the words; not their district's."""
    said = syllables(words[:MOST_READ])
    for match, place in directory.places.named_in(said):
        office = directory.offices[match.office_id]
        before = said[place.start - 1] if place.start else ""
        is_named = len(place) > 1 or before in _PLACES
        if office.kind == Office.Kind.COMMUNE and is_named and not match.district:
            yield office
