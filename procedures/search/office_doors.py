"""Doors to offices and their hours: «trụ sở Bạch Hạc», «thứ bảy Công an phường có làm không»."""

from collections.abc import Iterable

from django.utils import timezone

from foundation.records.vietnamese import syllables
from offices.finding.selection import named_offices, office_in_force
from offices.geography.readings import LONGEST_NAME
from offices.listed import Listed
from offices.snapshot import Directory, directory
from procedures.search import beat_doors
from procedures.search.doors import MOST, Door, Origin, Source

# A name of one syllable is a word of any sentence.
_SHORTEST_NAME = 2
# «Công an thị trấn» and a name.
_LONGEST_TEXT, _LONGEST_KIND = 60, 4
_SEVERAL = "{place}: {count} đơn vị công an"
_CHOOSE = "Nơi này nay thuộc nhiều xã, phường; chọn đúng nơi ông/bà ở."
_ADDRESS = "Địa chỉ, số máy, giờ làm việc và đường đi."


def _offices_in(text: str, held: Directory) -> list[tuple[str, str]]:
    """Return ids and names of the offices whose places a text names, the longest name first."""
    today, found = timezone.localdate(), dict[str, str]()
    for match, place in held.places.named_in(syllables(text)):
        if len(place) >= _SHORTEST_NAME:
            office = office_in_force(held.offices[match.office_id], held, today)
            found.setdefault(office.id, office.card["name"])
    return list(found.items())[:MOST]


def _open(door: Door, text: str) -> Iterable[Door]:
    """Return the door for each office that the text names; else the door to all of them."""
    named = _offices_in(text, directory.current())
    return [{**door, "id": key, "title": _title(door, name)} for key, name in named] or [door]


def _title(door: Door, name: str) -> str:
    return name if door["origin"] == "office" else f"{door['title']}: {name}"


def _find(text: str) -> list[Door]:
    """Return the offices if the text is nothing but the name of their place."""
    if len(text) > _LONGEST_TEXT:
        return []
    held, said = directory.current(), syllables(text)
    if len(said) > LONGEST_NAME + _LONGEST_KIND:
        return []
    if not held.places.ends_with_name(said, _SHORTEST_NAME):  # told fast: most searches end here
        return []
    if beat_doors.find(text):  # who is asked for there, not the place
        return []
    hits = named_offices(held, text, timezone.localdate())
    if len(hits) > MOST:  # a district, a divided commune: all of them, never only some
        return [_door_to_all(text, len(hits))]
    return [_door(hit.office) for hit in hits]


def _door(office: Listed) -> Door:
    return {"origin": "office", "id": office.id, "title": office.card["name"], "reason": _ADDRESS}


def _door_to_all(place: str, count: int) -> Door:
    title = _SEVERAL.format(place=place.strip(), count=count)
    return {"origin": "office", "id": "", "title": title, "reason": _CHOOSE, "place": place}


PARTS = (
    Origin("office", _open, directory.current),
    Origin("hours", _open, directory.current),
    Source(_find, directory.current, alone=True),
)
