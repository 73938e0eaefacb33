"""What the feeds hold: the newest announcements, and what was withdrawn. Pure.

Readers of feeds keep copies for years. So a notice about a person stands there without any word
about that person: its page has them, as long as the notice holds.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from announcements.publishing.published import Document, Tombstone
from announcements.publishing.snapshot import Announcements
from announcements.workflow import OF_PERSONS
from offices.working_time.calendar import ZONE

# Of a feed. Readers ask again within hours; an office publishes a few a day.
MOST_ENTRIES, MOST_DELETED = 50, 200
_NAMELESS = "Mở trang của cơ quan công an để xem thông báo. Không sao chép lại nội dung, ảnh."


@dataclass(frozen=True)
class Entry:
    """An announcement as feeds show it. Moments are UTC as the API writes them."""

    slug: str
    title: str
    summary: str
    html: str
    kind_name: str
    office: str
    published: str
    updated: str
    picture: str


def entry_of(document: Document) -> Entry:
    """Return the entry of a document; of a notice about a person, one that names nobody."""
    nameless = document["kind"] in OF_PERSONS
    picture = None if nameless else document["picture"]
    return Entry(
        slug=document["slug"],
        title=nameless_title(document) if nameless else document["title"],
        summary=_NAMELESS if nameless else document["summary"],
        html=f"<p>{_NAMELESS}</p>" if nameless else document["html"],
        kind_name=document["kind_name"],
        office=document["office"]["name"],
        published=document["published_at"],
        updated=max(document["published_at"], document["updated_at"]),
        picture=picture["sizes"][-1]["url"] if picture and picture["sizes"] else "",
    )


def nameless_title(document: Document | Tombstone) -> str:
    """Return a title that names nobody, for cards that other services keep.

    >>> nameless_title({"kind_name": "Truy nã", "slug": "truy-na-7f3"})
    'Thông báo truy nã'
    """
    return f"Thông báo {document['kind_name'].lower()}"


def newest(held: Announcements) -> list[Entry]:
    """Return the entries of a feed, the last changed first."""
    documents = (item.document for item in held.items.values() if item.listed)
    entries = (entry_of(document) for document in documents if document)
    return heapq.nlargest(MOST_ENTRIES, entries, key=lambda entry: (entry.updated, entry.slug))


def deleted(held: Announcements) -> list[Tombstone]:
    """Return what was withdrawn, the last first."""
    return held.tombstones()[:MOST_DELETED]


def changed_at(entries: Iterable[Entry], gone: Iterable[Tombstone]) -> str:
    """Return when a feed last changed; the beginning of 2026 for one that never held anything."""
    moments = [*(entry.updated for entry in entries), *(one["withdrawn_at"] for one in gone)]
    return max(moments, default="2026-01-01T00:00:00Z")


def in_vietnam(moment: str) -> datetime:
    """Return a moment of a document by Vietnam's clock.

    >>> in_vietnam("2026-11-27T03:00:00Z").isoformat()
    '2026-11-27T10:00:00+07:00'
    """
    return datetime.fromisoformat(moment).astimezone(ZONE)
