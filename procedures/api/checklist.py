"""The check list of one citizen's case: what to bring, what it costs, when the result is due.

It is computed from the published document, so it never contradicts the procedure's page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from math import ceil
from typing import Any, cast

from foundation.api.moments import in_utc
from foundation.api.problems import FieldError, Problem, pointer
from foundation.records.vietnamese import fold
from offices.working_time.calendar import (
    AFTERNOON,
    NO_TET,
    ZONE,
    WorkingCalendar,
    YearNotLoaded,
    due_at,
)
from procedures.answers.ages import ages_named, suffices
from procedures.choices import ChannelKind, FeeStatus, Requirement, TimeRelation, TimeUnit
from procedures.fees.of_case import fee_of_case, reductions_of_channel, tick_of
from procedures.law.standing import is_closed
from procedures.translations.sentences import say

Document = Mapping[str, Any]
HOURS_A_DAY = 8
# NĐ 320/2026 Đ2 (NĐ 69/2024 Đ4 k4) and Đ14 (Đ33 k3 d), from 28 September 2026.
ON_VNEID = (
    "Giấy tờ đã tích hợp trên VNeID: nơi nhận không được đòi nộp, xuất trình bản chính hay bản sao."
)
ONE_DOSSIER = "Không nộp nhiều hồ sơ cùng loại khi hồ sơ trước chưa giải quyết xong."
AGE_QUESTION = "Người làm thủ tục bao nhiêu tuổi?"
# Conditions that the chosen channel settles.
FILED: Mapping[str, str] = {
    ChannelKind.DIRECT: "Nộp trực tiếp",
    ChannelKind.ONLINE: "Nộp trực tuyến",
    ChannelKind.POSTAL: "Nộp qua bưu chính",
}


@dataclass(frozen=True)
class Choice:
    """What the citizen chose."""

    case: str = ""
    channel: str = ""
    conditions: frozenset[str] = frozenset()
    accepted_at: datetime | None = None
    # In years; where the age decides, it chooses the case.
    age: int | None = None


@dataclass
class Condition:
    """One condition to tick, and what depends on it.

    Of one `group` only one may be ticked. `needs` is what a person must have.
    """

    text: str
    group: str = ""
    needs: str = ""
    affects: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def condition_id(text: str) -> str:
    """Return the id of a condition, which depends only on its words."""
    return "c" + blake2b(fold(text).encode(), digest_size=4).hexdigest()


def conditions_of(
    document: Document, channel: Document, documents: Iterable[Document]
) -> dict[str, Condition]:
    """Return the conditions to tick, by id: of documents, then fees, then times."""
    found: dict[str, Condition] = {}
    for affected, row in _conditional_rows(document, channel, documents):
        text = row["condition"]
        condition = found.setdefault(condition_id(text), Condition(text))
        condition.group = condition.group or row.get("group", "")
        condition.needs = condition.needs or row.get("needs", "")
        if affected not in condition.affects:
            condition.affects.append(affected)
        if affected == "documents":
            condition.documents.append(row["name"])
    return found


def _conditional_rows(
    document: Document, channel: Document, documents: Iterable[Document]
) -> Iterator[tuple[str, Document]]:
    """Yield (what is affected, row) for each row with a condition."""
    rows = {"documents": [d for d in documents if d["requirement"] == Requirement.CONDITIONAL]}
    if document["fee"]["status"] != FeeStatus.FREE:
        less = reductions_of_channel(document["fee"], channel["kind"])
        ticks = [{"condition": tick_of(row), "needs": row["needs"]} for row in less]
        rows["fee"] = [*channel["fees"], *ticks]
    if channel["time_relation"] == TimeRelation.ALTERNATIVES:
        rows["time"] = channel["time_limits"]
    return ((affected, row) for affected, some in rows.items() for row in some if row["condition"])


def checklist(document: Document, choice: Choice, calendar: WorkingCalendar) -> dict[str, Any]:
    """Return the check list of `document` for `choice`, in the shape of `ChecklistSerializer`.

    Raises Problem `invalid_request` for an unknown case, channel or condition.
    """
    if is_closed(document):
        document = nothing_to_prepare(document)
    case = _find_case(document, choice)
    channel = _find_channel(document, choice.channel)
    documents = [*document["documents"], *(case["documents"] if case else [])]
    conditions = conditions_of(document, channel, documents)
    _refuse_unknown(choice.conditions, conditions)
    _refuse_two_of_a_group(choice.conditions, conditions)
    settled = _settled(document, case, channel, conditions.values())
    ticked = _ticked(choice, conditions, settled)
    choice = replace(choice, conditions=ticked)
    return {
        **_chosen(document, case, channel),
        "age_question": say(AGE_QUESTION) if _age_decides(document, conditions) else "",
        "cases_of_age": [one["name"] for one in _cases_of_age(document, choice.age)],
        "conditions": [
            {"id": key, **asdict(condition), "ticked": key in ticked}
            for key, condition in conditions.items()
            if key not in settled
        ],
        "documents": _needed(documents, ticked),
        "general": [] if is_closed(document) else [say(ON_VNEID), say(ONE_DOSSIER)],
        "forms": document["forms"],
        "where": document["implementing_agency"],
        "fee": _fee_of(document, channel, ticked),
        "time": time_of(document, channel, choice, calendar),
        "as_of": document["trust"]["as_of"],
        "trust": document["trust"]["status"],
        "trust_name": document["trust"]["status_name"],
        "changed": document["trust"]["changed"],
        "closed": document["closure"]["text"] if is_closed(document) else "",
    }


def _ticked(
    choice: Choice, conditions: dict[str, Condition], settled: dict[str, bool]
) -> frozenset[str]:
    """Return the conditions that hold: as case, channel and age settle them, else as was told."""
    held = {key for key, holds in settled.items() if holds}
    told = choice.conditions | _of_age(conditions, choice.age)
    return ((told - settled.keys()) | held) & conditions.keys()


def _needed(documents: Iterable[Document], ticked: frozenset[str]) -> list[Document]:
    return [
        one
        for one in documents
        if one["requirement"] == Requirement.REQUIRED or _holds(one["condition"], ticked)
    ]


def nothing_to_prepare(document: Document) -> Document:
    """Return a closed procedure without papers, fees and times: nobody prepares a dossier for it.

    Its channels stay, so that no choice of before is refused.
    """
    nothing = {"fees": [], "time_limits": [], "time_relation": TimeRelation.NONE}
    none = say(str(TimeRelation.NONE.label))
    return {
        **document,
        **dict.fromkeys(("documents", "cases", "forms", "steps"), ()),
        "fee": {**document["fee"], "status": FeeStatus.UNREGULATED, "reductions": []},
        "channels": [
            {**channel, **nothing, "time_relation_name": none} for channel in document["channels"]
        ],
    }


def _chosen(document: Document, case: Document | None, channel: Document) -> dict[str, Any]:
    """Return of what the list is: procedure, case and channel, with those to choose from."""
    return {
        "procedure": document["id"],
        "name": document["short_name"] or document["name"],
        "cases": [c["name"] for c in document["cases"]],
        "case": case["name"] if case else "",
        "channels": [{"code": c["kind"], "name": c["name"]} for c in document["channels"]],
        "channel": channel["kind"],
        "channel_name": channel["name"],
    }


def _fee_of(document: Document, channel: Document, ticked: frozenset[str]) -> dict[str, Any]:
    """Return the fee, in the shape of `ChecklistFeeSerializer`."""
    fee = document["fee"]
    reductions = reductions_of_channel(fee, channel["kind"])
    paid = fee_of_case(
        fee, channel["fees"], reductions, lambda condition: _holds(condition, ticked)
    )
    return {**paid, "reductions": fee["reductions"]}


def _holds(condition: str, ticked: frozenset[str]) -> bool:
    return not condition or condition_id(condition) in ticked


def _settled(
    document: Document, case: Document | None, channel: Document, conditions: Iterable[Condition]
) -> dict[str, bool]:
    """Return the conditions that need no tick, and whether they hold: one fact is one choice.

    They name cases, or say how the dossier is filed.
    """
    found = {condition_id(text): kind == channel["kind"] for kind, text in FILED.items()}
    for condition in conditions:
        if named := cases_named(document, condition.text):
            found[condition_id(condition.text)] = case is not None and case["name"] in named
    return found


def _of_age(conditions: Mapping[str, Condition], age: int | None) -> set[str]:
    """Return the conditions without a group that hold for everybody of that age."""
    if age is None:
        return set()
    return {key for key, one in conditions.items() if not one.group and suffices(one.text, age)}


def _age_decides(document: Document, conditions: Mapping[str, Condition]) -> bool:
    """Return whether a case, or a condition to tick, names an age."""
    texts = [*(case["name"] for case in document["cases"]), *(c.text for c in conditions.values())]
    return any(map(ages_named, texts))


def _cases_of_age(document: Document, age: int | None) -> list[Document]:
    """Return the cases that name that age, in their order."""
    return [case for case in document["cases"] if age in ages_named(case["name"])]


def cases_named(document: Document, condition: str) -> list[str]:
    """Return the cases that `condition` names, joined by semicolons; none if it says more."""
    parts, names = condition.split("; "), {case["name"] for case in document["cases"]}
    if condition in names:
        return [condition]
    return parts if names.issuperset(parts) else []


def _find_case(document: Document, choice: Choice) -> Document | None:
    """Return the case that is named, or ticked as a condition, or the only one of that age."""
    cases: Sequence[Document] = document["cases"]
    if choice.case:
        named = [case for case in cases if fold(case["name"]) == fold(choice.case)]
        if not named:
            raise _unknown("case", "Thủ tục không có trường hợp này.")
        return named[0]
    ticked = [case for case in cases if condition_id(case["name"]) in choice.conditions]
    aged = _cases_of_age(document, choice.age)
    return next(iter(ticked), None) or (aged[0] if len(aged) == 1 else None)


def _find_channel(document: Document, kind: str) -> Document:
    """Return the channel of this kind, or the first by default."""
    for channel in document["channels"]:
        if kind in {"", channel["kind"]}:
            return cast(Document, channel)
    raise _unknown("channel", "Thủ tục không nhận hồ sơ bằng cách thức này.")


def _refuse_unknown(ticked: frozenset[str], conditions: Mapping[str, Condition]) -> None:
    if unknown := sorted(ticked - conditions.keys()):
        text = f"Thủ tục không có điều kiện {', '.join(unknown)} khi nộp bằng cách thức này."
        raise _unknown("condition", text)


def _refuse_two_of_a_group(ticked: frozenset[str], conditions: Mapping[str, Condition]) -> None:
    chosen: dict[str, str] = {}
    for key in sorted(ticked):
        group = conditions[key].group
        if group and group in chosen:
            text = f"Chỉ chọn một trường hợp của «{group}»."
            raise _wrong("condition", "only_one", text)
        chosen[group] = key


def _unknown(parameter: str, text: str) -> Problem:
    return _wrong(parameter, "unknown", text)


def _wrong(parameter: str, code: str, text: str) -> Problem:
    error = FieldError(pointer("query", parameter), code, text)
    return Problem("invalid_request", errors=[error])


def time_of(
    document: Document, channel: Document, choice: Choice, calendar: WorkingCalendar
) -> dict[str, Any]:
    """Return the time limits that apply, in the shape of `ChecklistTimeSerializer`.

    With a time of acceptance each has an end. A stage starts where the previous one ends.
    """
    relation = channel["time_relation"]
    rows: list[dict[str, Any]] = []
    start = choice.accepted_at
    for limit in _limits_that_apply(channel, choice.conditions):
        cutoff = document["same_day_cutoff"] and start is choice.accepted_at
        due, note = due_of(limit, start, calendar, same_day_cutoff=cutoff)
        words = {"text": limit["text"], "condition": limit["condition"]}
        rows.append({**words, **_day_and_moment(due), "note": note})
        if relation == TimeRelation.STAGES:
            start = _as_moment(due)
    one_end = rows and (relation == TimeRelation.STAGES or len(rows) == 1)
    return {
        "relation": relation,
        "relation_name": channel["time_relation_name"],
        "limits": rows,
        "due_on": rows[-1]["due_on"] if one_end else None,
    }


def _limits_that_apply(channel: Document, ticked: frozenset[str]) -> Sequence[Document]:
    """Return the limits of the ticked conditions, or all if none is ticked."""
    limits: Sequence[Document] = channel["time_limits"]
    if channel["time_relation"] != TimeRelation.ALTERNATIVES:
        return limits
    chosen = [x for x in limits if x["condition"] and _holds(x["condition"], ticked)]
    return chosen or limits


def due_of(
    limit: Document,
    start: datetime | None,
    calendar: WorkingCalendar,
    *,
    same_day_cutoff: bool,
) -> tuple[date | datetime | None, str]:
    """Return when `limit` ends if it starts at `start`; or None, with the reason if known."""
    if start is None or limit["value"] is None:
        return None, ""
    value, unit = whole_units(limit["value"], limit["unit"])
    try:
        return due_at(start, value, unit, calendar, same_day_cutoff=same_day_cutoff), ""
    except YearNotLoaded as error:
        return None, say(NO_TET, year=error.year)


def whole_units(value: float, unit: str) -> tuple[int, str]:
    """Return a time limit in whole units: half a working day is four working hours."""
    if value != int(value) and unit == TimeUnit.WORKING_DAY:
        return ceil(value * HOURS_A_DAY), TimeUnit.WORKING_HOUR
    return ceil(value), unit  # never earlier than the limit


def _day_and_moment(due: date | datetime | None) -> dict[str, str | None]:
    """Return the day in Vietnam and, for limits in hours, the moment in UTC."""
    if due is None:
        return {"due_on": None, "due_at": None}
    if isinstance(due, datetime):
        return {"due_on": due.astimezone(ZONE).date().isoformat(), "due_at": in_utc(due)}
    return {"due_on": due.isoformat(), "due_at": None}


def _as_moment(due: date | datetime | None) -> datetime | None:
    """Return the end of a stage as the start of the next, which counts from the following day."""
    if due is None or isinstance(due, datetime):
        return due
    return datetime.combine(due, AFTERNOON[1], ZONE)
