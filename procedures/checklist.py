"""The check list of one citizen's case: what to bring, what it costs, when the result is due.

Works on the published document, so it says exactly what the procedure's page says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from math import ceil
from typing import Any

from foundation.api.moments import in_utc
from foundation.api.problems import FieldError, Problem, pointer
from foundation.records.vietnamese import fold
from offices.calendar import AFTERNOON, ZONE, WorkingCalendar, YearNotLoaded, due_at
from procedures.choices import FeeStatus, Requirement, TimeRelation, TimeUnit
from procedures.texts import FREE, UNVERIFIED

Document = Mapping[str, Any]
HOURS_A_DAY = 8

FEE_REASONS = {
    FeeStatus.UNVERIFIED: "Mức thu chưa được đơn vị xác nhận; các số tiền dưới đây chỉ để tham "
    "khảo.",
    FeeStatus.CONFLICTING: "Các nguồn nêu mức thu khác nhau; các số tiền dưới đây chỉ để tham "
    "khảo.",
    FeeStatus.UNREGULATED: "Nguồn không nêu mức thu. Vui lòng hỏi nơi nộp hồ sơ.",
    FeeStatus.BY_CIRCULAR: "Mức thu theo Thông tư 48/2022/TT-BTC, chưa được đơn vị xác nhận.",
}


@dataclass(frozen=True)
class Choice:
    """What the citizen chose."""

    case: str = ""
    channel: str = ""
    conditions: frozenset[str] = frozenset()
    accepted_at: datetime | None = None


@dataclass
class Condition:
    """One condition to tick, with what depends on it."""

    text: str
    affects: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def condition_id(text: str) -> str:
    """Return the id of a condition.

    It stays the same as long as the words do, in every procedure.
    """
    return "c" + blake2b(fold(text).encode(), digest_size=4).hexdigest()


def conditions_of(
    document: Document, channel: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]
) -> dict[str, Condition]:
    """Return the conditions to tick, by id, in the order of the page.

    Documents, then fees, then time limits.
    """
    found: dict[str, Condition] = {}
    optional = [d for d in documents if d["requirement"] == Requirement.CONDITIONAL]
    rows = {
        "documents": optional,
        "fee": [] if document["fee"]["status"] == FeeStatus.FREE else channel["fees"],
    }
    if channel["time_relation"] == TimeRelation.ALTERNATIVES:
        rows["time"] = channel["time_limits"]
    for name, items in rows.items():
        for item in items:
            if item["condition"]:
                condition = found.setdefault(
                    condition_id(item["condition"]), Condition(item["condition"])
                )
                if name not in condition.affects:
                    condition.affects.append(name)
                if name == "documents":
                    condition.documents.append(item["name"])
    return found


def checklist(document: Document, choice: Choice, calendar: WorkingCalendar) -> dict[str, Any]:
    """Return the check list of `document` for `choice`.

    Raises Problem `invalid_request` naming a case, channel or condition that the procedure does not
    have.
    """
    case = _chosen_case(document, choice.case)
    channel = _chosen_channel(document, choice.channel)
    documents = [*document["documents"], *(case["documents"] if case else [])]
    conditions = conditions_of(document, channel, documents)
    _refuse_unknown(choice.conditions, conditions)
    ticked = choice.conditions
    return {
        "procedure": document["id"],
        "name": document["short_name"] or document["name"],
        "cases": [c["name"] for c in document["cases"]],
        "case": case["name"] if case else "",
        "channels": [{"code": c["kind"], "name": c["name"]} for c in document["channels"]],
        "channel": channel["kind"],
        "conditions": [
            {"id": key, **asdict(condition), "ticked": key in ticked}
            for key, condition in conditions.items()
        ],
        "documents": [
            d
            for d in documents
            if _holds(d["condition"], ticked) or d["requirement"] == Requirement.REQUIRED
        ],
        "where": document["implementing_agency"],
        "fee": fee_of(document, channel["fees"], ticked),
        "time": time_of(document, channel, choice, calendar),
        "as_of": document["trust"]["as_of"],
        "trust": document["trust"]["status"],
    }


def _holds(condition: str, ticked: frozenset[str]) -> bool:
    return not condition or condition_id(condition) in ticked


def _chosen_case(document: Document, name: str) -> Any:
    if not name:
        return None
    case = next((c for c in document["cases"] if fold(c["name"]) == fold(name)), None)
    return case or _refuse("case", "Thủ tục không có trường hợp này.")


def _chosen_channel(document: Document, kind: str) -> Any:
    channels = document["channels"]
    channel = next((c for c in channels if c["kind"] == kind), None) if kind else channels[0]
    return channel or _refuse("channel", "Thủ tục không nhận hồ sơ bằng cách thức này.")


def _refuse_unknown(ticked: frozenset[str], conditions: Mapping[str, Condition]) -> None:
    if unknown := sorted(ticked - conditions.keys()):
        _refuse(
            "condition",
            f"Thủ tục không có điều kiện {', '.join(unknown)} khi nộp bằng cách thức này.",
        )


def _refuse(parameter: str, text: str) -> Any:
    raise Problem(
        "invalid_request", errors=[FieldError(pointer("query", parameter), "unknown", text)]
    )


def fee_of(
    document: Document, fees: Sequence[Mapping[str, Any]], ticked: frozenset[str]
) -> dict[str, Any]:
    """Return what it costs in this case.

    An amount is `verified` only when the fee status says so.
    """
    status = document["fee"]["status"]
    if status == FeeStatus.FREE:
        return {"verified": True, "text": FREE, "reason": "", "amounts": []}
    always = [f for f in fees if not f["condition"]]
    chosen = [f for f in fees if f["condition"] and _holds(f["condition"], ticked)]
    amounts = [*always, *chosen] or list(fees)
    if not document["fee"]["final"]:
        return {
            "verified": False,
            "text": UNVERIFIED,
            "reason": FEE_REASONS[FeeStatus(status)],
            "amounts": amounts,
        }
    if not fees:  # confirmed, but for other channels
        return {
            "verified": False,
            "text": UNVERIFIED,
            "reason": FEE_REASONS[FeeStatus.UNREGULATED],
            "amounts": [],
        }
    if always or chosen or len(fees) == 1:
        return {
            "verified": True,
            "text": " + ".join(f["text"] for f in amounts),
            "reason": "",
            "amounts": amounts,
        }
    return {
        "verified": True,
        "text": document["fee"]["summary"],
        "reason": "Chọn điều kiện để biết đúng mức thu.",
        "amounts": amounts,
    }


def time_of(
    document: Document, channel: Mapping[str, Any], choice: Choice, calendar: WorkingCalendar
) -> dict[str, Any]:
    """Return the time limits that apply and, for a given time of acceptance, when each ends."""
    limits = channel["time_limits"]
    relation = channel["time_relation"]
    if relation == TimeRelation.ALTERNATIVES:
        limits = [
            t for t in limits if t["condition"] and _holds(t["condition"], choice.conditions)
        ] or limits
    rows: list[dict[str, Any]] = []
    start = choice.accepted_at
    for limit in limits:
        cutoff = document["same_day_cutoff"] and start is choice.accepted_at
        due, note = due_of(limit, start, calendar, same_day_cutoff=cutoff)
        rows.append(
            {
                "text": limit["text"],
                "condition": limit["condition"],
                **_day_and_moment(due),
                "note": note,
            }
        )
        if relation == TimeRelation.STAGES:
            start = _as_moment(due)
    last = rows[-1] if rows and (relation == TimeRelation.STAGES or len(rows) == 1) else None
    return {"relation": relation, "limits": rows, "due_on": last["due_on"] if last else None}


def due_of(
    limit: Mapping[str, Any],
    start: datetime | None,
    calendar: WorkingCalendar,
    *,
    same_day_cutoff: bool,
) -> tuple[date | datetime | None, str]:
    """Return when `limit` ends if it starts at `start`.

    And why that cannot be said if it cannot.
    """
    if start is None or limit["value"] is None:
        return None, ""
    value, unit = whole_units(limit["value"], limit["unit"])
    try:
        return due_at(start, value, unit, calendar, same_day_cutoff=same_day_cutoff), ""
    except YearNotLoaded as error:
        return None, str(error)


def whole_units(value: float, unit: str) -> tuple[int, str]:
    """Return a time limit in whole units.

    Half a working day is four of the eight hours that offices work.
    """
    if value != int(value) and unit == TimeUnit.WORKING_DAY:
        return ceil(value * HOURS_A_DAY), TimeUnit.WORKING_HOUR
    return ceil(value), unit  # never earlier than the limit says


def _day_and_moment(due: date | datetime | None) -> dict[str, str | None]:
    """Return the day in Vietnam, and for limits in hours also the moment, in UTC."""
    if due is None:
        return {"due_on": None, "due_at": None}
    if isinstance(due, datetime):
        return {"due_on": due.astimezone(ZONE).date().isoformat(), "due_at": in_utc(due)}
    return {"due_on": due.isoformat(), "due_at": None}


def _as_moment(due: date | datetime | None) -> datetime | None:
    """Return the end of a stage as the start of the next, which counts from the following day."""
    return (
        datetime.combine(due, AFTERNOON[1], ZONE)
        if due is not None and not isinstance(due, datetime)
        else due
    )
