"""What operators measure of imports of dossiers."""

from collections.abc import Iterator

from django.db.models import Count

from dossiers.models import DossierImport
from foundation.metrics.states import Reading, State


def imports() -> Iterator[Reading]:
    """Yield how many imports are in each state; every state is there, so that none is missed."""
    counted = dict(DossierImport.objects.values_list("state").annotate(Count("pk")).order_by())
    for state in DossierImport.State:
        yield (state.value,), counted.get(state.value, 0)


STATES = (State("imports", "Imports of dossiers by state.", imports, ("state",)),)
