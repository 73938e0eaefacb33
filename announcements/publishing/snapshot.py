"""Announcements in memory: what is public, what is left of withdrawn ones, and their history.

Built anew when the revision moves; what did not change since is kept as it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from announcements.models import Announcement, AnnouncementEvent, AnnouncementVersion
from announcements.publishing.documents import (
    ROW,
    TOLD,
    VERSION,
    document_of,
    history_of,
    tombstone_of,
)
from announcements.publishing.published import Document, HistoryEntry, Tombstone
from announcements.publishing.searching import Postings, words_of
from announcements.workflow import LISTED, OF_PERSONS, PUBLIC, State
from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot

REVISION = "announcements"
BATCH = 500
CARD = (
    *("slug", "kind", "kind_name", "version", "title", "summary", "office", "areas", "audience"),
    *("severity", "published_at", "updated_at", "corrected_at", "correction_note", "expires_at"),
    *("pinned", "picture"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One announcement that was published, as it is now.

    `document` is None of a withdrawn one, `tombstone` of the others; of a withdrawn one neither
    words nor picture are kept here.
    """

    key: int
    events: int
    slug: str
    kind: str
    listed: bool
    document: Document | None
    tombstone: Tombstone | None
    history: list[HistoryEntry]
    card: bytes
    words: frozenset[str]

    @property
    def cacheable(self) -> bool:
        """False of notices about persons: no cache keeps them."""
        return self.kind not in OF_PERSONS


@dataclass
class Announcements:
    """Everything that citizens see. Once built, only its memories change."""

    items: dict[str, Item]
    memory: Memory = field(default_factory=Memory)
    # What conditions of the list selected (announcements.publishing.selecting).
    selections: dict[tuple[object, ...], "list[Item]"] = field(default_factory=dict)

    @cached_property
    def listed(self) -> list[Item]:
        """What lists, feeds and search show: pinned ones first, then the newest."""
        shown = [(item, item.document) for item in self.items.values() if item.listed]
        dated = [(doc["pinned"], doc["published_at"], item) for item, doc in shown if doc]
        return [item for *_order, item in sorted(dated, key=lambda one: one[:2], reverse=True)]

    @cached_property
    def by_facet(self) -> Mapping[tuple[str, str], list[int]]:
        """Positions in `listed` by kind, office and «pinned»."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for position, item in enumerate(self.listed):
            for facet in _facets(item.document):
                found[facet].append(position)
        return found

    @cached_property
    def pictures(self) -> Mapping[str, Item]:
        """The public announcements with a picture, by the id of the picture."""
        found = {}
        for item in self.items.values():
            picture = item.document["picture"] if item.document else None
            if picture and picture["sizes"]:
                name = picture["sizes"][0]["url"].rpartition("/")[2]
                found[name.rpartition("-")[0]] = item
        return found

    @cached_property
    def postings(self) -> Postings:
        """The words of what is listed."""
        return Postings([item.words for item in self.listed])

    def search(self, text: str) -> list[int]:
        """Return the positions in `listed` of what fits a text, best first."""
        return self.postings.find(text)

    def tombstones(self) -> list[Tombstone]:
        """Return what is left of withdrawn announcements, the newest first."""
        left = [item.tombstone for item in self.items.values() if item.tombstone]
        return sorted(left, key=lambda one: one["withdrawn_at"], reverse=True)


def _facets(document: Document | None) -> Iterable[tuple[str, str]]:
    if document is None:
        return
    yield "kind", document["kind"]
    yield "office", document["office"]["id"]
    if document["pinned"]:
        yield "pinned", "true"


def build(_revision: int, previous: Announcements | None) -> Announcements:
    """Read all published announcements; reuse unchanged ones of `previous`."""
    known = {item.key: item for item in previous.items.values()} if previous else {}
    rows = list(Announcement.objects.filter(published_at__isnull=False).order_by().values(*ROW))
    items = {row["slug"]: known[row["id"]] for row in rows if _unchanged(row, known)}
    changed = [row for row in rows if row["slug"] not in items]
    for start in range(0, len(changed), BATCH):
        items.update(_read(changed[start : start + BATCH]))
    built = Announcements(items)
    _ = built.by_facet, built.postings, built.pictures  # here, not in somebody's request
    return built


def _unchanged(row: Mapping[str, Any], known: Mapping[int, Item]) -> bool:
    held = known.get(row["id"])
    return held is not None and held.events == row["events_count"]


def _read(rows: list[dict[str, Any]]) -> Iterable[tuple[str, Item]]:
    """Yield items by slug; three queries, however many rows."""
    keys = [row["id"] for row in rows]
    events: dict[int, list[dict[str, Any]]] = defaultdict(list)
    told = AnnouncementEvent.objects.filter(announcement__in=keys, move__in=TOLD).order_by("pk")
    for event in told.values("announcement_id", "move", "version", "at"):
        events[event["announcement_id"]].append(event)
    newest: dict[int, dict[str, Any]] = {}
    notes: dict[int, dict[int, str]] = defaultdict(dict)
    public = [row["id"] for row in rows if row["state"] in PUBLIC]
    versions = AnnouncementVersion.objects.filter(announcement__in=public).order_by("number")
    for version in versions.values(*VERSION):
        newest[version["announcement_id"]] = version
        notes[version["announcement_id"]][version["number"]] = version["correction_note"]
    for row in rows:
        key = row["id"]
        yield row["slug"], _item(row, newest.get(key), events[key], notes[key])


def _item(
    row: Mapping[str, Any],
    version: Mapping[str, Any] | None,
    events: list[dict[str, Any]],
    notes: Mapping[int, str],
) -> Item:
    document = document_of(row, version) if version else None
    number = max((event["version"] for event in events), default=0)
    tombstone = None if document else tombstone_of(row, number)
    reason = "" if tombstone is None else tombstone["reason"]
    return Item(
        key=row["id"],
        events=row["events_count"],
        slug=row["slug"],
        kind=row["kind"],
        listed=document is not None and row["state"] in LISTED,
        document=document,
        tombstone=tombstone,
        history=history_of(events, notes, reason),
        card=orjson.dumps({name: document[name] for name in CARD}) if document else b"",  # type: ignore[literal-required]
        words=_words(document),
    )


def _words(document: Document | None) -> frozenset[str]:
    if document is None or document["state"] != State.PUBLISHED:
        return frozenset()
    about = document["particulars"]
    marks = [*about.get("scam_marks", ()), about.get("claim", ""), about.get("place", "")]
    areas = (area["name"] for area in document["areas"])
    return words_of(document["title"], document["summary"], document["kind_name"], *marks, *areas)


announcements: Snapshot[Announcements] = Snapshot(REVISION, build)


def published_announcements() -> Announcements:
    """Return what citizens see now."""
    return announcements.current()
