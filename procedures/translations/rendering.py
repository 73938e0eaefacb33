"""A published procedure in another language: its page, its card and its check list. Pure.

Fees, times and codes are rendered from data, in sentences of that language. Only text that people
wrote is translated; without a current translation that may be shown, the Vietnamese text is used.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procedures.choices import Origin, TimeUnit
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.of_case import tick_of
from procedures.fees.of_day import card_line, put_fees
from procedures.fees.table import Table
from procedures.law.standing import is_closed, say_standing
from procedures.official_forms.of_day import put_forms
from procedures.official_forms.table import Forms
from procedures.translations.deadlines import fill_slots, types_deadline_or_fine
from procedures.translations.matching import Place, Row, match
from procedures.translations.sentences import say, say_length, say_own, speaking
from procedures.translations.texts import SUMMARY, change_rows, change_texts, texts_of

PREVAILS = "Bản tiếng Việt là bản có giá trị; bản dịch chỉ để tham khảo."
WITHHELD = "Thời hạn phải tuân theo và mức phạt chỉ ghi bằng tiếng Việt."
STALE = "Câu tiếng Việt nào đã đổi thì hiện trước, bản dịch cũ kèm theo."
FROM: Mapping[str, str] = {
    Origin.MACHINE: "Bản dịch máy, chưa có người soát.",
    Origin.REVIEWED: "Bản dịch đã được người dịch soát.",
    Origin.OFFICIAL: "Bản dịch chính thức của Bộ Công an.",
}
# Members that end like the name of a code, but belong to the procedure.
_OWN_NAMES = frozenset({"short_name", "listed_name"})
# The field of the condition, by what it affects.
_CONDITIONS = {
    "documents": "documents.condition",
    "fee": "fees.condition",
    "time": "time_limits.condition",
}
_ORIGINS = list(Origin.values)  # the least sure first
Document = dict[str, Any]


@dataclass
class Translated:
    """One published procedure in `language`, on `day`.

    `document` is its Vietnamese document of that day and is changed in place; `rows` are its
    translations into that language.
    """

    document: Document
    fees: Table
    day: date
    language: str
    rows: Iterable[Row]
    forms: Forms = ()
    shown: dict[Place, str] = field(default_factory=dict)
    stale: list[dict[str, str]] = field(default_factory=list)
    used: list[Row] = field(default_factory=list)
    withheld: bool = False

    def __post_init__(self) -> None:
        """Choose the words to show, then render generated texts in the language."""
        with self.speaking():
            self._choose()
            put_fees(self.document, self.fees, self.day)
            put_forms(self.document, self.forms, self.day)
            say_standing(self.document)
            _name_codes(self.document)
            for channel in self.document["channels"]:
                _say_times(channel)

    def _choose(self) -> None:
        matches = match(texts_of(self.document, self.fees), self.rows)
        for (name, source), row in matches.current.items():
            if self._is_withheld(name, source, row):
                self.withheld = True
            else:
                self.shown[name, source] = fill_slots(row["words"])
                self.used.append(row)
        for (name, source), row in matches.stale.items():
            if not self._is_withheld(name, source, row):
                words = fill_slots(row["words"])
                self.stale.append({"field": name, "text": source, "translation": words})

    @staticmethod
    def _is_withheld(name: str, source: str, row: Row) -> bool:
        by_machine = row["origin"] == Origin.MACHINE
        return by_machine and types_deadline_or_fine(name, source, row["words"])

    def speaking(self) -> AbstractContextManager[None]:
        """Return the context in which `say` uses this language and the procedure's own words."""
        return speaking(self.language, self.shown)

    def page(self) -> Document:
        """Return the whole document in the language."""
        named = self.document["name"]
        change_texts(self.document, lambda name, text: self.shown.get((name, text), text))
        return {**self.document, "translation": self.provenance(named)}

    def provenance(self, named: str) -> dict[str, Any]:
        """Return origin and notices, in the shape of `TranslationSerializer`.

        `named` is the Vietnamese name, the key of the summary.
        """
        origin = min((row["origin"] for row in self.used), key=_ORIGINS.index, default="")
        with self.speaking():
            said = [PREVAILS, FROM.get(origin, ""), WITHHELD if self.withheld else ""]
            notice = " ".join(map(say, filter(None, [*said, STALE if self.stale else ""])))
        urls = dict.fromkeys(row["source_url"] for row in self.used if row.get("source_url"))
        return {
            "language": self.language,
            "origin": origin,
            "as_of": min((row["translated_on"] for row in self.used), default=None),
            "summary": self.shown.get((SUMMARY, named), ""),
            "notice": notice,
            "source_urls": list(urls),
            "stale_fields": self.stale,
        }

    def card(self, card: Mapping[str, Any]) -> Document:
        """Return the Vietnamese `card` in the language, with the origin of its name."""
        first = next(iter(self.document["channels"]), None)
        names = ((name, self.document[name]) for name in ("short_name", "name"))
        name, source = next((pair for pair in names if pair[1]), ("name", ""))
        origins = {(row["field"], row["source"]): row["origin"] for row in self.used}
        closed = is_closed(self.document)
        with self.speaking():
            fee = card_line(self.document["fee"])
        return {
            **card,
            **self._names_of_codes(),
            "name": self.shown.get((name, source), card["name"]),
            "time": first["time_summary"] if first and not closed else "",
            "fee": "" if closed else fee,
            "translation_origin": origins.get((name, source), ""),
        }

    def _names_of_codes(self) -> Document:
        document = self.document
        return {
            "field_name": document["field"]["name"],
            "level_names": [row["name"] for row in document["levels"]],
            "online_level_name": document["online_level_name"],
            "channel_names": [row["name"] for row in document["channels"]],
            "trust_name": document["trust"]["status_name"],
        }

    def vietnamese_case(self, name: str) -> str:
        """Return the Vietnamese name of a case, given its translated name."""
        cases = (case["name"] for case in self.document["cases"])
        return next((case for case in cases if self._own(case, "cases.name") == name), name)

    def put_into(self, content: MutableMapping[str, Any]) -> None:
        """Translate a check list that was computed from `document` while `speaking`."""
        ticks = {
            tick_of(row): ": ".join(
                self._own(row[name], f"reductions.{name}") for name in ("name", "who")
            )
            for row in self.document["fee"]["reductions"]
        }
        content["name"] = self._own(content["name"], "short_name", "name")
        content["where"] = self._own(content["where"], "implementing_agency")
        for cases in ("cases", "cases_of_age"):
            content[cases] = [self._own(case, "cases.name") for case in content[cases]]
        content["case"] = self._own(content["case"], "cases.name")
        for row in content["conditions"]:
            fields = [_CONDITIONS[affected] for affected in row["affects"]]
            row["text"] = ticks.get(row["text"]) or self._own(row["text"], *fields)
            row["group"] = self._own(row["group"], "fees.group")
            row["needs"] = self._own(row["needs"], "reductions.needs")
            row["documents"] = [self._own(name, "documents.name") for name in row["documents"]]
        for row in content["time"]["limits"]:
            row["condition"] = self._own(row["condition"], "time_limits.condition")
        rows = {**content["fee"], "fees": content["fee"]["amounts"]}
        rows["documents"] = content["documents"]
        rows["forms"] = content["forms"]
        parts = ("documents", "fees", "reductions", "forms")
        change_rows(rows, parts, lambda name, text: self._own(text, name))
        content["translation"] = self.provenance(self.document["name"])

    def _own(self, text: str, *fields: str) -> str:
        """Return the translation of `text` in the first of `fields` that has one."""
        return next((self.shown[name, text] for name in fields if (name, text) in self.shown), text)


def _name_codes(document: Document) -> None:
    """Translate the names of codes, which are the same for all procedures."""
    named = [
        document["field"],
        *(row for name in ("levels", "applicant_types", "channels") for row in document[name]),
    ]
    for row in named:
        row["name"] = say(row["name"])
    _say_names(document)


def _say_names(value: Any) -> None:
    """Translate names of codes, such as `status_name`, in `value` and all its parts."""
    if isinstance(value, list):
        for part in value:
            _say_names(part)
    elif isinstance(value, dict):
        for key, member in value.items():
            if isinstance(member, str) and key.endswith("_name") and key not in _OWN_NAMES:
                value[key] = say(member)
            else:
                _say_names(member)


def _say_times(channel: Document) -> None:
    """Write the time limits of a channel: a number with its unit, else their condition."""
    for limit in channel["time_limits"]:
        if limit["value"] is None:
            limit["text"] = say_own("time_limits.condition", limit["text"])
        else:
            unit = str(TimeUnit(limit["unit"]).label)
            limit["text"] = say_length(texts.format_number(limit["value"]), unit)
    words = [limit["text"] for limit in channel["time_limits"]]
    channel["time_summary"] = texts.join_time_limits(words, channel["time_relation"])
