"""All work of somebody who is away goes to a stand-in in one act, and comes back when they are.

Each row is given by the act of its own room, which checks rights and writes its history. One that
is refused stays where it is and is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import structlog
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.desk.bulk import refusal
from offices.colleagues import colleagues
from offices.held_work import HeldWork, registered
from offices.models import StandIn
from offices.tree import offices_below

log = structlog.get_logger("offices.handing_over")

MOST = 500  # rows of one kind in one act
HAND_OVER = "offices.add_standin"


@dataclass
class Outcome:
    """What was given, by page, and what was refused, in words."""

    moved: dict[str, list[Any]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        nouns = {work.page: work.noun for work in registered()}
        said = [f"{len(keys)} {nouns[page]}" for page, keys in self.moved.items() if keys]
        return ", ".join(said) or "không có việc nào"


def may_decide_about(officer: User, by: User) -> bool:
    """Return True if `by` leads an office in which `officer` has a post."""
    below = offices_below(by)
    return by.has_perm(HAND_OVER) and officer.posts.filter(office__among=below).exists()


def fault_of(row: StandIn) -> str:
    """Return why a stand-in cannot stand in, "" if they can.

    Locks both accounts, so that the answer holds until the transaction ends: of two leaders at
    once the second learns what the first decided.
    """
    both = User.objects.filter(pk__in=[row.officer_id, row.stand_in_id])
    list(both.select_for_update(of=("self",), no_key=True).order_by("pk"))
    away = StandIn.objects.away_on(row.first_day)
    if row.officer_id == row.stand_in_id:
        return "Người thay phải là người khác."
    if other := away.filter(officer=row.stand_in_id).first():
        return f"Người thay cũng đang vắng: {other.in_words}."
    if away.filter(officer=row.officer_id).exists():
        return "Việc của cán bộ này đã được bàn giao; hãy trả lại trước."
    return ""


def hand_over(row: StandIn, by: User) -> Outcome:
    """Give everything that an officer holds to the stand-in, and keep that they are away.

    Raises PermissionDenied. `fault_of` says what else forbids it.
    """
    if not (may_decide_about(row.officer, by) and may_decide_about(row.stand_in, by)):
        raise PermissionDenied
    outcome = _give_all(row.officer, row.stand_in, by)
    row.by, row.moved = by, outcome.moved
    if row.last_day is None:  # for good: they are not away, and nothing comes back
        row.ended_at = row.at
    row.save()
    return outcome


def end(row: StandIn, by: User) -> Outcome:
    """Give back what the stand-in still holds of it, once. Stands in a transaction."""
    outcome = Outcome()
    if StandIn.objects.select_for_update().get(pk=row.pk).ended_at:
        return outcome
    for work in registered():
        keys = row.moved.get(work.page, [])
        held = work.held_by([row.stand_in_id]).filter(pk__in=keys)
        outcome.moved[work.page] = list(_give(work, held, by, row.officer, outcome))
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    return outcome


def _give_all(officer: User, to: User, by: User) -> Outcome:
    outcome = Outcome()
    for work in registered():
        held = work.held_by([officer.pk])
        outcome.moved[work.page] = list(_give(work, held[:MOST], by, to, outcome))
        if (more := held.count()) and len(outcome.moved[work.page]) == MOST:
            outcome.refused.append(f"Còn {more} {work.noun}: hãy bàn giao tiếp lần nữa.")
    return outcome


def _give(work: HeldWork, rows: Any, by: User, to: User, outcome: Outcome) -> Iterator[Any]:
    for row in list(rows):
        try:
            with transaction.atomic():
                work.assign(row, by, to)
        except (Problem, ValidationError, PermissionDenied) as error:
            outcome.refused.append(f"{row}: {refusal(error)}")
        else:
            yield row.pk


def end_all_over(today: date) -> int:
    """Give back the work of all who are back today; return how many there were."""
    over = StandIn.objects.filter(ended_at__isnull=True, last_day__lt=today)
    rows = list(over.select_related("officer", "stand_in", "by"))
    for row in rows:
        with transaction.atomic():
            outcome = end(row, row.by)
        if outcome.refused:  # whoever decided may have lost the right; the stand-in keeps it
            log.warning("stand_in_keeps_work", stand_in=row.pk, rows=len(outcome.refused))
    return len(rows)


def candidates(by: User) -> list[Any]:
    """Return the posts of officers whose work `by` may give to others."""
    found: dict[int, Any] = {}
    for work in registered():
        for one in colleagues(work.permission, offices_below(by)):
            found.setdefault(one.user, one)
    return sorted(found.values(), key=lambda one: one.name)
