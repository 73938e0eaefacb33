"""A form as data: the shape of `procedures/catalogue/forms.json`."""

from functools import cache
from typing import Any

import orjson
from rest_framework import serializers

from foundation.api.bodies import Strict
from procedures.models import OfficialForm
from procedures.validators import validate_slug


class OfficialFormDraft(Strict, serializers.ModelSerializer[OfficialForm]):
    """An official form; its replacement is given by id."""

    replaced_by = serializers.CharField(
        source="replaced_by_id", allow_null=True, default=None, max_length=60
    )

    class Meta:
        model = OfficialForm
        fields = (
            *("id", "code", "name", "legal_basis", "purpose"),
            *("effective_from", "effective_to", "replaced_by", "link", "link_source"),
            *("certainty", "confirmed_on", "source_title", "source_url", "note"),
        )
        extra_kwargs = {"id": {"validators": [validate_slug]}}
        validators: list[Any] = []


def form_draft_of(form: OfficialForm) -> dict[str, Any]:
    """Return `form` as plain data."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps(_serializer().to_representation(form)))
    return plain


def validate_form(data: object) -> dict[str, Any]:
    """Return the validated values of a form from a file; raises ValidationError with all faults."""
    validated: dict[str, Any] = _serializer().run_validation(data)
    return validated


@cache
def _serializer() -> OfficialFormDraft:
    """Return the shared serializer of forms, as in `draft_format`."""
    return OfficialFormDraft()
