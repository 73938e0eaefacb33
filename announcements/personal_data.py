"""Export and erase citizens' challenges of announcements."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from announcements.models import Challenge
from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows
from citizens.privacy.personal_data_registry import Kept, PersonalData
from foundation.api.answers import all_shown


def export(citizen: Citizen) -> list[dict[str, Any]]:
    """Return the citizen's challenges with their answers."""
    # Serializers need models that are loaded after the registry.
    from announcements.api.serializers import ChallengeSerializer

    own = Challenge.objects.of_citizen(citizen).select_related("announcement").order_by("sent_at")
    return all_shown(ChallengeSerializer, own)


def erase(citizen: Citizen) -> Iterable[Kept]:
    """Delete the citizen's challenges; the counts of offices stay. The citizen's row is locked."""
    Challenge.objects.of_citizen(citizen).delete()
    return []


def _challenge_ids(citizen: Citizen) -> Iterable[UUID]:
    return Challenge.objects.of_citizen(citizen).values_list("pk", flat=True)


ROWS = (OwnRows(Challenge),)
PART = PersonalData("challenges", "Ý kiến về tin đã đăng", export, erase, rows=ROWS)
KIND = Kind("challenge", "Ý kiến về tin", _challenge_ids, ROWS)
