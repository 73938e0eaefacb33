"""Which announcements a list shows, and in which order; pure, out of the snapshot."""

from collections.abc import Mapping, Sequence
from typing import Any

from announcements.publishing.snapshot import Announcements, Item
from foundation.api.moments import in_utc

# Selections kept with the snapshot: kinds, offices and areas in the combinations asked for.
MOST_KEPT = 500
_CONDITIONS = ("kind", "office", "area", "pinned", "since")


def select(held: Announcements, values: Mapping[str, Any]) -> Sequence[Item]:
    """Return what fits all given conditions: best first for a search, else as listed.

    `values` are those of `AnnouncementParameters`. A selection is made once for each snapshot, so
    that a page of it costs the same among a hundred and among ten thousand.
    """
    asked = tuple(values.get(name) or "" for name in _CONDITIONS)
    if values.get("search"):
        found = (held.listed[place] for place in held.search(values["search"]))
        return [item for item in found if _fits(item, values)] if any(asked) else list(found)
    if not any(asked):
        return held.listed
    kept = held.selections.get(asked)
    if kept is None:
        kept = [item for item in _shortest(held, values) if _fits(item, values)]
        if len(held.selections) < MOST_KEPT:
            held.selections[asked] = kept
    return kept


def _shortest(held: Announcements, values: Mapping[str, Any]) -> Sequence[Item]:
    """Return what fits the rarest condition: the others are asked of what it leaves."""
    lists = [
        held.by_facet.get((name, values[name]), [])
        for name in ("kind", "office")
        if values.get(name)
    ]
    if values.get("pinned") == "true":
        lists.append(held.by_facet.get(("pinned", "true"), []))
    if not lists:
        return held.listed
    return [held.listed[place] for place in min(lists, key=len)]


def _fits(item: Item, values: Mapping[str, Any]) -> bool:
    document = item.document
    if document is None:
        return False
    areas = {area["id"] for area in document["areas"]}
    return (
        (not values.get("kind") or document["kind"] == values["kind"])
        and (not values.get("office") or document["office"]["id"] == values["office"])
        # An area gets what is for the whole province, too.
        and (not values.get("area") or not areas or values["area"] in areas)
        and (not values.get("pinned") or document["pinned"] == (values["pinned"] == "true"))
        and (not values.get("since") or document["updated_at"] >= in_utc(values["since"]))
    )
