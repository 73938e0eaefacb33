"""Numbers of persons in officers' texts: all except those of the offices themselves."""

from foundation.records import screening
from foundation.records.screening import Kind
from offices.snapshot import directory

WARNED_OF = frozenset({Kind.PHONE, Kind.ID})


def office_phone_numbers() -> frozenset[str]:
    """Return the digits of offices' telephones: the only numbers allowed in an answer."""
    return directory.current().phone_numbers


def numbers_of_persons(text: str) -> list[str]:
    """Return the ID and phone numbers in a text, each once, as written."""
    shown = screening.plain(text)
    found = screening.find(shown, office_phone_numbers())
    return list(dict.fromkeys(shown[one.start : one.end] for one in found if one.kind in WARNED_OF))
