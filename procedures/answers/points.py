"""What a document says about one point, or about a circumstance that the question names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from procedures.answers.cases import Case, Document
from procedures.answers.parts import Part
from procedures.answers.patterns import Focus
from procedures.choices import ApplicantType

# Of these parts a number is asked for: it comes first.
_NUMBERS = {Part.FEE, Part.TIME, Part.HOURS}
# Of these parts the papers speak, with the conditions for which they are needed.
_WITH_PAPERS = {Part.PAPERS, Part.FORM, Part.WHO}
# Who asks for these parts, or for a deadline, asks for certain persons; for an age, for all.
_OF_PERSONS, _AGE, _DEADLINE = {Part.WHO, Part.CONDITIONS}, "age", "deadline"
# What the police do, or what it costs, tells neither.
OF_POLICE = re.compile(
    r"^(công an|cơ quan(?!,)|cục|phòng|cán bộ|xử lý|tiếp nhận|thẩm định|xét duyệt|kiểm tra|"
    r"trả kết quả|nhận (kết quả|thông báo)|ra quyết định|lệ phí)\b|trước bạ",
    re.IGNORECASE,
)
# A paper says who has to agree or may go only if that is what it is for.
_CONSENT = re.compile(r"đồng ý|ý kiến|[uủ][ỷy]? ?quyền|giới thiệu|bảo lãnh", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: for whom it holds, the act that says so, and how sure it is."""

    text: str
    condition: str = ""
    source: str = ""
    as_of: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about a part. With `options` two cases differ: one of them is asked for.

    If it is `general`, it is silent about something that the question names.
    """

    sentences: tuple[Sentence, ...] = ()
    case: str = ""
    options: tuple[str, ...] = ()
    note: str = ""
    general: bool = False


def pointed(document: Document, case: Case, focus: Focus) -> tuple[Sentence, ...]:
    """Return the sentences about a point; not of papers that are ruled out in this case."""
    said = about(document, focus.said) if focus.said else ()
    if focus.code == _DEADLINE or (focus.part in _OF_PERSONS and focus.code != _AGE):
        said = tuple(
            one for one in said if case.is_told_of(one.text) and not OF_POLICE.search(one.text)
        )
    if not (focus.said and focus.with_papers):
        return said
    papers = tuple(_papers(document, case, focus.said))
    if focus.part in _OF_PERSONS:
        papers = tuple(one for one in papers if _CONSENT.search(one.text))
    return (*papers, *said) if focus.part == Part.PAPERS else (*said, *papers)


def about(
    document: Document, point: re.Pattern[str], *, beside: bool = False
) -> tuple[Sentence, ...]:
    """Return what `document` says about `point`, not of its papers; `beside` its channels, too."""
    note = () if beside else (document["online_note"],)
    return tuple(Sentence(text) for text in (*_texts(document), *note) if point.search(text))


def _papers(document: Document, case: Case, point: re.Pattern[str]) -> Iterator[Sentence]:
    return (
        Sentence(row["name"], row["condition"])
        for row in document["documents"]
        if point.search(f"{row['name']} {row['condition']}")
        and not case.is_of_others(row["condition"])
    )


def _texts(document: Document) -> Iterator[str]:
    yield from (text for text in document["applicants"] if text not in ApplicantType.labels)
    yield from document["conditions"]
    yield from document["results"]
    yield from (": ".join(filter(None, (s["title"], s["detail"]))) for s in document["steps"])


def covering(said: Said, document: Document, case: Case, part: Part) -> Said:
    """Put first what `document` says about each circumstance; if nothing, `said` is general."""
    for point in _to_cover(case, part):
        if any(point.search(f"{s.text} {s.condition}") for s in said.sentences):
            continue
        found = about(document, point, beside=part == Part.CONDITIONS)
        found = (*found, *(s for s in _papers(document, case, point) if _counts(s, part, case)))
        own_first = part in _NUMBERS
        said = replace(
            said,
            sentences=(*said.sentences, *found) if own_first else (*found, *said.sentences),
            general=said.general or not found,
            options=() if found else said.options,
        )
    return said


def _counts(paper: Sentence, part: Part, case: Case) -> bool:
    """Return True if a paper answers `part`, too."""
    if part in _WITH_PAPERS:
        return True
    return bool(paper.condition and case.of_person().holds(paper.condition))


def _to_cover(case: Case, part: Part) -> Iterator[re.Pattern[str]]:
    """Yield what the question names; what the procedure's name has is covered by that."""
    for one in case.circumstances:
        if one.covered and part in one.parts and one.code not in case.in_name:
            yield one.covered
