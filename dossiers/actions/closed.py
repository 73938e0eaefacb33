"""No dossier is taken for a procedure that the law has closed, by whatever door it comes.

The day of submission decides: what was submitted before goes on (and an import of old dossiers
works), what is declined or withdrawn was never taken.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dossiers.due.clock import local_day
from dossiers.workflow import Refusal, Status
from procedures.law.standing import say_refused
from procedures.publishing.lookup import published_closure

NEVER_TAKEN = frozenset({Status.DECLINED, Status.WITHDRAWN})
ReadClosure = Callable[[str], Mapping[str, Any] | None]


def refused_as_closed(
    procedure_id: str,
    submitted_at: datetime,
    target: Status = Status.SUBMITTED,
    read: ReadClosure = published_closure,
) -> list[Refusal]:
    """Return why a dossier that comes to `target` is not taken; empty if it is."""
    if target in NEVER_TAKEN:
        return []
    text = say_refused(read(procedure_id), local_day(submitted_at))
    return [Refusal("procedure_closed", text, "procedure")] if text else []
