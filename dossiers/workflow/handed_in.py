"""What was handed in at the counter, as an event keeps it and a receipt proves it. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices


class Collected(TextChoices):
    """How the result comes back to the applicant."""

    OFFICE = "office", "Tại nơi nộp hồ sơ"
    POST = "post", "Qua bưu chính công ích"
    ONLINE = "online", "Bản điện tử"


@dataclass(frozen=True)
class PaperIn:
    """A paper, and how many originals and copies of it were handed in."""

    name: str
    originals: int
    copies: int


@dataclass(frozen=True)
class HandedIn:
    """What was handed in; `complete` says that an officer checked it, `paid` is in đồng."""

    papers: tuple[PaperIn, ...] = ()
    complete: bool = False
    paid: int | None = None
    collected: Collected = Collected.OFFICE

    def as_details(self) -> dict[str, Any]:
        """Return it as a part of an event's details; nothing in it is personal."""
        return {"handed_in": {**asdict(self), "papers": [asdict(paper) for paper in self.papers]}}

    @classmethod
    def of_details(cls, details: Mapping[str, Any]) -> "HandedIn | None":
        """Return what an event's details say was handed in; None if nobody noted it."""
        held = details.get("handed_in")
        if not held:
            return None
        papers = tuple(PaperIn(**paper) for paper in held["papers"])
        return cls(papers, held["complete"], held["paid"], Collected(held["collected"]))
