"""How many reports one sender may send on one day.

Sixty a day of one citizen are ordinary work for who films traffic; only a flood is stopped. Behind
one address of a mobile carrier are thousands of phones, so that its bound is much higher. Who sends
without a name is counted by address, whoever is logged in.

They are counted outside the database (`foundation.counting.days`): nothing that is written with a
report leads to its sender or to an address, whoever has which key.
"""

from dataclasses import dataclass, field

from django.conf import settings

from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.counting import days


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
