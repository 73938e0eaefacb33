"""The sender of a report, as their acts know them: locked before the report, like everywhere."""

from dataclasses import dataclass, field
from uuid import UUID

from citizens.locking import lock_citizen
from citizens.models import Citizen
from reports.actions.moving import lock_report
from reports.models import Report


@dataclass(frozen=True)
class Sender:
    """Who acts: a citizen with a session, or None; and the marks of their uploaded files."""

    citizen: Citizen | None
    holders: frozenset[str] = field(default=frozenset(), repr=False)

    def lock(self) -> None:
        """Lock the citizen, if there is one. Raises Problem `session_ended`."""
        if self.citizen:
            lock_citizen(self.citizen.pk)

    def lock_with(self, report: Report) -> Report:
        """Lock the citizen, then the report, and return it as it is now."""
        self.lock()
        return lock_report(report)


@dataclass(frozen=True)
class Said:
    """Words of the sender, and the ids of files that go with them."""

    text: str = field(repr=False)
    evidence: tuple[UUID, ...] = ()
