"""Atom (RFC 4287) with tombstones (RFC 6721): readers delete what was withdrawn. Pure."""

from announcements.feeds.entries import Entry, changed_at, deleted, newest
from announcements.feeds.xml import Element, element, optional, to_bytes
from announcements.pages.site import Site
from announcements.publishing.published import Tombstone
from announcements.publishing.snapshot import Announcements

NAME = "announcements.atom"
MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def render(held: Announcements, site: Site) -> bytes:
    """Return the feed."""
    entries, gone = newest(held), deleted(held)
    root = element(
        "feed",
        *head(site, NAME, f"Tin và cảnh báo – {site.name}", changed_at(entries, gone)),
        *(_entry(entry, site) for entry in entries),
        *(_deleted(one, site) for one in gone),
        lang="vi",
    )
    return to_bytes(root, _=NAMESPACE, at=TOMBSTONES)


def head(site: Site, name: str, title: str, changed: str) -> list[Element]:
    """Return what a feed begins with."""
    return [
        element("id", site.feed(name)),
        element("title", title),
        element("updated", changed),
        element("author", element("name", site.name), element("uri", site.home)),
        element("link", rel="self", type=MEDIA_TYPE, href=site.feed(name)),
        element("link", rel="alternate", type="text/html", href=site.home),
    ]


def _entry(entry: Entry, site: Site) -> Element:
    address = site.page(entry.slug)
    picture = site.absolute(entry.picture)
    return element(
        "entry",
        element("id", address),
        element("title", entry.title, type="text"),
        element("published", entry.published),
        element("updated", entry.updated),
        element("author", element("name", entry.office)),
        element("category", term=entry.kind_name),
        element("link", rel="alternate", type="text/html", href=address),
        element("link", rel="enclosure", type="image/jpeg", href=picture) if picture else None,
        optional("summary", entry.summary),
        element("content", entry.html, type="html"),
    )


def _deleted(one: Tombstone, site: Site) -> Element:
    return element(
        "at:deleted-entry",
        element("at:comment", one["reason"]),
        ref=site.page(one["slug"]),
        when=one["withdrawn_at"],
    )
