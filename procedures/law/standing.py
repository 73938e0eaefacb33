"""Whether a procedure holds on a day: closed by an act, or written before an act that began. Pure.

A text is never shown as in force while it is older than an act that it cites or that touches it.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from datetime import date
from typing import Any, NamedTuple

from procedures.choices import Trust
from procedures.fees.fee_and_time_texts import describe_trust, name_trust
from procedures.models import Procedure
from procedures.translations.sentences import say, say_day, say_own

CLOSED = "Đã bãi bỏ hoặc tạm dừng"
CLOSED_FOR_GOOD = "Không còn nhận hồ sơ từ {day}."
CLOSED_UNTIL = "Tạm dừng từ {day} đến hết {last}."
CLOSED_LATER = "Sẽ dừng từ {day}."
NOT_TAKEN = "Thủ tục không nhận hồ sơ nộp ngày {day}. {why}"
CHANGED = "Quy định vừa thay đổi ngày {day}; đang cập nhật."


class Act(NamedTuple):
    """An act that changes a procedure, and the ISO day from which it holds."""

    begins: str
    number: str


def overtaken_by(as_of: str, acts: Iterable[Act], day: date) -> Act | None:
    """Return the newest of `acts` that began after `as_of`, up to `day`: the text is from before.

    This is the one rule of «in force»; checks, work lists and answers to citizens ask it.
    """
    return max((act for act in acts if as_of < act.begins <= day.isoformat()), default=None)


def cited_acts(legal_basis: Iterable[Mapping[str, Any]]) -> list[Act]:
    """Return the acts that an entry or a document cites, by the day of issue."""
    return [
        Act(str(row["issued_date"]), row["number"]) for row in legal_basis if row.get("issued_date")
    ]


def closure_of(procedure: Procedure) -> dict[str, Any] | None:
    """Return when `procedure` is closed, in the shape of `ProcedureClosureSerializer`."""
    if procedure.closed_from is None:
        return None
    last = procedure.closed_to
    return {
        "closed_from": procedure.closed_from.isoformat(),
        "closed_to": last.isoformat() if last else None,
        "note": procedure.closed_note,
        "in_force": False,
        "text": "",
    }


def holds_on(closure: Mapping[str, Any], day: date) -> bool:
    """Return True if a closure, in the shape of `closure_of`, holds on `day`."""
    last = closure["closed_to"] or date.max.isoformat()
    return bool(closure["closed_from"] <= day.isoformat() <= last)


def say_refused(closure: Mapping[str, Any] | None, day: date) -> str:
    """Return why a dossier that was submitted on `day` is not taken; empty if it is."""
    if closure is None or not holds_on(closure, day):
        return ""
    closed = {**closure, "in_force": True}
    return NOT_TAKEN.format(day=f"{day:%d/%m/%Y}", why=_say_closure(closed))


def is_closed(document: Mapping[str, Any]) -> bool:
    """Return True if the procedure takes no dossiers on the day of `document`."""
    closure = document.get("closure")
    return bool(closure and closure["in_force"])


def put_standing(
    document: MutableMapping[str, Any], written: str, touching: Iterable[Act], day: date
) -> None:
    """Write into a published document whether it holds on `day`.

    `written` is the certainty that officers gave it, `touching` are acts of the law calendar.
    """
    trust, closure = document["trust"], document.setdefault("closure", None)
    document.setdefault("receiving_field", "")
    acts = [*cited_acts(document["legal_basis"]), *touching]
    act = overtaken_by(trust["as_of"], acts, day)
    trust["changed_on"] = act.begins if act else None
    trust["status"] = Trust.AMENDED.value if act and written == Trust.CURRENT else written
    if closure:
        closure["in_force"] = holds_on(closure, day)
    if is_closed(document):
        trust["status"] = Trust.NOT_APPLICABLE.value
        trust["changed_on"] = None
    say_standing(document)


def say_standing(document: MutableMapping[str, Any]) -> None:
    """Write the sentences of `put_standing`, in the language of the answer."""
    trust, closure = document["trust"], document["closure"]
    changed = trust["changed_on"]
    trust["changed"] = say(CHANGED, day=say_day(changed)) if changed else ""
    trust["status_name"] = say(describe_trust(trust["status"]))
    if closure:
        closure["text"] = _say_closure(closure)
    if is_closed(document):
        trust["status_name"] = say(CLOSED)


def _say_closure(closure: Mapping[str, Any]) -> str:
    return f"{_say_when(closure)} {say_own('closed_note', closure['note'])}"


def _say_when(closure: Mapping[str, Any]) -> str:
    first, last = closure["closed_from"], closure["closed_to"]
    if last:
        return say(CLOSED_UNTIL, day=say_day(first), last=say_day(last))
    return say(CLOSED_FOR_GOOD if closure["in_force"] else CLOSED_LATER, day=say_day(first))


def put_on_card(card: MutableMapping[str, Any], document: Mapping[str, Any]) -> None:
    """Write into a card whether the procedure of `document` holds; a closed one costs nothing."""
    card["trust"] = document["trust"]["status"]
    card["trust_name"] = say(name_trust(card["trust"]))
    if is_closed(document):
        card.update(trust_name=say(CLOSED), fee="", time="")
