"""How many reports one sender may send on one day, anonymous or not.

Forty a day of one citizen are ordinary work for who films traffic; only a flood is stopped. Behind
one address of a mobile carrier are thousands of phones, so that its bound is much higher.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.records import counters
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn
from offices.calendar import ZONE
from reports.models import SendingDay


@dataclass(frozen=True)
class Allowance:
    """What one sender may send on one day."""

    mark: str
    day: date
    most: int

    def require(self) -> None:
        """Raise Problem `reports_too_many` if it is used up; others of the sender wait meanwhile.

        Call it in the transaction that ends with `use`.
        """
        take_turn(self.mark)
        found = SendingDay.objects.filter(mark=self.mark, day=self.day)
        if sum(found.values_list("sent", flat=True)) >= self.most:
            raise Problem("reports_too_many")

    def use(self) -> None:
        """Count one more. Call it last in the transaction."""
        counters.add(SendingDay, SendingDay.KEYS, {(self.mark, self.day): {"sent": 1}})


def allowance_of(citizen: Citizen | None, address: str, now: datetime) -> Allowance:
    """Return the allowance of a citizen or, without a session, of an address."""
    day = now.astimezone(ZONE).date()
    if citizen:
        return Allowance(_mark(f"citizen:{citizen.pk}", day), day, settings.REPORTS_PER_DAY)
    most = settings.REPORTS_PER_DAY_OF_ADDRESS
    return Allowance(_mark(f"address:{address}", day), day, most)


def _mark(who: str, day: date) -> str:
    return keyed_hash("report-sender-of-day", f"{day.isoformat()}\0{who}")
