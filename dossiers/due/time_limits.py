"""Which time limits the procedure had when a dossier was accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from dossiers.workflow import Limit
from procedures.api.checklist import whole_units
from procedures.choices import State, TimeRelation
from procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True)
class Choice:
    """A limit that the procedure names, with its words."""

    limit: Limit
    text: str


def version_at(procedure_id: str, moment: datetime) -> ProcedureVersion | None:
    """Return the publication that held at `moment`, or the first one if `moment` is earlier."""
    published = ProcedureVersion.objects.filter(procedure=procedure_id, state=State.PUBLISHED)
    found: ProcedureVersion | None = (
        published.filter(published_at__lte=moment).order_by("-number").first()
    )
    return found or published.order_by("number").first()


def choices_of(version: ProcedureVersion | None, channel: str) -> list[Choice]:
    """Return the limits of a dossier filed by `channel`; several if a condition decides."""
    if version is None:
        return []
    document = orjson.loads(version.document)
    found = next((entry for entry in document["channels"] if entry["kind"] == channel), None)
    return _choices(found, cutoff=document["same_day_cutoff"]) if found else []


def _choices(channel: Mapping[str, Any], *, cutoff: bool) -> list[Choice]:
    rows = [row for row in channel["time_limits"] if row["value"] is not None and row["unit"]]
    whole = [whole_units(row["value"], row["unit"]) for row in rows]
    if channel["time_relation"] == TimeRelation.STAGES:
        units = {unit for _value, unit in whole}
        if len(units) != 1:  # different units have no sum: the officer gives the limit
            return []
        text = " + ".join(row["text"] for row in rows)
        return [Choice(Limit(sum(value for value, _unit in whole), units.pop(), cutoff), text)]
    texts = [
        f"{row['text']} – {row['condition']}" if row["condition"] else row["text"] for row in rows
    ]
    named = {
        Choice(Limit(value, unit, cutoff), text): None
        for (value, unit), text in zip(whole, texts, strict=True)
    }
    return list(named)


def only_limit(version: ProcedureVersion | None, channel: str) -> Limit | None:
    """Return the limit if the procedure leaves no choice."""
    limits = {choice.limit for choice in choices_of(version, channel)}
    return limits.pop() if len(limits) == 1 else None
