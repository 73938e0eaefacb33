"""Offices that a question may be meant for, by places in its words, field, dossier. Pure."""

from collections.abc import Iterator
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


def suggest(
    words: str, field: str | None, dossier_office: str | None, directory: Directory, today: date
) -> list[Suggestion]:
    """Return offices that may be meant, the likeliest first, each once."""
    found: dict[str, Suggestion] = {}
    for office, reason in _candidates(words, field, dossier_office, directory, today):
        if office.holds(today):
            found.setdefault(office.id, Suggestion(office.id, office.document["name"], reason))
    return list(found.values())[:MOST]


def _candidates(
    words: str, field: str | None, dossier_office: str | None, directory: Directory, today: date
) -> Iterator[tuple[Listed, str]]:
    if dossier_office in directory.offices:
        yield directory.offices[dossier_office], "giải quyết hồ sơ được hỏi"
    for office in _named_in(words, directory):
        yield office, "có tên trong câu hỏi"
    department = department_for(field, directory, today) if field else None
    if department and field:
        yield department, f"lĩnh vực {directory.field_names[field]}"


def _named_in(words: str, directory: Directory) -> Iterator[Listed]:
    """Yield the communes whose current or former name occurs in the words; not their district's."""
    said = syllables(words[:MOST_READ])
    for match, place in directory.places.named_in(said):
        office = directory.offices[match.office_id]
        before = said[place.start - 1] if place.start else ""
        is_named = len(place) > 1 or before in _PLACES
        if office.kind == Office.Kind.COMMUNE and is_named and not match.district:
            yield office
