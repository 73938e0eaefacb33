"""The first page of the admin: what waits for an editor, and what citizens searched for in vain."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from procedures.fee_work import Work, procedures_with
from procedures.models import Procedure, SearchCount
from procedures.official_forms.uses import FormWork
from procedures.querysets import needing_recheck

DAYS = 30
MOST = 10
_GROUP = Group(5, "Danh mục thủ tục")
_PROCEDURES = "procedures.procedure"
_CHANGE = "procedures.change_procedure"


def _waiting(_request: HttpRequest) -> QuerySet[Procedure]:
    return needing_recheck()


def _fees(work: Work) -> Card:
    """Return the card for one kind of work on fees."""
    return Card(
        _GROUP,
        f"Phí: {work.label.lower()}",
        "payments",
        _PROCEDURES,
        _CHANGE,
        {"work": work.value},
        "warning",
        page="procedures_procedure_fees",
        rows=lambda _request: procedures_with(work, timezone.localdate()),
    )


def _forms(work: FormWork) -> Card:
    """Return the card for one kind of work on forms."""
    title = f"Biểu mẫu: {work.label.lower()}"
    may_change = "procedures.change_officialform"
    shown = {"work": work.value}
    return Card(_GROUP, title, "draft", "procedures.officialform", may_change, shown, "warning")


CARDS = (
    Card(
        _GROUP,
        "Cần kiểm tra lại",
        "rule",
        _PROCEDURES,
        _CHANGE,
        tone="warning",
        page="procedures_procedure_recheck",
        rows=_waiting,
    ),
    Card(
        _GROUP,
        "Bản dịch có câu gốc đã đổi",
        "translate",
        "procedures.translation",
        "procedures.change_translation",
        {"work": "stale"},
        "warning",
    ),
    Card(
        _GROUP,
        "Bản nháp khác bản công bố",
        "difference",
        _PROCEDURES,
        _CHANGE,
        {"draft": "differs"},
        "warning",
    ),
    _fees(Work.ENDING),
    _fees(Work.UNCONFIRMED),
    _forms(FormWork.ENDING),
    _forms(FormWork.UNCONFIRMED),
    Card(_GROUP, "Chưa công bố", "edit_note", _PROCEDURES, _CHANGE, {"state__exact": "draft"}),
)


@dataclass(frozen=True)
class Missed:
    """A text that people searched for and found nothing."""

    term: str
    misses: int
    address: str


def _show_missed(request: HttpRequest) -> dict[str, Any]:
    return {
        "missed": most_missed(),
        "may_add_synonyms": request.user.has_perm("procedures.add_synonymgroup"),
    }


def most_missed() -> list[Missed]:
    """Return the most frequent searches without result in the last 30 days."""
    # The admin's pages can only be loaded after all apps.
    from procedures.admin.search_counts import add_synonyms_address

    since = timezone.localdate() - timedelta(days=DAYS)
    rows = (
        SearchCount.objects.filter(day__gt=since, misses__gt=0)
        .order_by()
        .values("term")
        .annotate(n=Sum("misses"))
    )
    return [
        Missed(row["term"], row["n"], add_synonyms_address(row["term"]))
        for row in rows.order_by("-n", "term")[:MOST]
    ]


# Only for officers who can add synonyms.
PANELS = (Panel("procedures.add_synonymgroup", "admin/procedures/missed.html", _show_missed),)
