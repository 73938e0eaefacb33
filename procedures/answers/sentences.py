"""The sentences of one part of a published procedure: its own words, and rendered facts.

A renderer takes the published document, the case and the offices, and returns what is said, or the
choices that are still open.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from procedures.answers.asking import MOST_CHOICES, Asking, Render
from procedures.answers.cases import Case, Document, case_name, choose
from procedures.answers.fee_sentences import say_fee
from procedures.answers.parts import Part
from procedures.answers.points import OF_POLICE, Said, Sentence, about, covering, pointed
from procedures.answers.time_and_place_sentences import say_hours, say_time, say_where
from procedures.answers.words import condition_words
from procedures.api.checklist import cases_named
from procedures.choices import ApplicantType, ChannelKind, FormPurpose, Trust
from procedures.law.standing import is_closed
from procedures.search.words import neighbour_pairs

MOST_SENTENCES = 12
# Steps that tell no condition: how one hands in and gets it, and what the police do.
_NO_CONDITION = re.compile(rf"{OF_POLICE.pattern}|^(nộp|nhận|chọn nơi nộp)\b", re.IGNORECASE)
# Who may apply at all.
_MAY = re.compile(
    r"\b(ai|nguoi nao|truong hop) .{0,12}\b(duoc|dc|co (the|quyen)|ap dung|phai|can(?! cuoc)|xin)\b"
    r"|\bwho (can|may)\b|\bcho (nhung )?ai\b|doi tuong"
)
NOT_ONLINE = "Thủ tục này không nhận hồ sơ qua mạng; cách nộp như trên."


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
    Part.FEE: say_fee,
    Part.TIME: say_time,
    Part.HOURS: say_hours,
    Part.FORM: _form,
    Part.RESULT: _texts("results"),
    Part.WHO: _who,
    Part.CONDITIONS: _conditions,
    Part.WHERE: say_where,
    Part.ONLINE: _online,
    Part.STEPS: _steps,
}
