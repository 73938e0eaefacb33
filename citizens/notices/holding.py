"""Keeps erasing away from the notices of a citizen until the transaction ends."""

from citizens.locking import hold_citizens
from citizens.models import Notice
from citizens.notices.addressees import turn_of
from foundation.records.turns import take_turn


def hold_addressee(notice: Notice) -> None:
    """Hold the citizen of a notice; of a confidential one no row is locked, which would name them.

    Call it before the notice or its deliveries are locked, as erasing does.
    """
    if notice.is_confidential:
        take_turn(turn_of(notice.person))
    else:
        hold_citizens([notice.person])
