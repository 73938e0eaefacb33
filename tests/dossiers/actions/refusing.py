"""How an action refuses."""

import pytest
from django.core.exceptions import ValidationError

from dossiers.models import Dossier, DossierEvent


def refused(action, *arguments, **values):
    """Return the refusal of an action as {field: [code]}; it must not write anything."""
    before = list(Dossier.objects.values()), list(DossierEvent.objects.values())
    with pytest.raises(ValidationError) as error:
        action(*arguments, **values)
    assert (list(Dossier.objects.values()), list(DossierEvent.objects.values())) == before
    if not hasattr(error.value, "error_dict"):
        return {"": [error.value.code]}
    return {name: [one.code for one in errors] for name, errors in error.value.error_dict.items()}
