"""The catalogue's list as it is usually written with Django REST framework, and written well.

Model serializers nested in each other over the same tables, everything prefetched in a fixed
number of queries, persistent connections, pages of 20. It does at each request what the project
does once, when something is published.
"""

from typing import Any

from django.db.models import Model
from rest_framework import generics, pagination, serializers

from foundation.api.permissions import Anyone
from procedures import models
from procedures.api.serializers import ProcedureCardSerializer
from procedures.choices import State
from procedures.querysets import with_parts


def _serializer(of: type[Model], *names: str, **parts: type) -> Any:
    """Return a model serializer of these fields, and of parts in serializers of their own."""
    meta = type("Meta", (), {"model": of, "fields": (*names, *parts)})
    nested = {name: part(many=True) for name, part in parts.items()}
    return type(
        f"{of.__name__}Serializer", (serializers.ModelSerializer,), {"Meta": meta, **nested}
    )


_Document = _serializer(
    models.RequiredDocument,
    *("name", "original_count", "copy_count", "requirement", "condition", "form_code"),
)
_TimeLimit = _serializer(
    models.TimeLimit, "channel", "value", "unit", "text", "condition", "legal_basis"
)
_Fee = _serializer(models.Fee, "channel", "amount", "currency", "unit", "condition", "legal_basis")
_Procedure = _serializer(
    models.Procedure,
    *("id", "code", "name", "short_name", "field", "levels", "implementing_agency", "applicants"),
    *("online_level", "fee_status", "trust", "as_of", "results"),
    documents=_Document,
    steps=_serializer(models.Step, "title", "detail"),
    channels=_serializer(models.Channel, "kind", "time_relation"),
    time_limits=_TimeLimit,
    fees=_Fee,
    legal_basis=_serializer(models.LegalBasis, "number", "title", "issued_date"),
    sources=_serializer(models.Source, "name", "type", "url", "date"),
)


class _Page(pagination.PageNumberPagination):
    page_size = 20


class OrdinaryListView(generics.ListAPIView[models.Procedure]):
    """Twenty procedures with all their parts."""

    permission_classes = (Anyone,)
    pagination_class = _Page
    serializer_class: Any = _Procedure
    queryset = with_parts(models.Procedure.objects.filter(state=State.PUBLISHED))


class OrdinaryCardListView(generics.ListAPIView[models.Procedure]):
    """Twenty cards: the very bytes of the project's list, with only what cards need fetched."""

    permission_classes = (Anyone,)
    pagination_class = _Page
    serializer_class: Any = ProcedureCardSerializer
    queryset = models.Procedure.objects.filter(state=State.PUBLISHED).prefetch_related(
        "channels", "time_limits", "fees", "reductions__reduction"
    )
