"""The first page: what waits for an officer, each number leading to its list."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from procedures.admin.search_counts import add_synonyms_address
from procedures.choices import State
from procedures.models import Procedure, SearchCount
from procedures.querysets import needing_recheck, with_draft_mark

DAYS = 30
MOST = 10


@dataclass(frozen=True)
class Figure:
    """One number with the list behind it."""

    title: str
    number: int
    address: str
    icon: str
    tone: str = ""


@dataclass(frozen=True)
class Missed:
    """Something that people looked for in vain."""

    term: str
    misses: int
    address: str


def figures(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the numbers that this officer may see (unfold's DASHBOARD_CALLBACK)."""
    if request.user.has_perm("procedures.view_procedure"):
        context["figures"] = procedure_figures()
    if request.user.has_perm("procedures.view_searchcount"):
        context["missed"] = most_missed()
        context["may_add_synonyms"] = request.user.has_perm("procedures.add_synonymgroup")
    return context


def procedure_figures() -> list[Figure]:
    """Return the numbers about procedures."""
    every = reverse("admin:procedures_procedure_changelist")
    differing = with_draft_mark(Procedure.objects.order_by()).filter(differs=True).count()
    drafts = Procedure.objects.filter(state=State.DRAFT).count()
    waiting = needing_recheck().count()
    published = Procedure.objects.filter(state=State.PUBLISHED).count()
    return [
        Figure("Thủ tục đang công bố", published, f"{every}?state__exact={State.PUBLISHED}", "check_circle", "good"),
        Figure("Cần kiểm tra lại", waiting, reverse("admin:procedures_procedure_recheck"), "rule", "warning" if waiting else ""),
        Figure("Bản nháp khác bản công bố", differing, f"{every}?draft=differs", "difference", "warning" if differing else ""),
        Figure("Chưa công bố", drafts, f"{every}?state__exact={State.DRAFT}", "edit_note"),
    ]


def most_missed() -> list[Missed]:
    """Return what was looked for in vain most often in the last 30 days."""
    since = timezone.localdate() - timedelta(days=DAYS)
    rows = SearchCount.objects.filter(day__gt=since, misses__gt=0).order_by().values("term").annotate(n=Sum("misses"))
    return [Missed(row["term"], row["n"], add_synonyms_address(row["term"])) for row in rows.order_by("-n", "term")[:MOST]]
