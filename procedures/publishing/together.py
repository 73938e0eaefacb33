"""Publish the procedures of an act or form, each if it has no other unpublished changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from foundation.publishing.models import bump_revision
from procedures import actions
from procedures.drafts.draft_format import draft_of
from procedures.models import Procedure
from procedures.validators import publishing_problems


@dataclass
class Outcome:
    """Which procedures were published, and which must be published one by one."""

    published: list[Procedure] = field(default_factory=list)
    left: list[Procedure] = field(default_factory=list)


def publish_each(
    procedures: Iterable[Procedure],
    is_clean: Callable[[Procedure], bool],
    by: User | None,
    reason: str,
) -> Outcome:
    """Publish those of `procedures` again that have no other unpublished changes.

    `is_clean` checks one, whose parts are prefetched. Call it inside a transaction.
    """
    outcome = Outcome()
    for procedure in procedures:
        if not is_clean(procedure) or publishing_problems(draft_of(procedure)):
            outcome.left.append(procedure)
            continue
        actions.publish(procedure.pk, by, reason, moves_revision=False)
        outcome.published.append(procedure)
    if outcome.published:
        bump_revision(actions.REVISION)
    return outcome
