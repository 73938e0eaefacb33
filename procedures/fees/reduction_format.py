"""A reduction as data: the shape of `procedures/catalogue/fee_reductions.json`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from rest_framework import serializers

from foundation.api.bodies import Strict
from procedures.drafts.draft_format import PlainNumberField
from procedures.fees.validators import check_period
from procedures.models import FeeReduction, ReducedFee
from procedures.validators import validate_slug


class ReducedFeeDraft(Strict, serializers.ModelSerializer[ReducedFee]):
    """The reduction of one procedure's fee by an act."""

    procedure = serializers.CharField(source="procedure_id", max_length=60)
    amount = PlainNumberField(
        max_digits=12, decimal_places=2, min_value=0, allow_null=True, default=None
    )

    class Meta:
        model = ReducedFee
        fields = ("procedure", "share", "amount", "needs", "clause", "certainty", "note")


class ReductionDraft(Strict, serializers.ModelSerializer[FeeReduction]):
    """An act that exempts or reduces, with its procedures."""

    procedures = ReducedFeeDraft(many=True, source="reduced", allow_empty=False)

    class Meta:
        model = FeeReduction
        fields = (
            *("id", "name", "who", "needs", "channel", "legal_basis"),
            *("effective_from", "effective_to", "confirmed_on"),
            *("source_title", "source_url", "note", "procedures"),
        )
        extra_kwargs = {"id": {"validators": [validate_slug]}}
        validators: list[Any] = []


def reduction_draft_of(reduction: FeeReduction) -> dict[str, Any]:
    """Return `reduction` with its procedures as plain data."""
    plain: dict[str, Any] = orjson.loads(orjson.dumps(_serializer().to_representation(reduction)))
    return plain


def validate_reduction(data: object) -> dict[str, Any]:
    """Return the validated values of an act from a file; raises ValidationError with all faults."""
    validated: dict[str, Any] = _serializer().run_validation(data)
    return validated


@cache
def _serializer() -> ReductionDraft:
    """Return the shared serializer of acts, as in `draft_format`."""
    return ReductionDraft()


def reduction_problems(draft: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the faults of a validated draft, as pairs of path and Vietnamese text."""
    found = list(check_period((), draft))
    seen: set[str] = set()
    for i, row in enumerate(draft["procedures"]):
        if (row["share"] is None) == (row["amount"] is None):
            text = "Ghi tỷ lệ giảm hoặc mức còn phải nộp, không ghi cả hai."
            found.append((("procedures", i, "share"), text))
        if row["procedure"] in seen:
            found.append((("procedures", i, "procedure"), "Thủ tục này xuất hiện nhiều lần."))
        seen.add(row["procedure"])
    return found
