"""The sentences of one part of a published procedure: its own words, and rendered facts.

A renderer takes the published document, the case and the offices, and returns what is said, or the
choices that are still open.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from offices.finding.receiving import Whence
from offices.snapshot import Directory
from procedures.answers.cases import Case, Document, case_name, choose
from procedures.answers.parts import Part
from procedures.answers.points import OF_POLICE, Said, Sentence, about, covering, pointed
from procedures.answers.words import condition_words
from procedures.api.checklist import cases_named, due_of
from procedures.api.where_to_go import where_to_go
from procedures.choices import (
    SHOWN_FEES,
    ApplicantType,
    ChannelKind,
    FeeStatus,
    FormPurpose,
    TimeRelation,
    Trust,
)
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.amounts import always_paid, options_of, ticked_alone
from procedures.fees.doubts import IN_PLACE, NO_ROW, OF_STATUS
from procedures.fees.of_case import fee_of_case, reductions_of_channel
from procedures.law.standing import is_closed
from procedures.search.words import neighbour_pairs
from procedures.translations.sentences import say_day

MOST_CHOICES = 5
MOST_SENTENCES = 12
DUE = "Ngày hẹn trả, nếu hồ sơ được tiếp nhận vào lúc đó"
HOURS_UNKNOWN = "Chưa có giờ tiếp dân trong dữ liệu; ông/bà hỏi nơi nộp hồ sơ trước khi đi."
TIMES_UNKNOWN = "Chưa biết giờ; ông/bà hỏi trước khi đi."
_RECEIVED = re.compile(r"Nhận \d+ giờ mỗi ngày")
# Steps that tell no condition: how one hands in and gets it, and what the police do.
_NO_CONDITION = re.compile(rf"{OF_POLICE.pattern}|^(nộp|nhận|chọn nơi nộp)\b", re.IGNORECASE)
# Who may apply at all.
_MAY = re.compile(
    r"\b(ai|nguoi nao|truong hop) .{0,12}\b(duoc|dc|co (the|quyen)|ap dung|phai|can(?! cuoc)|xin)\b"
    r"|\bwho (can|may)\b|\bcho (nhung )?ai\b|doi tuong"
)
NOT_ONLINE = "Thủ tục này không nhận hồ sơ qua mạng; cách nộp như trên."


@dataclass(frozen=True, slots=True)
class Asking:
    """What a renderer needs beside the document."""

    case: Case
    directory: Directory
    whence: Whence
    # Pairs of words that tell nothing, as they stand in most procedures.
    everywhere: frozenset[str] = frozenset()
    # Words of grammar: a pair with one tells nothing, either.
    grammar: frozenset[str] = frozenset()
    # When the dossier is handed in, or when the citizen comes.
    at: datetime | None = None


Render = Callable[[Document, Asking], Said]


def say_part(part: Part, document: Document, asking: Asking) -> Said:
    """Return what the published document says about `part` in this case."""
    trust = document["trust"]
    if is_closed(document):
        return Said((Sentence(document["closure"]["text"], as_of=trust["as_of"] or ""),))
    said = covering(_of_part(part, document, asking), document, asking.case, part)
    doubtful = trust["status"] in {Trust.AMENDED, Trust.NEEDS_RECHECK}
    usual = Sentence(
        "",
        source=_main_act(document),
        as_of=trust["as_of"] or "",
        doubt=trust["changed"] or (trust["status_name"] if doubtful else ""),
    )
    return replace(
        said,
        sentences=tuple(_completed(one, usual) for one in said.sentences[:MOST_SENTENCES]),
    )


def _of_part(part: Part, document: Document, asking: Asking) -> Said:
    """Say the part, or only the one point of it that is asked for."""
    focus, render = asking.case.asked.focus, _RENDERERS[part]
    if not (focus and focus.said):
        return render(document, asking)
    if found := pointed(document, asking.case, focus):
        return Said(found)
    return replace(render(document, asking), general=True)


def _any_of(texts_: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts_)), re.IGNORECASE)


def _completed(sentence: Sentence, usual: Sentence) -> Sentence:
    """Return the sentence with act, date and doubt of the whole entry where it has none."""
    return replace(
        sentence,
        source=sentence.source or usual.source,
        as_of=sentence.as_of or usual.as_of,
        doubt=sentence.doubt or usual.doubt,
    )


def _main_act(document: Document) -> str:
    acts = [a for a in document["legal_basis"] if not (a["superseded_by"] or a["expired_on"])]
    return f"{acts[0]['title']} ({acts[0]['number']})" if acts else ""


def _papers(document: Document, asking: Asking) -> Said:
    """Say the papers of the case, or of all cases, each with its condition, if none is meant."""
    case, cases = asking.case, document["cases"]
    meant = choose(case, [one["name"] for one in cases])
    if any(one["documents"] for one in cases) and 1 < len(meant) <= MOST_CHOICES:
        return Said(options=tuple(meant))
    known = set(meant) if len(meant) == 1 else set()
    own = [row for one in cases if one["name"] in known for row in one["documents"]]
    rows = [(row, set(cases_named(document, row["condition"]))) for row in document["documents"]]
    kept = [row for row, named in rows if not (known and named) or known & named]
    said = _listed([*kept, *own], "name", case)
    if asked := [text.lower() for text in case.asked.papers]:
        first = [*about(document, _any_of(asked)), *said.sentences]
        named = [one for one in first if any(text in one.text.lower() for text in asked)]
        said = replace(said, sentences=(*named, *(s for s in said.sentences if s not in named)))
    return replace(said, case="; ".join(filter(None, dict.fromkeys([*known, said.case]))))


def _listed(rows: Sequence[Document], column: str, case: Case) -> Said:
    """Say `rows`: what holds, then what depends on a condition; not what is ruled out."""
    open_, kept = [], []
    for row in rows:
        holds = case.holds(row["condition"])
        if holds:
            kept.append(Sentence(row[column], row["condition"]))
        elif holds is None:
            open_.append(Sentence(row[column], row["condition"]))
    special = [one for one in kept if one.condition]
    always = [one for one in kept if not one.condition]
    name = case_name(case, (one.condition for one in special))
    return Said((*always, *special, *open_), name)


def _fee(document: Document, asking: Asking) -> Said:
    fee, case = document["fee"], asking.case
    channel = case.channel_of(document)
    status, rows = FeeStatus(fee["status"]), channel["fees"]
    if status == FeeStatus.FREE:
        return Said((Sentence(texts.FREE),))
    if status not in SHOWN_FEES:
        return Said((Sentence(IN_PLACE[status], doubt=OF_STATUS[status]),))
    if not rows:
        return Said((Sentence(IN_PLACE[FeeStatus.UNVERIFIED], doubt=NO_ROW),))
    for options in options_of(rows).values():
        meant = choose(case, options)
        if len(meant) > 1:
            return _differing(document, channel, rows, meant)
    return _bill(document, channel, rows, case)


def _differing(document: Document, channel: Document, rows: Any, meant: list[str]) -> Said:
    """Ask which option is meant; with too many, or all the same, say them all."""
    said = [_fee_of(document, channel, rows, {option}, option) for option in meant]
    if len(meant) <= MOST_CHOICES and len({one.text for one in said}) > 1:
        return Said(options=tuple(meant))
    return Said(tuple(said))


def _bill(document: Document, channel: Document, rows: Any, case: Case) -> Said:
    chosen = {o for options in options_of(rows).values() for o in choose(case, options)[:1]}
    ticks = [row["condition"] for row in ticked_alone(rows)]
    held = {text for text in ticks if case.holds(text)}
    name = "; ".join([*chosen, *held])
    first = [_fee_of(document, channel, rows, chosen | held, name)]
    if not (always_paid(rows) or chosen or held) and len(ticks) > 1:
        first = [_fee_of(document, channel, rows, {tick}, tick) for tick in ticks]
    paid = [row for row in rows if row["condition"] in {"", *chosen, *held}]
    later = [Sentence(row["later"], row["condition"]) for row in paid if row["later"]]
    mine, others = _less(document, case)
    return Said((*mine, *first, *later, *others), name)


def _less(document: Document, case: Case) -> tuple[list[Sentence], list[Sentence]]:
    """Return who pays less: those of whom the question tells, and those it leaves open."""
    mine: list[Sentence] = []
    others: list[Sentence] = []
    for row in document["fee"]["reductions"]:
        said = Sentence(row["text"], row["who"], row["legal_basis"], doubt=row["doubt"])
        holds = case.of_person().holds(row["who"].split(", gồm cả")[0])
        if holds is not False:
            (mine if holds else others).append(said)
    return mine, _each_once(others)


def _each_once(said: Iterable[Sentence]) -> list[Sentence]:
    """Return each text once, with all for whom it holds and all that say so."""
    same: dict[tuple[str, str], list[Sentence]] = {}
    for one in said:
        same.setdefault((one.text, one.doubt), []).append(one)
    return [
        replace(
            first,
            condition="; ".join(one.condition for one in (first, *rest)),
            source="; ".join(dict.fromkeys(one.source for one in (first, *rest))),
        )
        for first, *rest in same.values()
    ]


def _fee_of(
    document: Document, channel: Document, rows: Any, chosen: set[str], name: str
) -> Sentence:
    less = reductions_of_channel(document["fee"], channel["kind"])
    paid = fee_of_case(document["fee"], rows, less, chosen.__contains__)
    basis = next((row["legal_basis"] for row in paid["amounts"] if row["legal_basis"]), "")
    return Sentence(paid["text"], name, basis, document["fee"]["day"], paid["reason"])


def _time(document: Document, asking: Asking) -> Said:
    case = asking.case
    channel = case.channel_of(document)
    rows = channel["time_limits"]
    if channel["time_relation"] == TimeRelation.ALTERNATIVES:
        rows = [row for row in rows if case.holds(row["condition"]) is not False]
        rows = sorted(rows, key=lambda row: not case.holds(row["condition"]))
    said = tuple(
        Sentence(row["text"] or row["condition"], row["condition"], row["legal_basis"])
        for row in rows
    )
    due = _due(document, rows, asking) if len(rows) == 1 else ()
    # When it is received is no answer to how long it takes.
    beside = bool(said) and all(_RECEIVED.match(one.text) for one in said)
    name = case_name(case, (one.condition for one in said))
    return Said((*said, *due), name, general=beside and case.words == case.asked.words)


def _due(document: Document, rows: Sequence[Document], asking: Asking) -> Iterable[Sentence]:
    """Yield the day when a dossier is due that is handed in at that moment."""
    due, _reason = due_of(
        rows[0],
        asking.at,
        asking.directory.calendar,
        same_day_cutoff=document["same_day_cutoff"],
    )
    if due is not None:
        yield Sentence(say_day(due.date() if isinstance(due, datetime) else due), DUE)


def _where(document: Document, asking: Asking) -> Said:
    channel = asking.case.channel_of(document)
    there = where_to_go(document, channel["kind"], asking.directory, asking.whence)
    offices = [one for one in there["offices"] if one["receives"] != "no"]
    said = [Sentence(document["implementing_agency"])]
    for one in offices[:3]:
        phones = [p["openPhone"]["phoneNumber"] for p in one["contact"]["phones"]]
        parts = [one["name"], one["address"], *phones[:1]]
        said.append(Sentence(" – ".join(filter(None, parts)), doubt=one["reason"]))
    return Said(tuple(said), note=there["offices_note"])


def _hours(document: Document, asking: Asking) -> Said:
    """Say the hours of the first office that receives, or whom to call about them."""
    channel = next(
        (c for c in document["channels"] if c["kind"] == ChannelKind.DIRECT),
        document["channels"][0],
    )
    there = where_to_go(document, channel["kind"], asking.directory, asking.whence)
    for one in there["offices"]:
        office = asking.directory.offices[one["id"]].document
        if one["receives"] != "no" and (office["hours"] or office["days"]):
            said = (*_week(office["hours"]), *_days(office["days"]))
            return Said(said, one["name"], note=office["hours_note"])
    where = _where(document, asking)
    said = tuple(replace(one, doubt=HOURS_UNKNOWN) for one in where.sentences)
    return Said(said, note=where.note)


def _week(rows: Sequence[Document]) -> Iterable[Sentence]:
    """Yield the periods of each weekday."""
    by_day: dict[str, list[str]] = {}
    for row in rows:
        by_day.setdefault(row["weekday_name"], []).append(f"{row['opens']} – {row['closes']}")
    for name, periods in by_day.items():
        yield Sentence(f"{name}: {', '.join(periods)}")


def _days(rows: Sequence[Document]) -> Iterable[Sentence]:
    """Yield the days of which no times are known."""
    for row in rows:
        yield Sentence(f"{row['weekday_name']}: {row['part_name']}", doubt=TIMES_UNKNOWN)


def _form(document: Document, asking: Asking) -> Said:
    forms = [
        {"text": " – ".join(filter(None, (form["code"], form["name"]))), **form}
        for form in document["forms"]
        if form["purpose"] == FormPurpose.FILL_IN and not form["replaced"]
    ]
    return _listed(forms, "text", asking.case)


def _texts(column: str) -> Render:
    """Return a renderer of a list of texts; those with words of the question first."""

    def render(document: Document, asking: Asking) -> Said:
        asked = set(condition_words(" ".join(asking.case.asked.words)))
        rows = sorted(document[column], key=lambda text: -len(asked & set(condition_words(text))))
        return Said(tuple(map(Sentence, rows)))

    return render


def _conditions(document: Document, asking: Asking) -> Said:
    """Say the conditions; what the question tells beside the name has to be in one of them."""
    said, asked = _texts("conditions")(document, asking), asking.case.asked
    names = map(condition_words, (document["name"], document["short_name"]))
    known = set().union(*map(neighbour_pairs, names))
    pairs = {
        pair
        for pair in neighbour_pairs(condition_words(asked.subject))
        if pair not in known | asking.everywhere and asking.grammar.isdisjoint(pair.split())
    }
    is_choice = asking.case.words != asked.words
    if is_choice or not (pairs or asked.hinted):
        return said
    own_steps = (s["detail"] for s in document["steps"] if not _NO_CONDITION.search(s["title"]))
    texts_ = [*document["conditions"], *own_steps]
    near = [
        text
        for text in texts_
        if asking.case.is_told_of(text)
        and not pairs.isdisjoint(neighbour_pairs(condition_words(text)))
    ]
    if not near:
        return replace(said, general=True)
    rest = () if asked.hinted else (one for one in said.sentences if one.text not in near)
    return Said((*map(Sentence, near), *rest))


def _who(document: Document, asking: Asking) -> Said:
    """Say who may apply: classes of applicants in one line, citizens first.

    A class is no answer to who of several persons signs or goes.
    """
    classes = [label for label in ApplicantType.labels if label in document["applicants"]]
    own = [text for text in document["applicants"] if text not in classes]
    said = (Sentence(text) for text in [*own, ", ".join(classes)] if text)
    asked_for_all = _MAY.search(" ".join(asking.case.asked.words))
    sentences = (*said, *_texts("conditions")(document, asking).sentences)
    return Said(sentences, general=not asked_for_all)


def _online(document: Document, _asking: Asking) -> Said:
    if any(c["kind"] == ChannelKind.ONLINE for c in document["channels"]):
        words = (document["online_level_name"], document["online_note"])
        return Said(tuple(Sentence(text) for text in words if text))
    return Said(tuple(Sentence(c["name"]) for c in document["channels"]), note=NOT_ONLINE)


def _steps(document: Document, asking: Asking) -> Said:
    rows: Sequence[Mapping[str, str]] = document["steps"]
    meant = choose(asking.case, (one["name"] for one in document["cases"]))
    meant = meant if len(meant) == 1 else []
    own = [step for one in document["cases"] if one["name"] in meant for step in one["steps"]]
    said = (": ".join(filter(None, (s["title"], s["detail"]))) for s in [*rows, *own])
    return Said(tuple(map(Sentence, said)), "".join(meant))


_RENDERERS: Mapping[Part, Render] = {
    Part.PAPERS: _papers,
    Part.FEE: _fee,
    Part.TIME: _time,
    Part.HOURS: _hours,
    Part.FORM: _form,
    Part.RESULT: _texts("results"),
    Part.WHO: _who,
    Part.CONDITIONS: _conditions,
    Part.WHERE: _where,
    Part.ONLINE: _online,
    Part.STEPS: _steps,
}
