"""What a report still lacks, and what in it cannot be, before it is sent. Pure.

Two thirds of the reports that reach traffic police cannot be used for want of a time, a place or a
plate. So the same rules check a draft while it is written and the report when it is sent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from foundation.api.problems import FieldError, Problem, pointer
from offices.geography.places import Point
from offices.working_time.calendar import ZONE, months_later
from reports.checking.plates import looks_like_plate
from reports.kinds.snapshot import Kind
from reports.models import (
    Anonymity,
    Certainty,
    Evidence,
    Identity,
    Need,
    Particular,
    Stage,
    Unit,
)
from reports.models.captured import EvidenceFact, fact_of
from reports.routing import Where, point_fault

CLOCK_SLIP = timedelta(minutes=5)  # phones' clocks are ahead by so much
STILL_HAPPENING = timedelta(minutes=30)
FEW_LETTERS = 20  # fewer tell of no act
IN_VIETNAMESE = frozenset({"admin_rule"})  # Decree 20/2008/NĐ-CP, article 7.1b


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its sender has written it so far. `about_office` is the id of an office."""

    kind: str
    topic: str = ""
    words: str = field(default="", repr=False)
    occurred_from: datetime | None = None
    occurred_to: datetime | None = None
    place_words: str = field(default="", repr=False)
    point: Point | None = None
    place_certainty: str = Certainty.EXACT
    plates: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    loss: int | None = None  # đồng
    suspect: str = field(default="", repr=False)
    about_office: str = ""
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    identity: str = Identity.CONFIDENTIAL
    evidence: tuple[EvidenceFact, ...] = ()
    language: str = "vi"

    @property
    def where(self) -> Where:
        """Where it happened."""
        return Where(self.point, self.place_words)

    def with_files(self, files: Iterable[Evidence]) -> Self:
        """Return the draft with what is known of the files that come with it."""
        return replace(self, evidence=tuple(fact_of(one) for one in files))


