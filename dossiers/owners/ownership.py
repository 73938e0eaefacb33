"""Whether a dossier is a citizen's own, by something that nobody can guess.

Four digits open a dossier, but an officer sees three of them and others know them: they prove
nothing against somebody else.
"""

from collections.abc import Mapping

from citizens.models import Citizen
from dossiers.models import Dossier, Factor, Ownership

STRENGTH: Mapping[str, int] = {Ownership.SLIP: 1, Ownership.PHONE: 2}


def ownership_of(citizen: Citizen, dossier: Dossier) -> Ownership | None:
    """Return the strongest sign that the dossier is the citizen's; None for four digits only."""
    if citizen.phone_hash and citizen.phone_hash == dossier.applicant_phone_hash:
        return Ownership.PHONE
    by_slip = citizen.dossier_proofs.filter(dossier=dossier, factor=Factor.SLIP_SECRET)
    return Ownership.SLIP if by_slip.exists() else None
