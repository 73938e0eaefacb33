"""Many dossiers moved the same way from the list.

The officer chooses them, a status and one reason, and reads what became of each.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from citizens.access_log import LoggedAdmin
from citizens.models import AccessEntry
from dossiers import actions, bulk_moves, workflow
from dossiers.admin.forms import FactsForm
from dossiers.admin.signed_in import signed_in
from dossiers.effects import Author
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import MEANINGS, Facts, Need, Status

CHANGE = "dossiers.change_dossier"
NAME = "dossiers_dossier_bulk"
MAX_DIGITS = 18  # of an id, a 64-bit number
# The fields of a single move that mean the same for many dossiers: not the limit.
_FIELDS = ("reason", "papers", "supplement_due", "fee", "internal_note")
_NEEDED = {Need.PAPERS.value, Need.SUPPLEMENT_DUE.value, Need.FEE.value}


class BulkForm(forms.Form):
    """What the move to `target` needs, once for all dossiers."""

    def __init__(self, target: Status, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        needs = {need.value for need in MEANINGS[target].needs}
        for name in _FIELDS:
            if name in needs or name not in _NEEDED:
                self.fields[name] = deepcopy(FactsForm.base_fields[name])
                self.fields[name].required = name in needs
        if Need.REASON.value in needs:
            self.fields["reason"].label = "Lý do"

    def clean(self) -> dict[str, Any]:
        """Check what the move needs; whether each dossier may move is checked later."""
        typed = super().clean() or {}
        for refusal in workflow.missing(self.target, self.facts()):
            if refusal.name in self.fields and not self.has_error(refusal.name):
                self.add_error(refusal.name, refusal.text)
        return typed

    def facts(self) -> Facts:
        """Return what was typed; the move happens now."""
        typed = self.cleaned_data
        return Facts(
            timezone.now(),
            reason=typed.get("reason", ""),
            internal_note=typed.get("internal_note", ""),
            papers=tuple(typed.get("papers") or ()),
            supplement_due=typed.get("supplement_due"),
            fee=typed.get("fee"),
        )


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
        form = (
            BulkForm(target, *([request.POST] if request.method == "POST" else []))
            if target
            else None
        )
        context = (
            self._moved(request, rows, form, by)
            if form and form.is_valid()
            else _chosen(rows, target, by)
        )
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
        self, request: HttpRequest, rows: Sequence[Dossier], form: BulkForm, by: Author
    ) -> dict[str, object]:
        """Move the rows and return what became of each."""
        seen = {
            row.pk: int(text)
            for row in rows
            if _is_number(text := request.POST.get(f"seen_{row.pk}", ""))
        }
        outcomes = [self._moved_one(request, row, seen, (form, by)) for row in rows]
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
        self,
        request: HttpRequest,
        row: Dossier,
        seen: Mapping[int, int],
        how: tuple[BulkForm, Author],
    ) -> bulk_moves.Outcome:
        """Move one row and log it, in its own transaction."""
        form, by = how
        with transaction.atomic():
            self.remember(request, row)
            (outcome,) = bulk_moves.move([row], seen, form.target, by, form.facts())
            if not outcome.refusal:
                self.log_change(request, row, f"«{form.target.label}»")
        return outcome


def _keys(texts: Sequence[str]) -> list[int]:
    """Return the ids in an address, as many as may be moved at once."""
    return list(dict.fromkeys(int(text) for text in texts if _is_number(text)))[: bulk_moves.MOST]


def _is_number(text: str) -> bool:
    """Return True for what may be an id or a count; Python refuses to read very long numbers."""
    return text.isdecimal() and len(text) <= MAX_DIGITS


def _status(text: str) -> Status | None:
    return Status(text) if text in Status.values else None


def _chosen(rows: Sequence[Dossier], target: Status | None, by: Author) -> dict[str, Any]:
    """Return the rows, what keeps each from `target`, and all targets with how many may go."""
    offered = bulk_moves.targets(rows, by)
    asked = offered if target is None or target in offered else [*offered, target]
    foreseen = bulk_moves.foresee(rows, asked, by)
    counts = {status: list(said.values()).count("") for status, said in foreseen.items()}
    return {
        "rows": [
            {"dossier": row, "lacks": foreseen[target][row.pk] if target else ""} for row in rows
        ],
        "possible": counts[target] if target else 0,
        "targets": [{"status": status, "count": counts[status]} for status in offered],
        "target_meaning": MEANINGS[target].explanation if target else "",
    }
