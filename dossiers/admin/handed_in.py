"""What was handed in at the counter: papers with originals and copies, the fee, how it comes back.

The rows are those of the procedure's check list. What is ticked is written into the dossier's first
event, which is never altered, and stands on the receipt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from django import forms
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldBooleanWidget,
)

from dossiers.admin.limit_fields import LimitFields
from dossiers.workflow import MAX_FEE, Collected, HandedIn, PaperIn
from foundation.desk.numbers import read_number
from offices.snapshot import directory
from procedures.api.checklist import Choice, checklist
from procedures.choices import Requirement
from procedures.publishing.snapshot import catalogue

MOST_OF_A_PAPER = 99


@dataclass(frozen=True)
class PaperRow:
    """A paper of the check list, as the page asks about it."""

    place: int
    name: str
    condition: str
    is_required: bool
    ticked: bool
    originals: int
    copies: int


class CounterFields(LimitFields):
    """What an officer at the counter ticks and counts. The rows follow the chosen procedure."""

    complete = forms.BooleanField(
        label="Đã kiểm tra, giấy tờ đủ", required=False, widget=UnfoldBooleanWidget
    )
    paid = forms.IntegerField(
        label="Phí, lệ phí (đồng)",
        required=False,
        min_value=0,
        max_value=MAX_FEE,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    collected = forms.ChoiceField(
        label="Nhận kết quả",
        required=False,
        choices=Collected.choices,
        widget=UnfoldAdminSelectWidget,
    )

    @cached_property
    def _document(self) -> dict[str, Any]:
        chosen = str(self["procedure"].value() or "")
        published = catalogue.current().documents.get(chosen) if chosen else None
        found: dict[str, Any] = orjson.loads(published.document) if published else {}
        return found

    def papers(self) -> Iterator[PaperRow]:
        """Yield the papers of the chosen procedure: ticked as typed, counted as it asks."""
        for place, paper in enumerate(self._document.get("documents", ())):
            ticked = self.data.get(f"paper-{place}") == paper["name"]
            counted = [
                read_number(self.data.get(f"{kind}-{place}", "")) if ticked else None
                for kind in ("originals", "copies")
            ]
            asked = (paper["original_count"] or 0, paper["copy_count"] or 0)
            originals, copies = (
                usual if typed is None else min(typed, MOST_OF_A_PAPER)
                for typed, usual in zip(counted, asked, strict=True)
            )
            required = paper["requirement"] == Requirement.REQUIRED
            yield PaperRow(
                place, paper["name"], paper["condition"], required, ticked, originals, copies
            )

    def fee_in_words(self) -> str:
        """Return the fee of the chosen procedure and way in; empty where there is none to say."""
        kind = str(self["channel"].value() or "")
        if kind not in {channel["kind"] for channel in self._document.get("channels", ())}:
            return ""
        chosen = checklist(self._document, Choice(channel=kind), directory.current().calendar)
        return str(chosen["fee"]["text"])

    def handed_in(self) -> HandedIn | None:
        """Return what was ticked and typed; None if nobody looked at the papers."""
        papers = tuple(
            PaperIn(row.name, row.originals, row.copies) for row in self.papers() if row.ticked
        )
        typed = self.cleaned_data
        if not papers and not typed["complete"] and typed["paid"] is None:
            return None
        collected = Collected(typed["collected"] or Collected.OFFICE)
        return HandedIn(papers, typed["complete"], typed["paid"], collected)
