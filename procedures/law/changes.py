"""The law calendar: which acts touch which procedures, and what is left to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from foundation.desk.remembering import remembered
from procedures.choices import State
from procedures.law.standing import Act, cited_acts, overtaken_by
from procedures.models import LawChange, LegalBasis, Procedure

QUARTER_DAYS = 92
_COLUMNS = ("day", "moment", "act", "dealt_on")
# The columns of the calendar beside a procedure, as `of_procedure` names them.
PLAIN = tuple(f"law_{name}" for name in _COLUMNS)


def of_procedure() -> dict[str, F]:
    """Return the columns of the calendar, for rows that have a `procedure`."""
    return {f"law_{name}": F(f"procedure__law_changes__{name}") for name in _COLUMNS}


def acts_by_procedure(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Act, ...]]:
    """Return the acts that touch each procedure; `rows` have its id and the columns `PLAIN`.

    What was prepared before its day touches nothing: fees with dates change by themselves.
    """
    found: dict[str, set[Act]] = defaultdict(set)
    for key, day, moment, number, dealt_on in rows:
        change = LawChange(day=day, moment=moment or "", act=number or "", dealt_on=dealt_on)
        if (begins := change.begins) and not change.is_prepared:
            found[key].add(Act(begins.isoformat(), change.act))
    return {key: tuple(sorted(acts)) for key, acts in found.items()}


def acts_in_file(calendar: Mapping[str, Any]) -> dict[str, tuple[Act, ...]]:
    """Return the acts that touch each procedure by a file of the calendar, prepared ones too."""
    return acts_by_procedure(
        (key, row.get("day") and date.fromisoformat(row["day"]), row["moment"], row["act"], None)
        for row in calendar.get("law_changes", ())
        for key in row.get("procedures", ())
    )


def overtaken(day: date) -> dict[str, Act]:
    """Return the procedures that an act overtook up to `day`, each with that act.

    Two queries, also for a page on which a card and a watch ask.
    """
    return remembered(("overtaken", day), lambda: _read_overtaken(day))


def _read_overtaken(day: date) -> dict[str, Act]:
    standing = Procedure.objects.exclude(state=State.WITHDRAWN).order_by("pk")
    columns = (f"law_changes__{name}" for name in _COLUMNS)
    rows = list(standing.values_list("pk", "as_of", *columns))
    acts = {
        key: list(some) for key, some in acts_by_procedure((r[0], *r[2:]) for r in rows).items()
    }
    late = LegalBasis.objects.filter(issued_date__gt=F("procedure__as_of")).order_by("pk")
    for key, number, issued in late.values_list("procedure", "number", "issued_date"):
        acts.setdefault(key, []).extend(cited_acts([{"number": number, "issued_date": issued}]))
    found = {
        key: overtaken_by(as_of.isoformat(), acts.get(key, ()), day) for key, as_of, *_ in rows
    }
    return {key: act for key, act in found.items() if act}


def unfinished() -> QuerySet[LawChange]:
    """Return the rows that are not dealt with, the earliest first; those without a day last."""
    return LawChange.objects.filter(dealt_on=None)
