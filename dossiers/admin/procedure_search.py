"""The procedure of a new dossier: what the office has most of first, found by words or code.

A search of its own, because officers who register dossiers need not be allowed to see the pages of
the catalogue. Names of procedures are public; nothing personal is asked or answered.
"""

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse_lazy
from unfold.widgets import UnfoldAdminAutocompleteModelChoiceFieldWidget

from dossiers.admin import received_here
from procedures.admin.procedure_field import ProcedureField
from procedures.models import Procedure
from procedures.querysets import matching

NAME = "dossiers_dossier_procedures"
MOST = 30  # who sees more types another word
MAX_TYPED = 100
NOT_HERE = "đơn vị không tiếp nhận"

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
    """Return the procedures with every word that was typed, those of the office first."""
    typed = request.GET.get("term", "")[:MAX_TYPED]
    offices = received_here.chosen_or_own(request.user, request.GET.get("office", ""))
    found = matching(Procedure.objects.all(), typed)
    rows = received_here.in_order(found.only("code", "short_name", "name"), offices, typed)[:MOST]
    results = [{"id": row.pk, "text": _label(row, refused)} for row, refused in rows]
    return JsonResponse({"results": results, "pagination": {"more": False}})


def _label(row: Procedure, refused: str) -> str:
    name = _LABELS.label_from_instance(row)
    return f"{name} · {NOT_HERE}" if refused else name
