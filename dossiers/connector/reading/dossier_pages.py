"""Dossiers of a key's offices, by code or by time of change, oldest first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from dossiers.connector.reading.parameters import LIMIT, refused
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.validators import clean_code

COLUMNS = (
    *("id", "code", "events_count", "procedure_id", "office_id", "status", "status_since"),
    *("channel", "submitted_at", "accepted_at", "due_at", "completed_at", "returned_at"),
    *("changed_at", "source"),
)
_AFTER = re.compile(r"([0-9]{1,17})\.([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """Dossiers, and what to ask for next; None at the end."""

    dossiers: list[Dossier]
    after: str | None


def read(values: Mapping[str, Any], offices: frozenset[str]) -> Page:
    """Return the page that the parameters ask for. Raises Problem `invalid_request`."""
    limit = int(values["limit"] or LIMIT)
    rows = _rows(values, Dossier.objects.in_offices(offices))
    found = list(rows.order_by("changed_at", "pk").only(*COLUMNS)[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], _after(found[limit - 1]) if more else None)


def _rows(values: Mapping[str, Any], rows: DossierQuerySet) -> DossierQuerySet:
    if values["code"]:
        rows = rows.filter(code__in=[_clean(code) for code in values["code"]])
    if values["changed_from"]:
        rows = rows.filter(changed_at__gte=values["changed_from"])
    if values["changed_until"]:
        rows = rows.filter(changed_at__lt=values["changed_until"])
    if values["after"]:
        at, key = _place(values["after"])
        rows = rows.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=key), changed_at__gte=at)
    return rows


def _clean(code: str) -> str:
    try:
        return clean_code(code)
    except ValidationError:
        raise refused("code", "invalid", "Mã hồ sơ sai dạng.") from None


def _after(dossier: Dossier) -> str:
    return f"{(dossier.changed_at - _EPOCH) // timedelta(microseconds=1)}.{dossier.pk}"


def _place(text: str) -> tuple[datetime, int]:
    found = _AFTER.fullmatch(text)
    if found is None:
        raise refused("after", "invalid_cursor", "Con trỏ sai dạng.")
    return _EPOCH + timedelta(microseconds=int(found[1])), int(found[2])
