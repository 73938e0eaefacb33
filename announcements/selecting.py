"""Which announcements a list shows, and in which order; pure, out of the snapshot."""

from collections.abc import Mapping, Sequence
from typing import Any

from announcements.snapshot import Announcements, Item
from foundation.api.moments import in_utc

FACETS = ("kind", "office")


def select(held: Announcements, values: Mapping[str, Any]) -> Sequence[Item]:
    """Return what fits all given conditions: best first for a search, else as listed.

    `values` are those of `AnnouncementParameters`. The rarest condition is looked up, the others
    are asked of what it leaves; without any, nothing is copied.
    """
    conditions = [
        _positions(held, name, values[name]) for name in (*FACETS, "area") if values.get(name)
    ]
    if values.get("pinned") == "true":
        conditions.append(held.by_facet.get(("pinned", "true"), []))
    since = in_utc(values["since"]) if values.get("since") else ""
    unpinned = values.get("pinned") == "false"
    if not (conditions or since or unpinned or values.get("search")):
        return held.listed
    order: Sequence[int] = held.search(values["search"]) if values.get("search") else ()
    if not values.get("search"):
        order = min(conditions, key=len) if conditions else range(len(held.listed))
    kept = [set(condition) for condition in conditions]
    found = (held.listed[place] for place in order if all(place in positions for positions in kept))
    return [item for item in found if _fits(item, since, unpinned=unpinned)]


def _positions(held: Announcements, name: str, value: str) -> list[int]:
    """Return the positions that fit; an area gets what is for the whole province, too."""
    own = held.by_facet.get((name, value), [])
    if name != "area":
        return own
    return sorted({*own, *held.by_facet.get(("area", ""), [])})


def _fits(item: Item, since: str, *, unpinned: bool) -> bool:
    document = item.document
    if document is None:
        return False
    return document["updated_at"] >= since and not (unpinned and document["pinned"])
