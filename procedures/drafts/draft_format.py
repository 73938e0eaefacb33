"""A draft as data: one shape for import, export, history and comparison.

The files in `procedures/catalogue/` have this shape. They omit empty members, so that a diff shows
facts only.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
from rest_framework import serializers

from foundation.api.bodies import Strict
from foundation.importing.comparison import fingerprint
from procedures.models import (
    Channel,
    Fee,
    FormUse,
    LegalBasis,
    NextProcedure,
    Procedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.validators import validate_code, validate_slug


def plain_number(value: Decimal) -> int | float:
    """Return `value` for JSON, without decimals if it has none."""
    return int(value) if value == int(value) else float(value)


class PlainNumberField(serializers.DecimalField):
    """A number that JSON shows without decimals if it has none."""

    def to_representation(self, value: Decimal) -> int | float:  # type: ignore[override]  # no text
        return plain_number(value)


class CaseNameField(serializers.CharField):
    """The name of the case that a document or step belongs to; empty for every case."""

    def get_attribute(self, instance: RequiredDocument | Step) -> str:
        return instance.case.name if instance.case else ""


class CaseNamesField(serializers.ListField):
    """The names of a procedure's cases."""

    child = serializers.CharField(max_length=300)

    def get_attribute(self, instance: Procedure) -> list[str]:
        return [case.name for case in instance.cases.all()]


class FormIdField(serializers.CharField):
    """The id of a form; forms have rows of their own."""

    def get_attribute(self, instance: FormUse) -> str:
        return instance.form_id


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
    """A way to file, with the relation between its time limits."""

    class Meta:
        model = Channel
        fields = ("kind", "time_relation")


class TimeLimitDraft(Strict, serializers.ModelSerializer[TimeLimit]):
    """A time limit of one channel, or of all."""

    value = PlainNumberField(
        max_digits=5, decimal_places=1, min_value=0, allow_null=True, default=None
    )

    class Meta:
        model = TimeLimit
        fields = ("channel", "value", "unit", "text", "condition", "legal_basis")


class FeeDraft(Strict, serializers.ModelSerializer[Fee]):
    """A fee in one channel, or in all, from one day to another."""

    amount = PlainNumberField(
        max_digits=12, decimal_places=2, min_value=0, allow_null=True, default=None
    )
    amount_to = PlainNumberField(
        max_digits=12, decimal_places=2, min_value=0, allow_null=True, default=None
    )

    class Meta:
        model = Fee
        fields = (
            *("channel", "name", "group", "condition", "amount", "amount_to", "currency", "unit"),
            *("effective_from", "effective_to", "legal_basis", "certainty", "confirmed_on"),
            *("source_title", "source_url", "note"),
        )


class FormUseDraft(Strict, serializers.ModelSerializer[FormUse]):
    """Which form a procedure needs, and when."""

    form = FormIdField(max_length=60)

    class Meta:
        model = FormUse
        fields = ("form", "condition", "copies", "filled_online")


class LegalBasisDraft(Strict, serializers.ModelSerializer[LegalBasis]):
    """A law or decree that a procedure is based on."""

    class Meta:
        model = LegalBasis
        fields = ("number", "title", "issued_date", "superseded_by", "expired_on")


class TargetField(serializers.CharField):
    """The id of the procedure that a link leads to."""

    def get_attribute(self, instance: NextProcedure) -> str:
        return instance.target_id


class NextProcedureDraft(Strict, serializers.ModelSerializer[NextProcedure]):
    """A link to what comes next."""

    target = TargetField(max_length=60)

    class Meta:
        model = NextProcedure
        fields = ("target", "sentence")


class SourceDraft(Strict, serializers.ModelSerializer[Source]):
    """Where facts were found."""

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
    forms = FormUseDraft(many=True, default=list)
    legal_basis = LegalBasisDraft(many=True, default=list)
    next_procedures = NextProcedureDraft(many=True, default=list)
    sources = SourceDraft(many=True, default=list)

    class Meta:
        model = Procedure
        fields = (
            *("id", "code", "former_codes", "name", "current_name", "short_name"),
            *("levels", "scope", "implementing_agency", "deciding_agency"),
            *("applicants", "applicant_types", "online_level", "online_note"),
            *("cases", "document_sets", "documents", "steps", "channels", "time_limits"),
            *("fee_status", "fees", "same_day_cutoff", "forms", "results", "conditions"),
            *("legal_basis", "publication_decision", "effective_from", "effective_to"),
            *("closed_from", "closed_to", "closed_note", "receiving_field"),
            *("superseded_by", "next_procedures", "trust", "applicability_note", "public_doubt"),
            *("doubts", "official_sources", "as_of", "listed_on_ministry_portal"),
            *("sources", "keywords"),
        )
        # Uniqueness is checked over the whole file and by the database; a query per entry is not
        # needed.
        extra_kwargs = {
            "id": {"validators": [validate_slug]},
            "code": {"validators": [validate_code]},
        }
        validators: list[Any] = []


def draft_of(procedure: Procedure) -> dict[str, Any]:
    """Return `procedure` with its parts as plain data: strings, numbers, lists, ISO dates."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps(_serializer().to_representation(procedure)))
    return plain


def validate_draft(data: object) -> dict[str, Any]:
    """Return the validated values of a draft from a file; raises ValidationError with faults."""
    validated: dict[str, Any] = _serializer().run_validation(data)
    return validated


@cache
def _serializer() -> DraftSerializer:
    """Return the shared serializer of drafts.

    A new one builds its 90 fields again, which took a fifth of the time of an import.
    """
    return DraftSerializer()


def fingerprint_of(draft: Mapping[str, Any]) -> str:
    """Return the digest of a draft of a procedure.

    Empty members that 1.0.0 added do not count: drafts imported before it keep their digest.
    """
    return fingerprint({key: value for key, value in draft.items() if value or key not in _ADDED})


_ADDED = frozenset({"closed_from", "closed_to", "closed_note", "receiving_field"})


def compact(value: Any) -> Any:
    """Return `value` without empty members, which the format fills with defaults.

    Zeros are facts and are kept.
    """
    if isinstance(value, Mapping):
        return {key: compact(item) for key, item in value.items() if not _is_empty(item)}
    return [compact(item) for item in value] if isinstance(value, list) else value


def _is_empty(item: object) -> bool:
    return item is None or item is False or item in ("", [])
