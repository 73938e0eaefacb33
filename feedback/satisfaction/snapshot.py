"""The published figures in the memory of each process, until the next month is published."""

from dataclasses import dataclass, field
from datetime import date

from feedback.models import Questionnaire
from feedback.satisfaction import scores
from feedback.satisfaction.publishing import REVISION
from foundation.publishing.conditional import Memory
from foundation.publishing.snapshots import Snapshot


@dataclass(frozen=True)
class Held:
    """The newest month, the names of aspects in their order, and remembered answers."""

    revision: int
    newest: date | None
    labels: dict[str, str]
    memory: Memory = field(default_factory=Memory)


def build(revision: int, _previous: Held | None) -> Held:
    """Read the data for answers besides the figures.

    A newer questionnaire's name of an aspect wins.
    """
    labels = {
        aspect["key"]: aspect["label"]
        for one in Questionnaire.objects.order_by("number")
        for aspect in one.aspects
    }
    return Held(revision, scores.newest_month(), labels)


held: Snapshot[Held] = Snapshot(REVISION, build)
