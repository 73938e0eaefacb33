"""Messages that could not be sent: what officers see of them, and sending them again."""

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from citizens.models import Delivery, Notice
from citizens.notices.events import confidential_names

log = structlog.get_logger("police_portal.notices")


def without_confidential(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return the deliveries without those of confidential events.

    Together, their times and recipients would name a rater.
    """
    return deliveries.exclude(notice__event__in=confidential_names())


def failures() -> QuerySet[Delivery]:
    """Return the deliveries that officers may send again, newest first.

    These are the ones that failed and that no later delivery followed.
    """
    later = Delivery.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
    return without_confidential(Delivery.objects.unsuccessful().filter(~Exists(later)))


@transaction.atomic
def resend(delivery: Delivery) -> Delivery | None:
    """Queue a failed message anew, starting with the first channel.

    Returns None if it did not fail, or if a later delivery followed it.
    """
    notice = Notice.objects.select_for_update().get(pk=delivery.notice_id)
    if not failures().filter(pk=delivery.pk).exists():
        return None
    log.info("notice_resent", delivery=delivery.pk)
    return Delivery.objects.create(notice=notice)
