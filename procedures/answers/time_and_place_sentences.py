"""The sentences of when and where: how long it takes, the offices and their hours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from procedures.answers.asking import Asking
from procedures.answers.cases import Document, case_name
from procedures.answers.points import Said, Sentence
from procedures.api.checklist import due_of
from procedures.api.where_to_go import where_to_go
from procedures.choices import ChannelKind, TimeRelation
from procedures.translations.sentences import say_day

DUE = "Ngày hẹn trả, nếu hồ sơ được tiếp nhận vào lúc đó"
HOURS_UNKNOWN = "Chưa có giờ tiếp dân trong dữ liệu; ông/bà hỏi nơi nộp hồ sơ trước khi đi."
TIMES_UNKNOWN = "Chưa biết giờ; ông/bà hỏi trước khi đi."
_RECEIVED = re.compile(r"Nhận \d+ giờ mỗi ngày")


def say_time(document: Document, asking: Asking) -> Said:
    """Say how long it takes, and the day when it is due."""
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


def say_where(document: Document, asking: Asking) -> Said:
    """Say which offices receive it."""
    channel = asking.case.channel_of(document)
    there = where_to_go(document, channel["kind"], asking.directory, asking.whence)
    offices = [one for one in there["offices"] if one["receives"] != "no"]
    said = [Sentence(document["implementing_agency"])]
    for one in offices[:3]:
        phones = [p["openPhone"]["phoneNumber"] for p in one["contact"]["phones"]]
        parts = [one["name"], one["address"], *phones[:1]]
        said.append(Sentence(" – ".join(filter(None, parts)), doubt=one["reason"]))
    return Said(tuple(said), note=there["offices_note"])


def say_hours(document: Document, asking: Asking) -> Said:
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
    where = say_where(document, asking)
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
