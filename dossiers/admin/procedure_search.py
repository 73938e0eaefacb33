"""The procedure of a new dossier: found by its words or its code, without marks.

A search of its own, because officers who register dossiers need not be allowed to see the pages of
the catalogue. Names of procedures are public; nothing personal is asked or answered.
"""

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse_lazy
from unfold.widgets import UnfoldAdminAutocompleteModelChoiceFieldWidget

from procedures.admin.procedure_field import ProcedureField
from procedures.models import Procedure
from procedures.querysets import matching

NAME = "dossiers_dossier_procedures"
MOST = 30  # who sees more types another word
MAX_TYPED = 100


_LABELS = ProcedureField(Procedure.objects.none())


def procedure_field() -> ProcedureField:
    """Return the field, whose box asks `answer`; the form gives it the chosen row only."""
    address = reverse_lazy(f"admin:{NAME}")
    return ProcedureField(
        Procedure.objects.none(),
        label="Thủ tục",
        help_text="Gõ vài chữ trong tên hoặc mã, không cần dấu.",
        widget=UnfoldAdminAutocompleteModelChoiceFieldWidget(attrs={"data-ajax--url": address}),
    )


def chosen(key: object) -> QuerySet[Procedure]:
    """Return the procedure that was chosen: at most one row."""
    return Procedure.objects.filter(pk=str(key or ""))


def answer(request: HttpRequest) -> JsonResponse:
    """Return the procedures with every word that was typed, as the search box reads them."""
    typed = request.GET.get("term", "")[:MAX_TYPED]
    found = matching(Procedure.objects.order_by("short_name", "pk"), typed)
    rows = found.only("code", "short_name", "name")[:MOST]
    results = [{"id": row.pk, "text": _LABELS.label_from_instance(row)} for row in rows]
    return JsonResponse({"results": results, "pagination": {"more": False}})
