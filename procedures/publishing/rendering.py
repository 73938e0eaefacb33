"""Render a draft to the bytes that citizens get."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from foundation.api.moments import in_utc
from foundation.publishing.conditional import etag_of
from foundation.records.vietnamese import fold
from procedures.api.serializers import ProcedureCardSerializer, ProcedureDetailSerializer
from procedures.drafts.history import newest_version
from procedures.fees.of_day import card_line, put_fees
from procedures.fees.table import Table, table_of
from procedures.models import Procedure, ProcedureVersion
from procedures.official_forms.of_day import put_forms
from procedures.official_forms.table import Forms, codes_in, forms_of
from procedures.translations.table import Translations, to_publish


class Stamp(NamedTuple):
    """The number and the moment of a publication."""

    number: int
    published_at: datetime


@dataclass(frozen=True)
class Rendered:
    """One rendering of a draft."""

    document: bytes
    card: bytes
    search_entry: dict[str, Any]
    fees: Table
    forms: Forms
    translations: Translations = field(default_factory=dict)


def render(
    procedure: Procedure,
    stamp: Stamp,
    fees: Table | None = None,
    forms: Forms | None = None,
    translations: Translations | None = None,
) -> Rendered:
    """Render `procedure` (with its parts prefetched) as the publication of `stamp`.

    `fees` and `forms` default to those of the draft; without `translations` it is in Vietnamese
    only.
    """
    version = {"number": stamp.number, "published_at": in_utc(stamp.published_at)}
    fees = fees or table_of(procedure)
    forms = forms_of(procedure) if forms is None else forms
    translations = translations or {}
    context = {"version": version, "languages": sorted(translations)}
    document = dict(ProcedureDetailSerializer(procedure, context=context).data)
    day = timezone.localdate(stamp.published_at)
    put_fees(document, fees, day)
    put_forms(document, forms, day)
    card = {**ProcedureCardSerializer(procedure).data, "fee": card_line(document["fee"])}
    entry = render_search_entry(procedure, forms)
    said = (orjson.dumps(document), orjson.dumps(card))
    return Rendered(*said, entry, fees, forms, translations)


def render_search_entry(procedure: Procedure, forms: Forms) -> dict[str, Any]:
    """Return the data for search and filters about `procedure`, which needs `forms`."""
    codes = [
        procedure.code,
        *procedure.former_codes,
        *codes_in(forms),
        *(document.form_code for document in procedure.documents.all()),
    ]
    text = [
        *(document.name for document in procedure.documents.all()),
        *procedure.results,
        *procedure.applicants,
        procedure.implementing_agency,
    ]
    return {
        "name": procedure.name,
        "short_name": procedure.short_name,
        "current_name": procedure.current_name,
        "field": procedure.field_id,
        "field_name": procedure.field.name,
        "code": procedure.code,
        "former_codes": procedure.former_codes,
        "keywords": procedure.keywords,
        "codes": list(dict.fromkeys(code for code in codes if code)),
        "text": " . ".join(text),
        "levels": procedure.levels,
        "applicant_types": procedure.applicant_types,
        "channels": [c.kind for c in procedure.channels.all()],
        "online_level": procedure.online_level,
    }


def next_number(procedure: Procedure) -> int:
    """Return the number of the next version."""
    return (procedure.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1


def build_version(
    procedure: Procedure, state: str, at: datetime, by: User | None, reason: str
) -> ProcedureVersion:
    """Return the unsaved version of `procedure` in `state`."""
    newest = newest_version(procedure)
    number = newest.number + 1 if newest else 1
    published = newest.translations if newest else {}
    translations = to_publish(procedure, published, by)
    rendered = render(procedure, Stamp(number, at), translations=translations)
    return ProcedureVersion(
        procedure=procedure,
        number=number,
        state=state,
        document=rendered.document.decode(),
        card=rendered.card.decode(),
        search_entry=rendered.search_entry,
        fees=rendered.fees,
        forms=rendered.forms,
        translations=rendered.translations,
        etag=etag_of(rendered.document),
        published_at=at,
        published_by=by,
        reason=reason,
    )


def fold_for_admin(procedure: Procedure) -> str:
    """Return the folded text for the officers' search of drafts."""
    parts = [
        procedure.id,
        procedure.code,
        *procedure.former_codes,
        procedure.name,
        procedure.current_name,
        procedure.short_name,
    ]
    return fold(" | ".join([*parts, *procedure.keywords]))
