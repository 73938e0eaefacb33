"""Many dossiers moved the same way from the list.

The officer chooses them and a status, types in the table what each row needs, and reads what became
of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from citizens.access_log import LoggedAdmin
from citizens.models import AccessEntry
from dossiers import actions
from dossiers.actions import bulk_moves
from dossiers.actions.effects import Author
from dossiers.admin.bulk_forms import BulkForm, RowForm
from dossiers.admin.signed_in import signed_in
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import MEANINGS, Facts, Status
from foundation.desk.numbers import read_number

CHANGE = "dossiers.change_dossier"
NAME = "dossiers_dossier_bulk"


class MovesManyDossiers(LoggedAdmin):
    """Mixed into the admin of dossiers, whose queryset holds what the officer may see."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (*super().get_custom_urls(), ("chuyen-hang-loat/", NAME, self.bulk_view))

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(CHANGE))

    @admin.action(description="Chuyển trạng thái", permissions=["bulk"])
    def move_many(self, request: HttpRequest, queryset: DossierQuerySet) -> HttpResponse | None:
        """Open the page with the ticked dossiers."""
        keys = list(queryset.values_list("pk", flat=True)[: bulk_moves.MOST + 1])
        if len(keys) > bulk_moves.MOST:
            messages.error(
                request,
                f"Mỗi lần chuyển được tối đa {bulk_moves.MOST} hồ sơ. Hãy lọc hoặc chọn ít hơn.",
            )
            return None
        return HttpResponseRedirect(
            f"{reverse(f'admin:{NAME}')}?{urlencode({'ids': keys}, doseq=True)}"
        )

    def bulk_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Show the chosen dossiers and where they can go; then move each by itself."""
        if not self.has_bulk_permission(request):
            raise PermissionDenied
        keys = _keys(request.GET.getlist("ids"))
        rows = list(
            self.get_queryset(request)
            .select_related("procedure", "office")
            .filter(pk__in=keys)
            .order_by("-changed_at", "-pk")
        )
        self._log(request, AccessEntry.Action.SEEN, [row.pk for row in rows])
        by, target = actions.author_of(signed_in(request)), _status(request.GET.get("target", ""))
        sent = [request.POST] if request.method == "POST" else []
        form = BulkForm(target, *sent) if target else None
        chosen = _chosen(rows, target, by, sent)
        facts = _facts(form, chosen["rows"]) if form and sent else None
        context = self._moved(request, rows, facts, (form.target, by)) if form and facts else chosen
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Chuyển trạng thái nhiều hồ sơ",
            "form": form,
            "missing": len(keys) - len(rows),
            "target": target,
        }
        return TemplateResponse(request, "admin/dossiers/bulk_move.html", {**page, **context})

    def _moved(
        self,
        request: HttpRequest,
        rows: Sequence[Dossier],
        facts: Mapping[int, Facts],
        how: tuple[Status, Author],
    ) -> dict[str, object]:
        """Move the rows and return what became of each."""
        outcomes = [self._moved_one(request, row, facts[row.pk], how) for row in rows]
        done = [outcome for outcome in outcomes if not outcome.refusal]
        now = {
            row.pk: row
            for row in self.get_queryset(request)
            .select_related("procedure")
            .filter(pk__in=[row.pk for row in rows])
        }
        shown = [
            {"dossier": now.get(one.dossier.pk, one.dossier), "refusal": one.refusal}
            for one in outcomes
        ]
        return {
            "outcomes": True,
            "rows": shown,
            "moved": len(done),
            "refused": len(outcomes) - len(done),
        }

    def _moved_one(
        self, request: HttpRequest, row: Dossier, facts: Facts, how: tuple[Status, Author]
    ) -> bulk_moves.Outcome:
        """Move one row and log it, in its own transaction."""
        target, by = how
        seen = read_number(request.POST.get(f"seen_{row.pk}", ""))
        known = {} if seen is None else {row.pk: seen}
        with transaction.atomic():
            self.remember(request, row)
            (outcome,) = bulk_moves.move([row], known, target, by, facts)
            if not outcome.refusal:
                self.log_change(request, row, f"«{target.label}»")
        return outcome


@dataclass
class Row:
    """A chosen dossier: why it may not move, or the form with what it needs for that."""

    dossier: Dossier
    lacks: str = ""
    form: RowForm | None = None


def _facts(form: BulkForm, rows: Sequence[Row]) -> dict[int, Facts] | None:
    """Return what each dossier is moved with, None if the form or a row lacks something.

    A dossier that may not move anyway is not asked: its refusal is shown with the others.
    """
    if not form.is_valid():
        return None
    common = form.facts()
    complete = [row.form is None or row.form.is_complete(common) for row in rows]
    if not all(complete):
        return None
    return {row.dossier.pk: row.form.facts(common) if row.form else common for row in rows}


def _keys(texts: Sequence[str]) -> list[int]:
    """Return the ids in an address, as many as may be moved at once."""
    keys = dict.fromkeys(map(read_number, texts))
    return [key for key in keys if key is not None][: bulk_moves.MOST]


def _status(text: str) -> Status | None:
    return Status(text) if text in Status.values else None


def _chosen(
    rows: Sequence[Dossier], target: Status | None, by: Author, sent: Sequence[Any]
) -> dict[str, Any]:
    """Return the rows, what keeps each from `target` or what it asks, and all targets."""
    offered = bulk_moves.targets(rows, by)
    asked = offered if target is None or target in offered else [*offered, target]
    limits = bulk_moves.limits_offered(rows) if Status.ACCEPTED in asked else {}
    foreseen = bulk_moves.foresee(rows, asked, by, limits)
    counts = {status: list(said.values()).count("") for status, said in foreseen.items()}
    shown = [Row(row, foreseen[target][row.pk] if target else "") for row in rows]
    if target:
        for row in shown:
            if not row.lacks:
                row.form = RowForm(target, row.dossier, limits.get(row.dossier.pk, ()), *sent)
    return {
        "rows": shown,
        "possible": counts[target] if target else 0,
        "targets": [{"status": status, "count": counts[status]} for status in offered],
        "target_meaning": MEANINGS[target].explanation if target else "",
        "asks_rows": any(row.form and row.form.fields for row in shown),
    }
