"""Rows → what citizens see (`published`); pure, and the same for every channel."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.utils import timezone

from announcements.models.choices import Verdict
from announcements.publishing.published import (
    Document,
    HistoryEntry,
    Particulars,
    PublishedPicture,
    Tombstone,
)
from announcements.texts.defanging import defang, defang_links
from announcements.workflow import LISTED, OF_PERSONS, Kind, Move, State
from foundation.api.moments import in_utc


class _Words(TypedDict):
    title: str
    summary: str
    body_markdown: str


# The columns from which documents are made.
ROW = (
    *("id", "slug", "kind", "state", "published_at", "expires_at", "pinned_until"),
    *("ended_at", "withdrawal_reason", "events_count"),
)
VERSION = (
    *("announcement_id", "number", "title", "summary", "body", "html", "picture_id"),
    *("picture__sizes", "picture__removed_at", "picture_alternative", "details"),
    *("correction_note", "at"),
)
# What a public history tells; what officers do among themselves it does not.
TOLD = (Move.PUBLISH, Move.CORRECT, Move.EXPIRE, Move.WITHDRAW, Move.REVOKE, Move.ERASE)
_TOLD_AS = {Move.REVOKE: Move.WITHDRAW, Move.ERASE: Move.WITHDRAW}
# Of a revoked notice: it names nobody, and not why.
REVOKED = "Thông báo này đã được thu hồi. Xin ông/bà không chia sẻ lại và xoá bản đã lưu."
# Followed by the picture's id, «-», its width and «.jpg».
PICTURES = "/api/v1/announcements/pictures/"


def document_of(row: Mapping[str, Any], version: Mapping[str, Any]) -> Document:
    """Return the document of a public announcement from its row and its newest version."""
    details, corrected = version["details"], version["number"] > 1
    said = _words_of(row["kind"], version)
    return {
        "slug": row["slug"],
        "kind": row["kind"],
        "kind_name": str(Kind(row["kind"]).label),
        "state": State.PUBLISHED if row["state"] in LISTED else State.EXPIRED,
        "version": version["number"],
        **said,
        "html": version["html"],
        "office": details["office"],
        "areas": details["areas"],
        "audience": details["audience"],
        "severity": details["severity"],
        "published_at": in_utc(row["published_at"]),
        "updated_at": in_utc(version["at"]),
        "corrected_at": in_utc(version["at"]) if corrected else None,
        "correction_note": version["correction_note"],
        "expires_at": _moment(row["expires_at"]),
        "pinned": row["pinned_until"] is not None,
        "pinned_until": _moment(row["pinned_until"]),
        "legal_document": details["legal_document"],
        "particulars": details["particulars"],
        "picture": _picture(version),
        "cacheable": row["kind"] not in OF_PERSONS,
    }


def document_of_draft(announcement: Any, html: str) -> Document:
    """Return the document that a draft would be if it were published now, without its picture."""
    now = timezone.now()
    row = {name: getattr(announcement, name, None) for name in ROW}
    row |= {"published_at": now, "state": State.PUBLISHED}
    version = {
        "number": 1, "title": announcement.title, "summary": announcement.summary,
        "body": announcement.body, "html": html, "details": details_of(announcement),
        "correction_note": announcement.correction_note, "at": now, "picture_id": None,
    }  # fmt: skip
    return document_of(row, version)


def _words_of(kind: str, version: Mapping[str, Any]) -> _Words:
    """Return title, summary and text; of a scam warning without a link that anybody could follow.

    Numbers are the office's own there: those of anybody else are screened before.
    """
    show = defang_links if kind == Kind.SCAM_WARNING else str
    return {
        "title": show(version["title"]),
        "summary": show(version["summary"]),
        "body_markdown": show(version["body"]),
    }


def tombstone_of(row: Mapping[str, Any], version: int) -> Tombstone:
    """Return what is left of a withdrawn announcement."""
    return {
        "slug": row["slug"],
        "kind": row["kind"],
        "kind_name": str(Kind(row["kind"]).label),
        "version": version,
        "published_at": _moment(row["published_at"]),
        "withdrawn_at": in_utc(row["ended_at"]),
        "reason": row["withdrawal_reason"] or REVOKED,
    }


def history_of(
    events: Iterable[Mapping[str, Any]], notes: Mapping[int, str], reason: str = ""
) -> list[HistoryEntry]:
    """Return the public history, oldest first.

    `events` have `move`, `version` and `at`; `notes` are the corrections' by version, `reason` is
    why it was withdrawn.
    """
    found: list[HistoryEntry] = []
    for event in events:
        move = Move(event["move"])
        told = _TOLD_AS.get(move, move)
        if found and told is Move.WITHDRAW and found[-1]["move"] == told:
            continue  # its words were deleted later; skip it silently
        note = reason if told is Move.WITHDRAW else ""
        found.append(
            {
                "move": str(told),
                "move_name": str(told.label),
                "version": event["version"],
                "at": in_utc(event["at"]),
                "note": notes.get(event["version"], "") if move is Move.CORRECT else note,
            }
        )
    return found


def details_of(announcement: Any) -> dict[str, Any]:
    """Return what a version keeps beside its words: where, for whom, and what its kind adds."""
    office = announcement.office
    areas = announcement.areas.order_by("name").values("id", "name")
    return {
        "office": {"id": office.pk, "name": office.name},
        "areas": [{"id": one["id"], "name": one["name"]} for one in areas],
        "audience": announcement.audience,
        "severity": announcement.severity,
        "legal_document": announcement.legal_document,
        "particulars": particulars_of(announcement),
    }


def particulars_of(announcement: Any) -> Particulars:
    """Return what only this kind has; scams' links and numbers so that nobody can follow them."""
    kind, found = announcement.kind, Particulars()
    if kind == Kind.FACT_CHECK:
        found["claim"] = announcement.claim
        found["where_seen"] = announcement.where_seen
        found["verdict"] = announcement.verdict
        verdict = announcement.verdict
        found["verdict_name"] = str(Verdict(verdict).label) if verdict else ""
        found["sources"] = announcement.sources
    elif kind == Kind.SCAM_WARNING:
        found["scam_marks"] = [defang(mark) for mark in announcement.scam_marks]
    elif kind in OF_PERSONS:
        found["decision_number"] = announcement.decision_number
    elif kind in (Kind.TRAFFIC, Kind.SERVICE_OUTAGE):
        found["service"], found["place"] = announcement.service, announcement.place
        for name in ("begins_at", "ends_at"):
            if moment := getattr(announcement, name):
                found[name] = in_utc(moment)
    return found


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else in_utc(moment)


def _picture(version: Mapping[str, Any]) -> PublishedPicture | None:
    """Return the picture with its addresses, None if there is none or its files are gone."""
    if version["picture_id"] is None or version["picture__removed_at"] is not None:
        return None
    return {
        "alternative": version["picture_alternative"],
        "sizes": [
            {
                "url": f"{PICTURES}{version['picture_id']}-{size['width']}.jpg",
                "width": size["width"],
                "height": size["height"],
            }
            for size in sorted(version["picture__sizes"] or [], key=lambda size: size["width"])
        ],
    }
