"""Which citizens exist for whom: the only ways to look one up."""

from typing import Any

from django.db import models

from citizens.phones import phone_hash


class CitizenQuerySet(models.QuerySet[Any]):
    """Citizens by state and phone."""

    def active(self) -> "CitizenQuerySet":
        """Return those who may use the service: neither blocked nor erased."""
        return self.filter(blocked_at__isnull=True, erased_at__isnull=True)

    def with_phone(self, phone: str) -> "CitizenQuerySet":
        """Return the citizen whose verified number this is (E.164)."""
        return self.filter(phone_hash=phone_hash(phone))
