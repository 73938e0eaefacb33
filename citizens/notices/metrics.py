"""What operators measure of notices and webhooks: ages and numbers, nothing of a person."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.utils import timezone

from citizens.models import Delivery, WebhookEvent
from citizens.models.delivery import State as DeliveryState
from citizens.notices import alarms
from foundation.metrics.states import Reading, State


def _age(since: datetime | None) -> float:
    return (timezone.now() - since).total_seconds() if since else 0.0


def outbox_age() -> Iterator[Reading]:
    """Yield for how many seconds the oldest message that is due has been due."""
    oldest = Delivery.objects.due(timezone.now()).aggregate(Min("next_try_at"))["next_try_at__min"]
    yield (), _age(oldest)


def outbox_waiting() -> Iterator[Reading]:
    """Yield how many messages are not sent yet."""
    waiting = Delivery.objects.filter(state__in=(DeliveryState.WAITING, DeliveryState.CLAIMED))
    yield (), waiting.aggregate(Count("pk"))["pk__count"]


def webhook_age() -> Iterator[Reading]:
    """Yield the age in seconds of the oldest event that waits; set aside ones are not counted."""
    waiting = WebhookEvent.objects.filter(processed_at__isnull=True, unknown_account="")
    yield (), _age(waiting.aggregate(Min("received_at"))["received_at__min"])


def notice_alarms() -> Iterator[Reading]:
    """Yield how many things of notices and webhooks an operator must look at."""
    yield (), len(alarms.warnings(timezone.now()))


STATES = (
    State("outbox_age_seconds", "How long the oldest message has been due.", outbox_age),
    State("outbox_waiting", "Messages not sent yet.", outbox_waiting),
    State("webhook_age_seconds", "Age of the oldest event not acted upon.", webhook_age),
    State("notice_alarms", "What every page of the admin warns of.", notice_alarms),
)
