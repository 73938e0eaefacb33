"""An owner decides whether to be told of a dossier's changes. The only writer of `Follow`."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from citizens.locking import hold_citizen
from citizens.models import Citizen
from dossiers.models import Dossier, Follow


@transaction.atomic
def set_following(citizen: Citizen, dossier: Dossier, *, active: bool) -> None:
    """Write the owner's decision, in place of an earlier one.

    Raises Problem `session_ended` for a citizen who erased their data meanwhile.
    """
    hold_citizen(citizen.pk)
    Follow.objects.update_or_create(
        citizen=citizen, dossier=dossier, defaults={"active": active, "at": timezone.now()}
    )


def muted_dossiers(citizen: Citizen, keys: Iterable[int]) -> frozenset[int]:
    """Return which of these dossiers the citizen does not want to be told of."""
    muted = Follow.objects.filter(citizen=citizen, dossier__in=keys, active=False)
    return frozenset(muted.values_list("dossier_id", flat=True))
