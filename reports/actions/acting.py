"""The sender of a report, as their acts know them: they stay until the act ends."""

from dataclasses import dataclass, field
from uuid import UUID

from citizens.locking import stay_without_lock
from citizens.models import Citizen
from reports.actions.moving import lock_report
from reports.models import Report
from reports.querysets import citizen_hash


@dataclass(frozen=True)
class Sender:
    """Who acts: a citizen with a session, or None; and the marks of their uploaded files."""

    citizen: Citizen | None
    holders: frozenset[str] = field(default=frozenset(), repr=False)

    def stay(self) -> None:
        """Let nobody erase the citizen meanwhile, if there is one. Raises `session_ended`."""
        if self.citizen:
            stay_without_lock(self.citizen.pk, citizen_hash(self.citizen))

    def lock_with(self, report: Report) -> Report:
        """Lock the report and return it as it is now; the citizen stays meanwhile."""
        self.stay()
        return lock_report(report)


@dataclass(frozen=True)
class Said:
    """Words of the sender, and the ids of files that go with them."""

    text: str = field(repr=False)
    evidence: tuple[UUID, ...] = ()
