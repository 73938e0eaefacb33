"""A part of a whole, and its percentage."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The percentage with one decimal; None if the whole is zero.

        >>> Share(2, 3).percent, Share(0, 0).percent
        (66.7, None)
        """
        return round(100 * self.part / self.whole, 1) if self.whole else None
