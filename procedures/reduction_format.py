"""A reduction as data: the shape of `procedures/catalogue/fee_reductions.json`."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework import serializers

from foundation.api.bodies import Strict
from procedures.draft_format import PlainNumberField
from procedures.models import FeeReduction, ReducedFee
from procedures.validators import validate_slug


class ReducedFeeDraft(Strict, serializers.ModelSerializer[ReducedFee]):
    """How much an act takes off the fee of one procedure."""

    procedure = serializers.CharField(source="procedure_id", max_length=60)
    amount = PlainNumberField(
        max_digits=12, decimal_places=2, min_value=0, allow_null=True, default=None
    )

    class Meta:
        model = ReducedFee
        fields = ("procedure", "share", "amount", "needs", "clause", "certainty", "note")


class ReductionDraft(Strict, serializers.ModelSerializer[FeeReduction]):
    """An act that exempts or reduces, with the procedures that it names."""

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
    plain: dict[str, Any] = orjson.loads(orjson.dumps(ReductionDraft(reduction).data))
    return plain


def reduction_problems(draft: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return what is wrong with a validated draft, as pairs of path and Vietnamese text."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    start, end = draft["effective_from"], draft["effective_to"]
    if start and end and str(end) < str(start):
        found.append((("effective_to",), "Ngày hết hiệu lực phải sau ngày có hiệu lực."))
    seen: set[str] = set()
    for i, row in enumerate(draft["procedures"]):
        if (row["share"] is None) == (row["amount"] is None):
            text = "Ghi tỷ lệ giảm hoặc mức còn phải nộp, không ghi cả hai."
            found.append((("procedures", i, "share"), text))
        if row["procedure"] in seen:
            found.append((("procedures", i, "procedure"), "Thủ tục này xuất hiện nhiều lần."))
        seen.add(row["procedure"])
    return found
