"""The citizen's numbers on their own page."""

from typing import Any

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part


def live_numbers(citizen: Citizen) -> object:
    """Return the citizen's live numbers, the next one first."""
    # Serializers and their models are loaded after the registry.
    from reception.api import showing
    from reception.api.serializers import QueueNumberSerializer

    rows = showing.own(citizen, live=True).order_by("day", "begins_at", "pk")[:MOST_ROWS]
    return QueueNumberSerializer(showing.shown(rows), many=True).data


def _field() -> Any:
    from reception.api.serializers import QueueNumberSerializer

    return QueueNumberSerializer(
        many=True, help_text="Lịch hẹn và số còn hiệu lực, ngày gần nhất đứng trước."
    )


OVERVIEW = Part("queue_numbers", live_numbers, _field)
