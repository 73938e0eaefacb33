"""Sums of fees. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice, product

from procedures.fees.in_force import Row

# Three groups of six; no procedure has more than one group.
MAX_BILLS = 216


@dataclass(frozen=True, slots=True)
class Sum:
    """The total of several rows: from `low` to `high`, in one currency.

    `unit` is empty if the rows have different units.
    """

    low: Decimal
    high: Decimal
    currency: str
    unit: str


def add_up(rows: Sequence[Row]) -> Sum | None:
    """Return the total of `rows`, or None if they cannot be added.

    They cannot if there are no rows, an amount is unknown, or currencies differ.
    """
    if not rows or any(row["amount"] is None for row in rows):
        return None
    paid = [row for row in rows if row["amount"] or row["amount_to"]] or rows
    if len({row["currency"] for row in paid}) > 1:
        return None
    units = {row["unit"] for row in paid}
    return Sum(
        sum((_low(row) for row in paid), Decimal(0)),
        sum((_high(row) for row in paid), Decimal(0)),
        paid[0]["currency"],
        units.pop() if len(units) == 1 else "",
    )


def _low(row: Row) -> Decimal:
    return Decimal(str(row["amount"]))


def _high(row: Row) -> Decimal:
    return _low(row) if row["amount_to"] is None else Decimal(str(row["amount_to"]))


def options_of(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of groups, by group and option."""
    groups: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        if row["group"]:
            groups.setdefault(row["group"], {}).setdefault(row["condition"], []).append(row)
    return groups


def always_paid(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that everybody pays."""
    return [row for row in rows if not row["group"] and not row["condition"]]


def ticked_alone(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that apply if their condition does, independent of other choices."""
    return [row for row in rows if not row["group"] and row["condition"]]


def possible_bills(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the bills that are possible in one channel, each a list of rows."""
    always = always_paid(rows)
    groups = [list(options.values()) for options in options_of(rows).values()]
    if not groups:
        return [always] if always else [[row] for row in ticked_alone(rows)]
    choices = islice(product(*groups), MAX_BILLS)
    return [[*always, *chain.from_iterable(chosen)] for chosen in choices]
