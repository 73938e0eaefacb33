"""The history of a procedure: saved drafts and publications, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from procedures.choices import State
from procedures.models import DraftEdit, Procedure, ProcedureVersion

MAX_DIGITS = 18  # within the range of a row's key


@dataclass(frozen=True)
class Event:
    """One line of a procedure's history.

    `key` identifies it in addresses: e12 is an edit, v34 a version.
    """

    key: str
    what: str
    at: datetime
    by: str
    reason: str
    version: ProcedureVersion | None = None


def name_of(officer: User | None) -> str:
    """Return the name of an officer, or a text for the import."""
    if officer is None:
        return "Nhập từ tệp"
    return str(officer.get_full_name() or officer.get_username())


def events_of(procedure: Procedure) -> list[Event]:
    """Return the whole history, newest first, without loading any document."""
    edits = procedure.edits.select_related("saved_by").defer("draft")
    versions = procedure.versions.select_related("published_by").defer(
        "document", "card", "search_entry", "translations"
    )
    events = [Event(f"e{e.pk}", "Sửa bản nháp", e.saved_at, name_of(e.saved_by), "") for e in edits]
    events += [
        Event(f"v{v.pk}", _name_act(v), v.published_at, name_of(v.published_by), v.reason, v)
        for v in versions
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _name_act(version: ProcedureVersion) -> str:
    return f"{'Gỡ' if version.state == State.WITHDRAWN else 'Công bố'} (phiên bản {version.number})"


def draft_behind(procedure: Procedure, key: str) -> Mapping[str, Any] | None:
    """Return the draft saved or published at the event `key`, or None if the key is unknown."""
    kind, number = key[:1], key[1:]
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS):
        return None
    if kind == "e":
        return _draft_in(procedure.edits.filter(pk=number).first())
    if kind != "v":
        return None
    version = procedure.versions.filter(pk=number).only("published_at").first()
    return published_draft(procedure, version) if version else None


def published_draft(procedure: Procedure, version: ProcedureVersion) -> Mapping[str, Any] | None:
    """Return the draft that `version` was rendered from: the last one saved before it."""
    saved_before = procedure.edits.filter(saved_at__lte=version.published_at)
    return _draft_in(saved_before.order_by("-pk").first())


def _draft_in(edit: DraftEdit | None) -> Mapping[str, Any] | None:
    return edit.draft if edit else None


def newest_version(procedure: Procedure) -> ProcedureVersion | None:
    """Return the last publication or withdrawal, or None before the first."""
    return procedure.versions.order_by("-number").first()
