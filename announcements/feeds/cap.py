"""Warnings in the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os). Pure.

For each warning there is its newest message: an Alert, an Update after a correction, a Cancel once
it is withdrawn; each refers to all before. Others show and pass on what they get here, so that
nothing about persons is in it (`entries`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from announcements.feeds import atom
from announcements.feeds.entries import in_vietnam
from announcements.feeds.xml import Element, element, optional, to_bytes
from announcements.pages.site import Site
from announcements.publishing.published import Document
from announcements.publishing.snapshot import Announcements, Item
from announcements.texts.markdown import plain
from announcements.workflow import Kind, Move

NAME = "alerts.cap"
MEDIA_TYPE = "application/cap+xml"
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MOST = 100
# The kinds that warn, by what CAP calls them.
CATEGORIES: Mapping[str, str] = {
    Kind.SCAM_WARNING: "Security",
    Kind.TRAFFIC: "Transport",
    Kind.SERVICE_OUTAGE: "Infra",
}
_RESPONSES: Mapping[str, str] = {Kind.SCAM_WARNING: "Avoid", Kind.TRAFFIC: "Avoid"}
_URGENT = {"extreme": "Immediate"}
_MAX_HEADLINE = 160


@dataclass(frozen=True)
class Sent:
    """A message that was sent: its type, its identifier and when, by Vietnam's clock."""

    type: str
    identifier: str
    at: str


def messages(item: Item, site: Site) -> list[Sent]:
    """Return all messages about a warning, the oldest first; none about what does not warn."""
    if item.kind not in CATEGORIES:
        return []
    sent = []
    for entry in item.history:
        name = f"{site.host}.{item.slug}.{entry['version']}"
        at = in_vietnam(entry["at"]).isoformat(timespec="seconds")
        if entry["move"] == Move.PUBLISH:
            sent.append(Sent("Alert", name, at))
        elif entry["move"] == Move.CORRECT:
            sent.append(Sent("Update", name, at))
        elif entry["move"] == Move.WITHDRAW:
            sent.append(Sent("Cancel", f"{name}.cancel", at))
    return sent


def render_alert(item: Item, site: Site) -> bytes | None:
    """Return the newest message about a warning, None if there is none."""
    sent = messages(item, site)
    if not sent:
        return None
    last = sent[-1]
    note = item.tombstone["reason"] if item.tombstone else ""
    note = item.document["correction_note"] if item.document else note
    earlier = " ".join(f"{site.host},{one.identifier},{one.at}" for one in sent[:-1])
    root = element(
        "alert",
        element("identifier", last.identifier),
        element("sender", site.host),
        element("sent", last.at),
        element("status", "Actual"),
        element("msgType", last.type),
        element("scope", "Public"),
        optional("note", note),
        optional("references", earlier),
        _info(item.document, site) if item.document else None,
    )
    return to_bytes(root, _=NAMESPACE)


def _info(document: Document, site: Site) -> Element:
    about = document["particulars"]
    areas = [area["name"] for area in document["areas"]] or [site.name]
    marks = "\n".join(about.get("scam_marks", ()))
    return element(
        "info",
        element("language", "vi-VN"),
        element("category", CATEGORIES[document["kind"]]),
        element("event", document["kind_name"]),
        optional("responseType", _RESPONSES.get(document["kind"])),
        element("urgency", _URGENT.get(document["severity"], "Expected")),
        element("severity", document["severity"].capitalize()),
        element("certainty", "Observed"),
        element("effective", _moment(document["published_at"])),
        optional("onset", _moment(about.get("begins_at"))),
        optional("expires", _moment(about.get("ends_at") or document["expires_at"])),
        element("senderName", document["office"]["name"]),
        element("headline", _headline(document["title"])),
        element("description", "\n".join(filter(None, (plain(document["html"]), marks)))),
        element("web", site.page(document["slug"])),
        *(element("area", element("areaDesc", name)) for name in areas),
    )


def _headline(title: str) -> str:
    return title if len(title) <= _MAX_HEADLINE else f"{title[: _MAX_HEADLINE - 1]}…"


def _moment(moment: str | None) -> str | None:
    return in_vietnam(moment).isoformat(timespec="seconds") if moment else None


def alert_name(slug: str) -> str:
    """Return the name of the newest message about a warning, below the feeds."""
    return f"alerts/{slug}.cap"


def render_index(held: Announcements, site: Site) -> bytes:
    """Return the warnings that hold and those that were cancelled, as Atom: CAP has no lists."""
    found = [(messages(item, site), item) for item in held.items.values()]
    shown = [(sent[-1], item) for sent, item in found if sent and (item.listed or item.tombstone)]
    shown.sort(key=lambda one: (one[0].at, one[1].slug), reverse=True)
    newest = shown[:MOST]
    changed = max((sent.at for sent, _item in newest), default="2026-01-01T00:00:00+07:00")
    root = element(
        "feed",
        *atom.head(site, NAME, f"Cảnh báo – {site.name}", changed),
        *(_entry(sent, item, site) for sent, item in newest),
        lang="vi",
    )
    return to_bytes(root, _=atom.NAMESPACE)


def _entry(sent: Sent, item: Item, site: Site) -> Element:
    title = item.document["title"] if item.document else "Cảnh báo đã gỡ"
    address = site.feed(alert_name(item.slug))
    return element(
        "entry",
        element("id", address),
        element("title", title),
        element("updated", sent.at),
        element("category", term=sent.type),
        element("link", rel="alternate", type=MEDIA_TYPE, href=address),
        element("link", rel="related", type="text/html", href=site.page(item.slug)),
        element("content", src=address, type=MEDIA_TYPE),
        optional("summary", item.document["summary"] if item.document else title),
    )
