"""The pages as HTML, made from what is published; no query."""

from collections.abc import Collection, Sequence
from typing import Any

import segno
from django.template.loader import render_to_string

from announcements.feeds.entries import in_vietnam, nameless_title
from announcements.pages.codes import Verdict, code_of
from announcements.pages.filters import PER_PAGE, Wish
from announcements.pages.site import Site
from announcements.pages.structured import json_ld
from announcements.publishing.documents import document_of_draft
from announcements.publishing.published import Document, HistoryEntry, Tombstone
from announcements.publishing.selecting import select
from announcements.publishing.snapshot import Announcements, Item
from announcements.workflow import OF_PERSONS, Kind

# Severities that are shown prominently.
GRAVE = frozenset({"severe", "extreme"})


def _page(template: str, site: Site, **context: Any) -> bytes:
    context |= {"site": site}
    return render_to_string(f"announcements/{template}.html", context).encode()


def moment(text: str | None) -> dict[str, str] | None:
    """Return a moment for people and for machines.

    >>> moment("2026-11-27T03:05:00Z")["text"]
    '10:05 ngày 27/11/2026'
    """
    if not text:
        return None
    here = in_vietnam(text)
    return {"text": f"{here:%H:%M} ngày {here:%d/%m/%Y}", "iso": text}


def render_item(item: Item, site: Site) -> bytes | None:
    """Return the page of an announcement, or what is left of a withdrawn one."""
    if item.tombstone:
        return _render_tombstone(item, item.tombstone, site)
    document = item.document
    return None if document is None else _render_document(item, document, site)


def render_draft(row: Any, html: str, picture: str, site: Site) -> str:
    """Return the page that a draft would be if it were published now; `picture` is its address."""
    document = document_of_draft(row, html)
    context = _context_of(document, row.slug, [], site)
    if row.correction_note:
        context["corrected"] = moment(document["published_at"])
    if picture:
        alternative = row.picture_alternative
        context["picture"] = {"url": picture, "srcset": picture, "alternative": alternative}
    return render_to_string("announcements/page.html", {**context, "site": site})


def _render_document(item: Item, document: Document, site: Site) -> bytes:
    return _page("page", site, **_context_of(document, item.slug, item.history, site))


def _context_of(
    document: Document, slug: str, history: Sequence[HistoryEntry], site: Site
) -> dict[str, Any]:
    about = document["particulars"]
    nameless = document["kind"] in OF_PERSONS
    return {
        "document": document,
        "about": about,
        "begins": moment(about.get("begins_at")),
        "ends": moment(about.get("ends_at")),
        "published": moment(document["published_at"]),
        "corrected": moment(document["corrected_at"]),
        "expires": moment(document["expires_at"]),
        "is_expired": document["state"] == "expired",
        "is_grave": document["severity"] in GRAVE,
        "nameless": nameless,
        "card_title": nameless_title(document) if nameless else document["title"],
        "card_picture": None if nameless else _largest(document, site),
        "picture": _picture(document),
        "history": [{**entry, "moment": moment(entry["at"])} for entry in reversed(history)],
        "code": code_of(slug),
        "address": site.page(slug),
        "qr": qr_of(site.page(slug)),
        "json_ld": json_ld(document, site),
    }


def _render_tombstone(item: Item, tombstone: Tombstone, site: Site) -> bytes:
    return _page(
        "gone",
        site,
        tombstone=tombstone,
        title=nameless_title(tombstone),
        published=moment(tombstone["published_at"]),
        withdrawn=moment(tombstone["withdrawn_at"]),
        nameless=item.kind in OF_PERSONS,
    )


def _largest(document: Document, site: Site) -> dict[str, Any] | None:
    picture = document["picture"]
    if not picture or not picture["sizes"]:
        return None
    last = picture["sizes"][-1]
    return {**last, "url": site.absolute(last["url"]), "alternative": picture["alternative"]}


def _picture(document: Document) -> dict[str, Any] | None:
    picture = document["picture"]
    if not picture or not picture["sizes"]:
        return None
    srcset = ", ".join(f"{one['url']} {one['width']}w" for one in picture["sizes"])
    middle = picture["sizes"][len(picture["sizes"]) // 2]
    return {**middle, "alternative": picture["alternative"], "srcset": srcset}


def qr_of(address: str) -> str:
    """Return a QR code of an address as SVG, for paper."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(scale=3, border=2, omitsize=True, svgclass="qr", lineclass=None)


def render_list(held: Announcements, site: Site, wish: Wish) -> bytes | None:
    """Return a page of the list, None where there is none."""
    found = _chosen(held, wish)
    last = max(1, -(-len(found) // PER_PAGE))
    areas, kinds = _areas(held), {item.kind for item in held.listed}
    if wish.page > last or (wish.area and wish.area not in areas):
        return None
    shown = found[(wish.page - 1) * PER_PAGE : wish.page * PER_PAGE]
    return _page(
        "list",
        site,
        wish=wish,
        rows=[_row(document) for document in shown],
        count=len(found),
        last=last,
        kinds=_kinds_to_choose(wish, kinds),
        areas=sorted(areas.items(), key=lambda area: area[1]),
        newer=wish.address(page=wish.page - 1) if wish.page > 1 else "",
        older=wish.address(page=wish.page + 1) if wish.page < last else "",
    )


def _kinds_to_choose(wish: Wish, kinds: Collection[str]) -> list[dict[str, object]]:
    every = {"name": "Tất cả", "address": wish.address(kind=""), "chosen": not wish.kind}
    found = [kind for kind in Kind if kind.value in kinds]
    return [
        every,
        *(
            {"name": one.label, "address": wish.address(kind=one.value), "chosen": wish.kind == one}
            for one in found
        ),
    ]


def _chosen(held: Announcements, wish: Wish) -> Sequence[Document]:
    chosen = select(held, {"kind": wish.kind, "area": wish.area})
    return [item.document for item in chosen if item.document]


def _areas(held: Announcements) -> dict[str, str]:
    """Return the names by id of the places that announcements are for."""
    documents = (item.document for item in held.listed)
    return {
        area["id"]: area["name"] for document in documents if document for area in document["areas"]
    }


def _row(document: Document) -> dict[str, Any]:
    picture = document["picture"]
    return {
        "document": document,
        "published": moment(document["published_at"]),
        "corrected": moment(document["corrected_at"]),
        "is_grave": document["severity"] in GRAVE,
        "picture": picture["sizes"][0] if picture and picture["sizes"] else None,
        "places": ", ".join(area["name"] for area in document["areas"]) or "Toàn tỉnh",
    }


def render_check(site: Site, typed: str, verdict: Verdict | None) -> bytes:
    """Return the page that says whether a message is really the police's."""
    item = verdict.item if verdict else None
    document = item.document if item else None
    return _page(
        "check",
        site,
        typed=typed,
        verdict=verdict,
        document=document,
        tombstone=item.tombstone if item else None,
        published=moment(document["published_at"]) if document else None,
        address=site.page(item.slug) if item else "",
    )


def render_missing(site: Site) -> bytes:
    """Return the page for an address that is none of ours."""
    return _page("missing", site)
