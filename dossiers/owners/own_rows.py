"""Where the dossiers of a citizen are, and what ties a citizen to dossiers."""

from collections.abc import Sequence

from citizens.models import Citizen
from citizens.privacy.own_rows import OwnRows
from dossiers.models import Dossier, Follow, Proof


def _phone(citizen: Citizen) -> Sequence[object]:
    return [citizen.phone_hash] if citizen.phone_hash else []


DOSSIERS = (OwnRows(Proof), OwnRows(Dossier, "applicant_phone_hash", _phone))
TIES = (OwnRows(Proof), OwnRows(Follow))
