"""What is published, made without a database."""

from typing import Any

import orjson

from announcements.publishing.documents import REVOKED
from announcements.publishing.snapshot import Announcements, Item, announcements
from announcements.workflow import Kind

AT = "2026-11-27T03:00:00Z"
LATER = "2026-11-28T04:30:00Z"
LAST = "2026-11-29T05:00:00Z"


def document(slug: str = "lua-dao-vneid", kind: str = "scam_warning", **changes: Any) -> Any:
    """Return the document of a warning of a scam, but for `changes`."""
    return {
        "slug": slug,
        "kind": kind,
        "kind_name": str(Kind(kind).label),
        "state": "published",
        "version": 1,
        "title": "Giả danh công an yêu cầu cài VNeID",
        "summary": "Không cài ứng dụng theo liên kết lạ.",
        "body_markdown": "Đừng tin.",
        "html": "<p>Đừng tin &amp; đừng <strong>mở</strong>.</p>",
        "office": {"id": "tinh", "name": "Công an tỉnh Quảng Ninh"},
        "areas": [],
        "audience": "everybody",
        "severity": "severe",
        "published_at": AT,
        "updated_at": AT,
        "corrected_at": None,
        "correction_note": "",
        "expires_at": None,
        "pinned": False,
        "pinned_until": None,
        "legal_document": "",
        "particulars": {},
        "picture": None,
        "cacheable": kind not in ("wanted", "missing"),
    } | changes


def event(move: str = "publish", version: int = 1, at: str = AT, note: str = "") -> Any:
    """Return an entry of a public history."""
    return {"move": move, "move_name": move, "version": version, "at": at, "note": note}


def item(slug: str = "lua-dao-vneid", kind: str = "scam_warning", **changes: Any) -> Item:
    """Return a published announcement; `history` and members of the document are `changes`."""
    history = changes.pop("history", [event()])
    made = document(slug, kind, **changes)
    return Item(
        key=abs(hash(slug)),
        events=len(history),
        slug=slug,
        kind=kind,
        listed=made["state"] == "published",
        document=made,
        tombstone=None,
        history=history,
        card=orjson.dumps(made),
        words=frozenset(),
    )


def corrected(slug: str = "lua-dao-vneid", **changes: Any) -> Item:
    """Return one that was corrected once."""
    note = "Số điện thoại trước đây sai."
    history = [event(), event("correct", 2, LATER, note)]
    told = {"version": 2, "updated_at": LATER, "corrected_at": LATER, "correction_note": note}
    return item(slug, history=history, **(told | changes))


def withdrawn(slug: str = "lua-dao-vneid", kind: str = "scam_warning", reason: str = "") -> Item:
    """Return what is left of one that was withdrawn, or revoked if it is about a person."""
    reason = reason or REVOKED
    tombstone: Any = {
        "slug": slug,
        "kind": kind,
        "kind_name": str(Kind(kind).label),
        "version": 1,
        "published_at": AT,
        "withdrawn_at": LAST,
        "reason": reason,
    }
    return Item(
        key=abs(hash(slug)),
        events=2,
        slug=slug,
        kind=kind,
        listed=False,
        document=None,
        tombstone=tombstone,
        history=[event(), event("withdraw", 1, LAST, reason)],
        card=b"",
        words=frozenset(),
    )


def picture(name: str = "5f0c", alternative: str = "Tin nhắn giả danh công an") -> Any:
    """Return a picture in three sizes."""
    sizes = [
        {"url": f"/api/v1/announcements/pictures/{name}-{w}.jpg", "width": w, "height": w // 2}
        for w in (320, 800, 1600)
    ]
    return {"alternative": alternative, "sizes": sizes}


def held(*items: Item) -> Announcements:
    """Return what a web process holds in memory."""
    return Announcements({one.slug: one for one in items})


def publish(*items: Item) -> Announcements:
    """Let this process hold just these, without asking the database."""
    announcements._value, announcements._revision = held(*items), 0
    return announcements.current()
