"""Which dossiers a citizen or an officer may see, and which are late."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from dossiers.workflow import PAUSED, RUNNING, WAITING
from foundation.records.vietnamese import fold
from offices.models import Officer
from offices.models.querysets import OfficerQuerySet
from offices.tree import offices_below, with_above

if TYPE_CHECKING:
    from citizens.models import Citizen

MAX_WORDS = 8
VIEW = "dossiers.view_dossier"
# Where permissions of accounts are kept; the other backend only counts failed sign-ins.
_PERMISSIONS = "django.contrib.auth.backends.ModelBackend"
# A citizen's list holds this many dossiers that were proved by a second factor, the newest ones.
MAX_PROOFS = 500
# Only officers see these; to decrypt them takes time.
PERSONAL = ("applicant_name", "applicant_folded", "applicant_phone", "id_last4")


class DossierQuerySet(models.QuerySet[Any]):
    """Dossiers by owner, by office, by the clock and by text."""

    # --- citizens --------------------------------------------------------------------------------

    def without_applicant(self) -> "DossierQuerySet":
        """Leave the applicant's data in the database."""
        return self.defer(*PERSONAL)

    def of_citizen(self, citizen: "Citizen") -> "DossierQuerySet":
        """Return the citizen's dossiers: by their verified phone, or by a second factor given once.

        This runs one query at once. The proofs are listed first and not joined: PostgreSQL answers
        `phone = … OR id IN (…)` from two indexes, but with a subquery instead of the list it reads
        the whole table.
        """
        proofs = citizen.dossier_proofs.order_by("-pk")
        proved = list(proofs.values_list("dossier_id", flat=True)[:MAX_PROOFS])
        return self.filter(_by_phone(citizen) | Q(pk__in=proved))

    def one_of_citizen(self, citizen: "Citizen", code: str) -> "DossierQuerySet":
        """Return the citizen's dossier with this code; empty if it is someone else's or unknown."""
        proof = Exists(citizen.dossier_proofs.filter(dossier=OuterRef("pk")))
        return self.filter(_by_phone(citizen) | Q(proof), code=code)

    # --- officers --------------------------------------------------------------------------------

    def visible_to_officer(
        self, user: User | AnonymousUser, day: date | None = None
    ) -> "DossierQuerySet":
        """Return the dossiers of the offices where the user holds a post, and of all below.

        `day` is when the post is held, by default today. Superusers see all.
        """
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.in_offices(offices_below(user, day))

    def in_offices(self, offices: Iterable[str]) -> "DossierQuerySet":
        """Return the dossiers of these offices."""
        return self.filter(office__among=frozenset(offices))

    def free_for(self, user: User | AnonymousUser) -> "DossierQuerySet":
        """Return the dossiers of which `user` is in charge, or nobody yet."""
        return self.filter(Q(officer=None) | Q(officer__user=user.pk))

    def waiting_for(self, user: User | AnonymousUser) -> "DossierQuerySet":
        """Return the dossiers of which `user` is in charge, unless they wait for the citizen."""
        return self.filter(officer__user=user.pk, status__in=WAITING)

    # --- the clock -------------------------------------------------------------------------------

    def late(self, now: datetime) -> "DossierQuerySet":
        """Return unfinished dossiers whose due moment passed while the clock ran."""
        return self.filter(
            Q(status__in=RUNNING, due_at__lt=now) | Q(status__in=PAUSED, due_at__lt=F("paused_at"))
        )

    def running_late(self, now: datetime) -> "DossierQuerySet":
        """Return the late dossiers whose clock still runs: what an index answers, for lists."""
        return self.filter(status__in=RUNNING, due_at__lt=now)

    def nearly_due(self, now: datetime, until: datetime) -> "DossierQuerySet":
        """Return running dossiers that are due between `now` and `until` (`clock.horizon`)."""
        return self.filter(status__in=RUNNING, due_at__gte=now, due_at__lte=until)

    # --- text ------------------------------------------------------------------------------------

    def matching(self, text: str) -> "DossierQuerySet":
        """Return dossiers whose code begins with `text`, or whose applicant has all its words.

        Names are compared without marks. A text with a digit is a code.
        """
        typed = text.strip()
        words = fold(typed).split()[:MAX_WORDS]
        if any(letter.isdigit() for letter in typed):
            return self.filter(code__startswith=typed.upper())
        return (
            self.filter(*(Q(applicant_folded__contains=word) for word in words)) if words else self
        )


def posts_that_may(office_id: str, *permissions: str) -> OfficerQuerySet:
    """Return today's posts that see an office's dossiers, whose holders have all these rights."""
    accounts = User.objects.filter(is_staff=True)
    for permission in permissions:
        holders = User.objects.with_perm(permission, backend=_PERMISSIONS)
        accounts = accounts.filter(pk__in=holders.values("pk"))
    in_force: OfficerQuerySet = Officer.objects.in_force(timezone.localdate())
    return in_force.filter(office__in=with_above(office_id), user__in=accounts)


def posts_that_see(office_id: str) -> OfficerQuerySet:
    """Return today's posts whose holders may see the dossiers of an office.

    This is `visible_to_officer` asked the other way round, with the right to open the pages: a post
    in the office or above it, and an account that works and holds the permission.
    """
    return posts_that_may(office_id, VIEW)


def _by_phone(citizen: "Citizen") -> Q:
    return Q(applicant_phone_hash=citizen.phone_hash) if citizen.phone_hash else Q(pk__in=[])
