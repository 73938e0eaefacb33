"""Procedures as the catalogue in memory holds them: published ones on a day, withdrawn ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from django.utils import timezone

from foundation.publishing.conditional import etag_of
from procedures.fees.of_day import card_line, put_fees
from procedures.fees.table import NOTHING, Table
from procedures.law.standing import Act, put_on_card, put_standing
from procedures.official_forms.of_day import put_forms
from procedures.official_forms.table import Forms
from procedures.publishing.names import LEADS, Names, leads_to
from procedures.search import Entry
from procedures.translations.rendering import Translated

FACETS = ("levels", "applicant_types", "channels", "field", "online_level")


@dataclass(frozen=True, slots=True)
class Published:
    """A published procedure on `day`: bytes, and data for search and filters."""

    version_id: int
    id: str
    day: date
    document: bytes
    etag: str
    card: bytes
    fees: Table
    forms: Forms
    code: str
    former_codes: tuple[str, ...]
    facets: Mapping[str, frozenset[str]]
    entry: Entry
    # By language, as JSON, which takes a quarter of the memory of the objects.
    translations: Mapping[str, bytes]
    # Its links, as JSON of ids and sentences, and the names that were added to them.
    leads: bytes
    # The certainty that officers gave it, and the acts of the law calendar that touch it.
    written: str
    acts: tuple[Act, ...] = ()
    named: tuple[str | None, ...] | None = None

    def translated(self, language: str) -> Translated | None:
        """Return the procedure in `language`, or None if it has no translation.

        It is rendered each time: most procedures have none, and answers are remembered.
        """
        rows = self.translations.get(language)
        if rows is None:
            return None
        document = orjson.loads(self.document)
        return Translated(
            document, self.fees, self.day, language, orjson.loads(rows), forms=self.forms
        )

    @property
    def short_name(self) -> str:
        """The name in lists."""
        return self.entry.short_name

    @property
    def name_in_lists(self) -> str:
        """The short name, or else the official one."""
        return self.entry.short_name or self.entry.current_name or self.entry.name

    def with_names(self, names: Names) -> "Published":
        """Return the procedure with today's names of its field and of linked procedures."""
        (code,) = self.facets["field"]
        leads = orjson.loads(self.leads)
        wanted = (names.fields.get(code), *map(names.procedures.get, leads_to(leads)))
        if wanted == self.named:
            return self
        content, in_list = {**orjson.loads(self.document), **leads}, orjson.loads(self.card)
        names.put_into(content)
        in_list["field_name"] = content["field"]["name"]
        document = orjson.dumps(content)
        return replace(
            self,
            document=document,
            etag=etag_of(document, self.day),
            card=orjson.dumps(in_list),
            entry=replace(self.entry, field_name=content["field"]["name"]),
            named=wanted,
        )

    def under(self, acts: tuple[Act, ...]) -> "Published":
        """Return the procedure with the acts of the calendar; `on` renders what follows from them.

        A version of before 1.0.0 does not say yet whether it holds.
        """
        if acts == self.acts and self.named is not None:
            return self
        return replace(self, acts=acts, day=date.min)

    def on(self, day: date) -> "Published":
        """Return the procedure with the fees and forms of `day`, and whether it holds."""
        if day == self.day:
            return self
        content, in_list = orjson.loads(self.document), orjson.loads(self.card)
        put_fees(content, self.fees, day)
        put_forms(content, self.forms, day)
        put_standing(content, self.written, self.acts, day)
        in_list |= {"fee": card_line(content["fee"]), "time": _time_of(content)}
        put_on_card(in_list, content)
        document = orjson.dumps(content)
        etag = etag_of(document, day)
        return replace(self, day=day, document=document, card=orjson.dumps(in_list), etag=etag)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawn procedure. Its old links still lead somewhere."""

    version_id: int
    id: str
    name: str
    short_name: str
    successor: str | None
    code: str
    former_codes: tuple[str, ...]


def _time_of(document: Mapping[str, Any]) -> str:
    first: Mapping[str, str] = next(iter(document["channels"]), {})
    return first.get("time_summary", "")


def _read_facets(entry: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    values = {name: entry[name] for name in FACETS}
    return {
        name: frozenset(value if isinstance(value, list) else (value,))
        for name, value in values.items()
    }


def read_published(row: Mapping[str, Any]) -> Published:
    """Return the procedure of a row with the columns that `snapshot` reads."""
    entry = row["search_entry"]
    document, published_on = row["document"].encode(), timezone.localdate(row["published_at"])
    content = orjson.loads(document)
    return Published(
        version_id=row["id"],
        id=row["procedure_id"],
        day=published_on,
        document=document,
        etag=etag_of(document, published_on),
        card=row["card"].encode(),
        fees=row["fees"] or NOTHING,
        forms=row["forms"],
        code=entry["code"],
        former_codes=tuple(entry["former_codes"]),
        facets=_read_facets(entry),
        entry=_read_words(row["procedure_id"], entry),
        translations={
            language: orjson.dumps(rows) for language, rows in row["translations"].items()
        },
        leads=orjson.dumps({name: content[name] for name in LEADS}),
        written=content["trust"]["status"],
    )


def _read_words(procedure_id: str, entry: Mapping[str, Any]) -> Entry:
    plain = ("name", "short_name", "current_name", "field_name", "text")
    return Entry(
        id=procedure_id,
        **{name: entry[name] for name in plain},
        keywords=tuple(entry["keywords"]),
        codes=tuple(entry["codes"]),
    )


def read_withdrawn(row: Mapping[str, Any]) -> Withdrawn:
    """Return the withdrawn procedure of such a row."""
    document = orjson.loads(row["document"])
    return Withdrawn(
        version_id=row["id"],
        id=row["procedure_id"],
        name=document["name"],
        short_name=document["short_name"],
        successor=document["superseded_by"],
        code=document["code"],
        former_codes=tuple(document["former_codes"]),
    )
