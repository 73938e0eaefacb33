"""The catalogue's list as it is usually written with Django REST framework, and written well.

Model serializers nested in each other over the same tables, everything prefetched in a fixed
number of queries, persistent connections, pages of 20. It does at each request what the project
does once, when something is published.
"""

from typing import Any

from rest_framework import generics, pagination, serializers

from foundation.api.permissions import Anyone
from procedures.choices import State
from procedures.models import (
    Channel,
    Fee,
    LegalBasis,
    Procedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.querysets import with_parts
from procedures.serializers import ProcedureCardSerializer


class _DocumentSerializer(serializers.ModelSerializer[RequiredDocument]):
    class Meta:
        model = RequiredDocument
        fields = ("name", "original_count", "copy_count", "requirement", "condition", "form_code")


class _StepSerializer(serializers.ModelSerializer[Step]):
    class Meta:
        model = Step
        fields = ("title", "detail")


class _ChannelSerializer(serializers.ModelSerializer[Channel]):
    class Meta:
        model = Channel
        fields = ("kind", "time_relation")


class _TimeLimitSerializer(serializers.ModelSerializer[TimeLimit]):
    class Meta:
        model = TimeLimit
        fields = ("channel", "value", "unit", "text", "condition", "legal_basis")


class _FeeSerializer(serializers.ModelSerializer[Fee]):
    class Meta:
        model = Fee
        fields = ("channel", "amount", "currency", "unit", "condition", "legal_basis")


class _LegalBasisSerializer(serializers.ModelSerializer[LegalBasis]):
    class Meta:
        model = LegalBasis
        fields = ("number", "title", "issued_date")


class _SourceSerializer(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ("name", "type", "url", "date")


class _ProcedureSerializer(serializers.ModelSerializer[Procedure]):
    documents = _DocumentSerializer(many=True)
    steps = _StepSerializer(many=True)
    channels = _ChannelSerializer(many=True)
    time_limits = _TimeLimitSerializer(many=True)
    fees = _FeeSerializer(many=True)
    legal_basis = _LegalBasisSerializer(many=True)
    sources = _SourceSerializer(many=True)

    class Meta:
        model = Procedure
        fields = (
            "id",
            "code",
            "name",
            "short_name",
            "field",
            "levels",
            "implementing_agency",
            "applicants",
            "online_level",
            "fee_status",
            "trust",
            "as_of",
            "results",
            "documents",
            "steps",
            "channels",
            "time_limits",
            "fees",
            "legal_basis",
            "sources",
        )


class _Page(pagination.PageNumberPagination):
    page_size = 20


class OrdinaryListView(generics.ListAPIView[Procedure]):
    """Twenty procedures with all their parts."""

    permission_classes = (Anyone,)
    pagination_class = _Page
    serializer_class: Any = _ProcedureSerializer
    queryset = with_parts(Procedure.objects.filter(state=State.PUBLISHED))


class OrdinaryCardListView(generics.ListAPIView[Procedure]):
    """Twenty cards: the very bytes of the project's list, with only what cards need fetched."""

    permission_classes = (Anyone,)
    pagination_class = _Page
    serializer_class: Any = ProcedureCardSerializer
    queryset = Procedure.objects.filter(state=State.PUBLISHED).prefetch_related(
        "channels", "time_limits", "fees", "reductions__reduction"
    )
