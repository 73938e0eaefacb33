"""The citizen's numbers on their own page."""

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part
from foundation.api.answers import all_shown
from reception.api import showing
from reception.api.serializers import QueueNumberSerializer
from reception.personal_data import ROWS


def live_numbers(citizen: Citizen) -> object:
    """Return the citizen's live numbers, the next one first."""
    rows = showing.own(citizen, live=True).order_by("day", "begins_at", "pk")[:MOST_ROWS]
    return all_shown(QueueNumberSerializer, showing.shown(rows))


OVERVIEW = Part(
    "queue_numbers",
    live_numbers,
    lambda: QueueNumberSerializer(
        many=True, help_text="Lịch hẹn và số còn hiệu lực, ngày gần nhất đứng trước."
    ),
    ROWS,
)
