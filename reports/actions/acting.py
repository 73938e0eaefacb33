"""The sender of a report, as their acts know them: they stay until the act ends.

Sixty reports a day of one citizen are ordinary work for who films traffic; only a flood is stopped.
Behind one address of a mobile carrier are thousands of phones, so its bound is much higher. They
are counted outside the database (`foundation.counting.days`): nothing that is written with a report
leads to its sender or to an address, whoever has which key.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from citizens.locking import stay_without_lock
from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.counting import days
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


@dataclass(frozen=True)
class Allowance:
    """What one sender may send on one day."""

    who: str = field(repr=False)
    most: int

    def use(self) -> None:
        """Count one more. Raises Problem `reports_too_many` if that is too many."""
        if days.count("reports", self.who) > self.most:
            raise Problem("reports_too_many")


def allowance_of(citizen: Citizen | None, address: str) -> Allowance:
    """Return the allowance of a citizen or, without a session, of an address."""
    if citizen:
        return Allowance(f"citizen:{citizen.pk}", settings.REPORTS_PER_DAY)
    return Allowance(f"address:{address}", settings.REPORTS_PER_DAY_OF_ADDRESS)
