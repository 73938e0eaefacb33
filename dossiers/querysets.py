"""Which dossiers exist for whom, and which are late: the only ways to look one up."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from dossiers.workflow import PAUSED, RUNNING, WAITING
from foundation.records.vietnamese import fold
from offices.tree import offices_below

if TYPE_CHECKING:
    from citizens.models import Citizen

MAX_WORDS = 8
# How many dossiers a citizen can have proved by a second factor and still find in the list; the
# newest count.
MAX_PROOFS = 500
# What only officers see, and what would have to be decrypted for nothing.
PERSONAL = ("applicant_name", "applicant_folded", "applicant_phone", "id_last4")


class DossierQuerySet(models.QuerySet[Any]):
    """Dossiers by owner, officer, state of the clock, and text."""

    # --- citizens --------------------------------------------------------------------------------

    def without_applicant(self) -> "DossierQuerySet":
        """Leave the applicant's data in the database."""
        return self.defer(*PERSONAL)

    def of_citizen(self, citizen: "Citizen") -> "DossierQuerySet":
        """Return those proved to be the citizen's.

        By their verified phone, or by a second factor given once.

        Costs one query at once. The proofs are listed before and not joined: PostgreSQL answers
        `phone = … OR id IN (…)` from two indexes, but with a subquery in place of the list it reads
        the whole table.
        """
        from dossiers.models import Proof  # models import this module

        proved = list(
            Proof.objects.filter(citizen=citizen)
            .order_by("-pk")
            .values_list("dossier_id", flat=True)[:MAX_PROOFS]
        )
        return self.filter(_by_phone(citizen) | Q(pk__in=proved))

    def one_of_citizen(self, citizen: "Citizen", code: str) -> "DossierQuerySet":
        """Return the citizen's dossier with this code.

        None where it is somebody else's or does not exist.
        """
        from dossiers.models import Proof  # models import this module

        proof = Exists(Proof.objects.filter(citizen=citizen, dossier=OuterRef("pk")))
        return self.filter(_by_phone(citizen) | Q(proof), code=code)

    # --- officers --------------------------------------------------------------------------------

    def visible_to_officer(self, user: Any, day: date | None = None) -> "DossierQuerySet":
        """Return those of the offices where the user holds a post today.

        And of all offices below; superusers see all.
        """
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.in_offices(offices_below(user, day))

    def in_offices(self, offices: Iterable[str]) -> "DossierQuerySet":
        """Return those of these offices."""
        return self.filter(office__in=list(offices))

    def waiting_for(self, user: Any) -> "DossierQuerySet":
        """Return those that `user` is in charge of and that wait for the office.

        Not for the citizen.
        """
        return self.filter(officer__user=user.pk, status__in=WAITING)

    # --- the clock -------------------------------------------------------------------------------

    def late(self, now: datetime) -> "DossierQuerySet":
        """Return those whose due moment passed while the clock ran, and that are not finished."""
        return self.filter(
            Q(status__in=RUNNING, due_at__lt=now) | Q(status__in=PAUSED, due_at__lt=F("paused_at"))
        )

    def running_late(self, now: datetime) -> "DossierQuerySet":
        """Return those late ones whose clock runs.

        What an index answers, for counts and work lists.
        """
        return self.filter(status__in=RUNNING, due_at__lt=now)

    def nearly_due(self, now: datetime, until: datetime) -> "DossierQuerySet":
        """Return those whose clock runs and that are due from now to `until` (`clock.horizon`)."""
        return self.filter(status__in=RUNNING, due_at__gte=now, due_at__lte=until)

    # --- text ------------------------------------------------------------------------------------

    def matching(self, text: str) -> "DossierQuerySet":
        """Return those whose code begins with `text`.

        Or in whose applicant's name every word of it occurs, marks or not.
        """
        typed = text.strip()
        words = fold(typed).split()[:MAX_WORDS]
        if any(letter.isdigit() for letter in typed):
            return self.filter(code__startswith=typed.upper())
        return (
            self.filter(*(Q(applicant_folded__contains=word) for word in words)) if words else self
        )


def _by_phone(citizen: "Citizen") -> Q:
    return Q(applicant_phone_hash=citizen.phone_hash) if citizen.phone_hash else Q(pk__in=[])
