"""The sentences of what a procedure costs: in this case, later, and for those who pay less."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from procedures.answers.asking import MOST_CHOICES, Asking
from procedures.answers.cases import Case, Document, choose
from procedures.answers.points import Said, Sentence
from procedures.choices import SHOWN_FEES, FeeStatus
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.amounts import always_paid, options_of, ticked_alone
from procedures.fees.doubts import IN_PLACE, NO_ROW, OF_STATUS
from procedures.fees.of_case import fee_of_case, reductions_of_channel


def say_fee(document: Document, asking: Asking) -> Said:
    """Say what the case costs, or ask which option is meant."""
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
