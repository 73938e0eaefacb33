"""Which citizens exist for whom: the only ways to look one up."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Max, Q, When

from citizens import workflow
from citizens.phones import phone_hash
from foundation.records.append_only import AppendOnlyQuerySet


class CitizenQuerySet(models.QuerySet[Any]):
    """Citizens by state and phone."""

    def active(self) -> "CitizenQuerySet":
        """Return those who may use the service: neither blocked nor erased."""
        return self.filter(blocked_at__isnull=True, erased_at__isnull=True)

    def with_phone(self, phone: str) -> "CitizenQuerySet":
        """Return the citizen whose verified number this is (E.164)."""
        return self.filter(phone_hash=phone_hash(phone))


class ConsentQuerySet(AppendOnlyQuerySet):
    """Decisions by whose they are."""

    def of(self, citizen: Any) -> "ConsentQuerySet":
        """Return a citizen's own."""
        return self.filter(citizen=citizen)

    def holding(self, citizen: Any) -> "ConsentQuerySet":
        """Return the citizen's newest decision for each purpose that they decided upon."""
        newest = (
            self.of(citizen)
            .order_by()
            .values("purpose")
            .annotate(newest=Max("pk"))
            .values("newest")
        )
        return self.filter(pk__in=newest)

    def agrees(self, citizen: Any, purpose: str) -> bool:
        """Tell whether the citizen agreed to `purpose` and did not take it back."""
        return bool(
            self.of(citizen)
            .filter(purpose=purpose)
            .order_by("-pk")
            .values_list("granted", flat=True)
            .first()
        )


class PersonalRequestQuerySet(models.QuerySet[Any]):
    """Requests about personal data, by whom they are and by when they have to be answered."""

    DEADLINE_ORDER: ClassVar[tuple[Any, ...]] = (
        F("deadline").asc(nulls_last=True),
        "-closed_at",
        "-pk",
    )  # of `by_deadline`

    def of(self, citizen: Any) -> "PersonalRequestQuerySet":
        """Return a citizen's own: nobody else's exists for them."""
        return self.filter(citizen=citizen)

    def open(self) -> "PersonalRequestQuerySet":
        """Return those that wait for somebody."""
        return self.filter(status__in=workflow.OPEN)

    def late(self, today: date) -> "PersonalRequestQuerySet":
        """Return those whose next thing should have happened before `today` (`PersonalRequest.is_late`)."""
        received = Q(status=workflow.Status.RECEIVED)
        return self.open().filter(
            (received & Q(acknowledge_by__lt=today)) | (~received & Q(due_on__lt=today))
        )

    def by_deadline(self) -> "PersonalRequestQuerySet":
        """Return those that wait before those that are closed, the longest overdue first.

        The last closed first.
        """
        received = When(status=workflow.Status.RECEIVED, then=F("acknowledge_by"))
        waiting = When(Q(status__in=workflow.OPEN), then=F("due_on"))
        dated: PersonalRequestQuerySet = self.alias(deadline=Case(received, waiting))
        return dated.order_by(*self.DEADLINE_ORDER)