class Likelihood(StrEnum):
    """How likely the police can use a report."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


# What is found is shown like the errors of a body: where, which, and what to do in Vietnamese.
Finding = FieldError


@dataclass(frozen=True, slots=True)
class Findings:
    """What a draft lacks (`missing`), what in it is wrong (`faults`), what would help (`advice`).

    Missing things and faults keep it from being sent, advice never does.
    """

    missing: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()

    @property
    def likelihood(self) -> Likelihood:
        """How likely the police can use what is there."""
        weights = {_WEIGHTS.get(one.code, Likelihood.GOOD) for one in self.advice}
        if self.missing or self.faults or Likelihood.POOR in weights:
            return Likelihood.POOR
        return Likelihood.FAIR if Likelihood.FAIR in weights else Likelihood.GOOD

    @property
    def likelihood_reason(self) -> str:
        """Why, in a sentence for the sender."""
        lacking = [_SHORT[one.code] for one in self.missing if one.code in _SHORT]
        weak = [_SHORT[one.code] for one in self.advice if one.code in _WEIGHTS]
        if self.faults:
            return "Có thông tin chưa đúng, hãy xem lại trước khi gửi."
        if lacking:
            return f"Chưa gửi được, còn thiếu: {', '.join(dict.fromkeys(lacking))}."
        if weak:
            return f"Nên bổ sung để dễ xác minh hơn: {', '.join(dict.fromkeys(weak))}."
        return "Đủ thông tin để công an xác minh."


# Advice that says that the report is hard to use, or harder than it need be.
_WEIGHTS: Mapping[str, Likelihood] = {
    "place_unknown": Likelihood.POOR,
    "words_short": Likelihood.FAIR,
    "plate": Likelihood.FAIR,
    "plate_form": Likelihood.FAIR,
    "evidence": Likelihood.FAIR,
    "occurred": Likelihood.FAIR,
    "place": Likelihood.FAIR,
    "contacts": Likelihood.FAIR,
    "not_own_recording": Likelihood.FAIR,
}
_SHORT: Mapping[str, str] = {
    **{particular.value: particular.label.lower() for particular in Particular},
    "place_unknown": "nơi xảy ra",
    "words_short": "lời kể cụ thể",
    "plate_form": "biển số viết đúng",
    "not_own_recording": "ảnh hoặc video tự ghi",
}
_POINTERS: Mapping[Particular, str] = {
    Particular.OCCURRED: "occurred_from",
    Particular.PLATE: "plates",
    Particular.OFFICE: "about_office",
}
_HAS: Mapping[Particular, Callable[[Draft], bool]] = {
    Particular.WORDS: lambda draft: bool(draft.words),
    Particular.OCCURRED: lambda draft: draft.occurred_from is not None,
    # Not to remember the place is an answer, too.
    Particular.PLACE: lambda draft: (
        draft.point is not None
        or bool(draft.place_words)
        or draft.place_certainty == Certainty.UNKNOWN
    ),
    Particular.EVIDENCE: lambda draft: bool(draft.evidence),
    Particular.PLATE: lambda draft: bool(draft.plates),
    Particular.TOPIC: lambda draft: bool(draft.topic),
    Particular.SUSPECT: lambda draft: bool(draft.suspect),
    Particular.CONTACTS: lambda draft: bool(draft.contacts),
    Particular.LOSS: lambda draft: draft.loss is not None,
    # Whoever does not find the office names it, or the officer, in words.
    Particular.OFFICE: lambda draft: bool(draft.about_office or draft.suspect),
    Particular.NAME: lambda draft: bool(draft.name),
    Particular.ADDRESS: lambda draft: bool(draft.address),
    Particular.PHONE: lambda draft: bool(draft.phone),
}


def check(draft: Draft, kind: Kind, now: datetime) -> Findings:
    """Return what the draft lacks for its kind, what is wrong in it, and what would help."""
    return Findings(
        missing=(
            *_lacking(draft, kind, Need.REQUIRED),
            *_lacking_without_name(draft, kind),
            *_lacking_everything(draft, kind),
        ),
        faults=(
            *_faults_of_kind(draft, kind),
            *_faults_of_time(draft, kind, now),
            *_faults_of_place(draft),
        ),
        advice=(
            *_advice_of_words(draft, kind, now),
            *_lacking(draft, kind, Need.IF_KNOWN),
            *_advice_of_evidence(draft),
        ),
    )


def require_complete(draft: Draft, kind: Kind, now: datetime) -> None:
    """Raise Problem `invalid_request` for faults, else `report_incomplete` for what is missing."""
    findings = check(draft, kind, now)
    if findings.faults:
        raise Problem("invalid_request", errors=findings.faults)
    if findings.missing:
        raise Problem("report_incomplete", errors=findings.missing)


def _found(name: str, code: str, detail: str) -> Finding:
    return Finding(pointer("body", name), code, detail)


def _lacking(draft: Draft, kind: Kind, need: Need) -> Iterator[Finding]:
    for asked in kind.asked:
        particular = Particular(asked.particular)
        if asked.need == need and not _HAS[particular](draft):
            yield _found(_POINTERS.get(particular, particular), particular, asked.prompt)


def _lacking_without_name(draft: Draft, kind: Kind) -> Iterator[Finding]:
    """Without a name, data are checked if they come with concrete evidence (Decree 61, 20.2b)."""
    if draft.identity != Identity.ANONYMOUS or kind.anonymity != Anonymity.WITH_EVIDENCE:
        return
    required = {asked.particular for asked in kind.asked if asked.need == Need.REQUIRED}
    for particular, words in (
        (Particular.EVIDENCE, "Gửi không tên thì cần ảnh hoặc video về sự việc."),
        (Particular.WORDS, "Gửi không tên thì cần kể cụ thể sự việc."),
    ):
        if particular not in required and not _HAS[particular](draft):
            yield _found(particular, particular, words)


def _lacking_everything(draft: Draft, kind: Kind) -> Iterator[Finding]:
    """Ask for something: a crime may be reported with whatever is known, not with nothing."""
    required = any(asked.need == Need.REQUIRED for asked in kind.asked)
    if not required and not draft.words and not draft.evidence:
        words = kind.prompt(Particular.WORDS) or "Hãy kể sự việc."
        yield _found(Particular.WORDS, Particular.WORDS, words)


def _faults_of_kind(draft: Draft, kind: Kind) -> Iterator[Finding]:
    # Who lost money to a fraud is heard as who reports a crime: the topic is one of frauds.
    if draft.kind == kind.code and draft.topic and draft.topic not in kind.topics:
        yield _found("topic", "unknown", "Không có loại hành vi này; xem report-kinds/.")
    if draft.identity == Identity.ANONYMOUS and kind.anonymity == Anonymity.NO:
        yield _found("identity", "anonymous_refused", "Loại phản ánh này cần tên người gửi.")
    if kind.code in IN_VIETNAMESE and draft.language != "vi":
        yield _found(
            "language", "not_vietnamese", "Kiến nghị về quy định phải viết bằng tiếng Việt."
        )


def _faults_of_time(draft: Draft, kind: Kind, now: datetime) -> Iterator[Finding]:
    begin, end = draft.occurred_from, draft.occurred_to
    for name, moment in (("occurred_from", begin), ("occurred_to", end)):
        if moment is not None and moment > now + CLOCK_SLIP:
            yield _found(name, "future", "Thời gian này chưa đến. Xem lại ngày và giờ.")
    if end is not None and (begin is None or end < begin):
        yield _found(
            "occurred_to", "out_of_order", "Lúc kết thúc phải sau lúc bắt đầu. Xem lại thời gian."
        )
    last = end or begin
    if last is not None and last < now and (limit := _usable_in_words(last, kind, now)):
        yield _found(
            "occurred_from",
            "too_old",
            f"Việc này xảy ra đã quá {limit}, dữ liệu không còn dùng để xử phạt được. Nếu là việc "
            "nghiêm trọng, hãy đến công an nơi gần nhất.",
        )


def _usable_in_words(happened: datetime, kind: Kind, now: datetime) -> str:
    """Return the period within which reports of the kind can be used if it has passed, else ""."""
    day, today = happened.astimezone(ZONE).date(), now.astimezone(ZONE).date()
    for rule in kind.clocks:
        if rule.stage == Stage.USABLE and rule.holds(today):
            months = rule.unit == Unit.MONTH
            last = months_later(day, rule.length) if months else day + timedelta(rule.length)
            return "" if today <= last else f"{rule.length} {Unit(rule.unit).label}"
    return ""


def _faults_of_place(draft: Draft) -> Iterator[Finding]:
    fault = point_fault(draft.point) if draft.point is not None else None
    if fault:
        yield _found("place", *fault)


def _advice_of_words(draft: Draft, kind: Kind, now: datetime) -> Iterator[Finding]:
    if 0 < sum(letter.isalpha() for letter in draft.words) < FEW_LETTERS:
        yield _found(
            "words", "words_short", "Hãy kể rõ hơn: ai, làm gì, ở đâu, lúc nào, thấy như thế nào."
        )
    if draft.place_certainty == Certainty.UNKNOWN and kind.prompt(Particular.PLACE):
        yield _found(
            "place",
            "place_unknown",
            "Không rõ nơi xảy ra thì rất khó xác minh. Hãy ghi điều còn nhớ: tuyến đường, cầu, "
            "cửa hàng gần đó.",
        )
    begin = draft.occurred_from
    if begin is not None and draft.occurred_to is None and now - begin < STILL_HAPPENING:
        yield _found(
            "occurred_from",
            "still_happening",
            "Nếu việc đang xảy ra hoặc có người gặp nguy hiểm, hãy gọi 113 trước rồi gửi sau.",
        )
    if draft.loss and kind.crime_way:
        yield _found("loss", "loss_is_crime", kind.crime_way)
    if draft.identity == Identity.ANONYMOUS and kind.anonymity_warning:
        yield _found("identity", "anonymous", kind.anonymity_warning)


def _advice_of_evidence(draft: Draft) -> Iterator[Finding]:
    for number, plate in enumerate(draft.plates):
        if not looks_like_plate(plate):
            yield Finding(
                pointer("body", "plates", number),
                "plate_form",
                f"«{plate}» không giống biển số Việt Nam. Xem lại; nếu là biển nước ngoài thì để "
                "nguyên.",
            )
    if draft.evidence and not any(fact.own_recording for fact in draft.evidence):
        yield _found(
            "evidence",
            "not_own_recording",
            "Ảnh, video lấy lại trên mạng khó dùng làm căn cứ. Nếu ông/bà tự ghi, hãy đánh dấu.",
        )
