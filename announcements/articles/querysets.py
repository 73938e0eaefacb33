"""Which articles are due, held, or stand still."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from foundation.records.lease_ends import is_over
from official_accounts.models import Feature, FeatureStop, OfficialAccount

LEASE = timedelta(seconds=120)


class ArticleQuerySet(models.QuerySet[Any]):  # the model imports this module
    """Articles by what is still to be done."""

    def unsettled(self) -> Self:
        """Return those that are not yet as they have to be."""
        return self.filter(settled__lt=F("revision"))

    def due(self, now: datetime) -> Self:
        """Return articles that a worker may claim now, urgent or not.

        Those of an account that stands still, or that hangs for another worker, wait.
        """
        stops = FeatureStop.objects.in_force(now).values("account")
        no_new = stops.filter(feature=Feature.ARTICLES)
        no_change = stops.filter(feature=Feature.ARTICLE_CHANGES)
        held = self.model.objects.filter(lease_until__gt=now).order_by().values("account")
        return (
            self.filter(Q(settled__lt=F("revision")) | Q(look_again_at__lte=now))
            .filter(is_stuck=False, claimed_by="", next_try_at__lte=now)
            .filter(account__state=OfficialAccount.State.CONNECTED)
            .exclude(account__in=held)
            .exclude(there="nothing", account__in=no_new)
            .exclude(~Q(there="nothing"), account__in=no_change)
        )

    def lapsed(self, now: datetime) -> Self:
        """Return those whose worker let its lease run out."""
        return self.exclude(claimed_by="").filter(is_over("lease_until", now, LEASE))
