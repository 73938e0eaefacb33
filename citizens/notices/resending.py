"""Messages that could not be sent: what officers see of them, and sending them again."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from citizens.models import Delivery, Notice
from citizens.models.delivery import State, Why
from citizens.notices.events import confidential_names
from citizens.notices.holding import hold_addressee

log = structlog.get_logger("police_portal.notices")


def without_confidential(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return the deliveries without those of confidential events.

    Together, their times and recipients would name a rater.
    """
    named = deliveries.filter(notice__citizen__isnull=False)
    return named.exclude(notice__event__in=confidential_names())


def _failed() -> QuerySet[Delivery]:
    """Return the deliveries that failed and that no later one followed, newest first.

    A later one that was not sent at all changes nothing: the citizen was still not told.
    """
    later = Delivery.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk")).exclude(
        state=State.SKIPPED
    )
    return Delivery.objects.unsuccessful().filter(~Exists(later))


def failures() -> QuerySet[Delivery]:
    """Return the deliveries that officers may see and send again, newest first."""
    return without_confidential(_failed())


def failed_with(error_number: int, since: datetime) -> QuerySet[Delivery]:
    """Return what failed since a moment with this number of Zalo's.

    Those of confidential events are among them: count them, show nobody whose they are.
    """
    return _failed().filter(error_number=error_number, finished_at__gte=since)


def set_aside(since: datetime) -> dict[int | None, int]:
    """Return how many messages failed since a moment by a number that nobody knew, by number."""
    unknown = _failed().filter(why=Why.UNKNOWN, finished_at__gte=since).order_by()
    return dict(unknown.values_list("error_number").annotate(Count("pk")))


def resend(delivery: Delivery) -> Delivery | None:
    """Queue a failed message anew, starting with the first channel.

    Returns None if it did not fail, if a later delivery followed it, or if the citizen is erased.
    """
    return _queue_anew(delivery, failures())


def resend_all(error_number: int, since: datetime) -> int:
    """Queue anew what failed since a moment with this number, and return how many those were."""
    chosen = list(failed_with(error_number, since))
    return sum(_queue_anew(delivery, _failed()) is not None for delivery in chosen)


@transaction.atomic
def _queue_anew(delivery: Delivery, allowed: QuerySet[Delivery]) -> Delivery | None:
    hold_addressee(delivery.notice)
    notice = Notice.objects.select_for_update().filter(pk=delivery.notice_id).first()
    if notice is None or not allowed.filter(pk=delivery.pk).exists():
        return None
    log.info("notice_resent", delivery=delivery.pk)
    return Delivery.objects.create(notice=notice)
