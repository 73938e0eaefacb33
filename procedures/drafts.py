"""A draft as data: one shape for import, export, history and comparison.

The shape is that of the files below `procedures/catalogue/`. What is empty is left out of the
files, so that a diff shows facts only.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import orjson
from rest_framework import serializers

from foundation.api.bodies import Strict
from procedures.models import (
    Channel,
    Fee,
    Form,
    LegalBasis,
    Procedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.validators import validate_code, validate_slug


class PlainNumberField(serializers.DecimalField):
    """A number that JSON writes without decimals when it has none."""

    def to_representation(self, value: Any) -> Any:
        """Return an int where possible."""
        return int(value) if value == int(value) else float(value)


class CaseNameField(serializers.CharField):
    """The case of a document or step, by its name; empty for every case."""

    def get_attribute(self, instance: Any) -> str:
        """Return the name of the row's case."""
        return instance.case.name if instance.case_id else ""


class CaseNamesField(serializers.ListField):
    """The names of a procedure's cases."""

    child = serializers.CharField(max_length=300)

    def get_attribute(self, instance: Procedure) -> list[str]:
        """Return the names in order."""
        return [case.name for case in instance.cases.all()]


class DocumentDraft(Strict, serializers.ModelSerializer[RequiredDocument]):
    """A required document."""

    case = CaseNameField(allow_blank=True, default="")

    class Meta:
        model = RequiredDocument
        fields = (
            "case",
            "name",
            "original_count",
            "copy_count",
            "requirement",
            "condition",
            "form_code",
        )


class StepDraft(Strict, serializers.ModelSerializer[Step]):
    """A step."""

    case = CaseNameField(allow_blank=True, default="")

    class Meta:
        model = Step
        fields = ("case", "title", "detail")


class ChannelDraft(Strict, serializers.ModelSerializer[Channel]):
    """A channel."""

    class Meta:
        model = Channel
        fields = ("kind", "time_relation")


class TimeLimitDraft(Strict, serializers.ModelSerializer[TimeLimit]):
    """A time limit."""

    value = PlainNumberField(
        max_digits=5, decimal_places=1, min_value=0, allow_null=True, default=None
    )

    class Meta:
        model = TimeLimit
        fields = ("channel", "value", "unit", "text", "condition", "legal_basis")


class FeeDraft(Strict, serializers.ModelSerializer[Fee]):
    """A fee."""

    amount = PlainNumberField(max_digits=12, decimal_places=2, min_value=0)

    class Meta:
        model = Fee
        fields = ("channel", "amount", "currency", "unit", "condition", "legal_basis")


class FormDraft(Strict, serializers.ModelSerializer[Form]):
    """A form."""

    class Meta:
        model = Form
        fields = ("code", "name", "issued_with", "link", "link_source")


class LegalBasisDraft(Strict, serializers.ModelSerializer[LegalBasis]):
    """A legal basis."""

    class Meta:
        model = LegalBasis
        fields = ("number", "title", "issued_date", "superseded_by", "expired_on")


class SourceDraft(Strict, serializers.ModelSerializer[Source]):
    """A source."""

    class Meta:
        model = Source
        fields = ("name", "type", "url", "date", "reference")


class DraftSerializer(Strict, serializers.ModelSerializer[Procedure]):
    """A whole procedure with its parts."""

    superseded_by = serializers.CharField(
        source="superseded_by_id", allow_null=True, default=None, max_length=60
    )
    cases = CaseNamesField(default=list)
    documents = DocumentDraft(many=True, default=list)
    steps = StepDraft(many=True, default=list)
    channels = ChannelDraft(many=True, default=list)
    time_limits = TimeLimitDraft(many=True, default=list)
    fees = FeeDraft(many=True, default=list)
    forms = FormDraft(many=True, default=list)
    legal_basis = LegalBasisDraft(many=True, default=list)
    sources = SourceDraft(many=True, default=list)

    class Meta:
        model = Procedure
        fields = (
            "id", "code", "former_codes", "name", "current_name", "short_name", "levels", "scope",
            "implementing_agency", "deciding_agency", "applicants", "applicant_types", "online_level", "online_note",
            "cases", "document_sets", "documents", "steps", "channels", "time_limits", "fee_status", "fees", "same_day_cutoff", "forms",
            "results", "conditions", "legal_basis", "publication_decision", "effective_from", "effective_to", "superseded_by",
            "trust", "applicability_note", "doubts", "official_sources", "as_of", "listed_on_ministry_portal", "sources", "keywords",
        )  # fmt: skip
        # Uniqueness is checked over the whole file and by the database, not by one query for each
        # entry.
        extra_kwargs = {
            "id": {"validators": [validate_slug]},
            "code": {"validators": [validate_code]},
        }
        validators: list[Any] = []


def draft_of(procedure: Procedure) -> dict[str, Any]:
    """Return `procedure` with its parts as plain data: strings, numbers, lists, ISO dates."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps(DraftSerializer(procedure).data))
    return plain


def fingerprint(draft: Mapping[str, Any]) -> str:
    """Return a digest that is equal for equal drafts, whatever the order of their keys."""
    return blake2b(orjson.dumps(draft, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def compact(value: Any) -> Any:
    """Return `value` without empty members, which the format reads as the same.

    Zeros are facts and stay.
    """
    if isinstance(value, Mapping):
        return {
            key: compact(item)
            for key, item in value.items()
            if item is not None and item is not False and item not in ("", [])
        }
    return [compact(item) for item in value] if isinstance(value, list) else value
