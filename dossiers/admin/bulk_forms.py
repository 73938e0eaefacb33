"""What a move of many dossiers needs: once for all of them, and in the table for each row."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone

from dossiers import workflow
from dossiers.actions import bulk_moves
from dossiers.admin.forms import FactsForm
from dossiers.due.time_limits import Choice
from dossiers.models import Dossier
from dossiers.workflow import MEANINGS, Facts, Limit, Need, Status
from procedures.choices import TimeUnit

# What may differ from row to row; what is typed for all stands in for a row left empty.
_OF_ROWS = (Need.PAPERS.value, Need.SUPPLEMENT_DUE.value, Need.FEE.value)
_LIMITS = ("limit", "limit_value", "limit_unit")
_FOR_ALL = ("reason", *_OF_ROWS, "internal_note")


def needs_of(target: Status) -> set[str]:
    """Return the names of what a move to `target` has to bring along."""
    return {need.value for need in MEANINGS[target].needs}


def asks_limit(target: Status, offered: Sequence[Choice]) -> bool:
    """Return True if a dossier that moves to `target` has to be told its time limit."""
    return target is Status.ACCEPTED and bulk_moves.leaves_a_choice(offered)


class BulkForm(forms.Form):
    """What is said once for all dossiers that move to `target`."""

    def __init__(self, target: Status, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, needs = target, needs_of(target)
        for name in _FOR_ALL:
            if name in needs or name not in _OF_ROWS:
                self.fields[name] = deepcopy(FactsForm.base_fields[name])
                self.fields[name].required = name in needs and name not in _OF_ROWS
            if name in needs and name in _OF_ROWS:
                self.fields[name].label = f"{self.fields[name].label}, chung cho các dòng để trống"
        if Need.REASON.value in needs:
            self.fields["reason"].label = "Lý do"

    def clean(self) -> dict[str, Any]:
        """Check what is said for all; what rows may say themselves is checked with each row."""
        typed = super().clean() or {}
        for refusal in workflow.missing(self.target, self.facts()):
            own = refusal.name in _OF_ROWS
            if refusal.name in self.fields and not own and not self.has_error(refusal.name):
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


class RowForm(forms.Form):
    """What one row of the table says: papers, a day, an amount, or its time limit."""

    def __init__(
        self, target: Status, dossier: Dossier, offered: Sequence[Choice], data: Any = None
    ) -> None:
        super().__init__(data, prefix=f"row-{dossier.pk}")
        self.target, self.offered = target, offered
        limits = _LIMITS if asks_limit(target, offered) else ()
        for name in (*limits, *(name for name in _OF_ROWS if name in needs_of(target))):
            self.fields[name] = deepcopy(FactsForm.base_fields[name])
            self.fields[name].required, self.fields[name].help_text = False, ""
        if "papers" in self.fields:
            self.fields["papers"].widget.attrs["rows"] = 2
        if limits and offered:
            numbered = [(str(i), choice.text) for i, choice in enumerate(offered)]
            self.fields["limit"].choices = [("", "Chọn thời hạn"), *numbered]  # type: ignore[attr-defined]  # a field of choices
        elif limits:
            del self.fields["limit"]

    def facts(self, common: Facts) -> Facts:
        """Return what was said for all, with what this row says instead."""
        typed = self.cleaned_data
        said = {name: typed[name] for name in _OF_ROWS if typed.get(name)}
        if "papers" in said:
            said["papers"] = tuple(said["papers"])
        return replace(common, **said, limit=self._limit())

    def _limit(self) -> Limit | None:
        typed = self.cleaned_data
        if typed.get("limit_value") is not None:
            return Limit(typed["limit_value"], typed["limit_unit"] or TimeUnit.WORKING_DAY)
        return self.offered[int(typed["limit"])].limit if typed.get("limit") else None

    def is_complete(self, common: Facts) -> bool:
        """Return True if the row has what its move needs; what it lacks is shown in the row."""
        if not self.is_valid():
            return False
        for refusal in workflow.missing(self.target, self.facts(common)):
            if refusal.name in self.fields:
                self.add_error(refusal.name, refusal.text)
        if "limit_value" in self.fields and self._limit() is None:
            self.add_error("limit_value", "Hãy chọn hoặc ghi thời hạn của hồ sơ này.")
        return not self.errors
