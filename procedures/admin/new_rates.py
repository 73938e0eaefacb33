"""The page «Mức mới từ ngày …»: one act sets new amounts, seen before they hold."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextInputWidget

from foundation.desk.dates import date_field
from procedures.admin.publishing_together import tell
from procedures.fees import fee_and_time_texts as texts
from procedures.fees.new_rates import held_before, last_rows, next_day, set_new_rates
from procedures.models import Fee

CHANGE, PUBLISH = "procedures.change_procedure", "procedures.publish_procedure"
_GROUPED = re.compile(r"\d{1,3}([.\s]\d{3})+")


@dataclass(frozen=True)
class Rates:
    """Fees with the same amount and last day, which one act mostly changes together."""

    title: str
    rows: Sequence[Fee]

    @property
    def key(self) -> str:
        """The value of the box that chooses all of them."""
        return ",".join(str(row.pk) for row in self.rows)


class NewRatesForm(forms.Form):
    """The new amount, its first day, the act, and the fees that it is for."""

    amount = forms.CharField(
        label="Mức mới (đồng)",
        help_text="Chỉ ghi số, ví dụ 50000.",
        max_length=20,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    start = date_field("Áp dụng từ ngày", "Mức cũ hết vào ngày trước đó.")
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text="Văn bản mà đồng chí đã đọc, ví dụ: Thông tư 28/2026/TT-BTC.",
    )
    rows = forms.CharField(required=False)

    def __init__(self, rows: Sequence[Fee], typed: Any = None) -> None:
        initial = {"start": next_day(rows, timezone.localdate())}
        super().__init__(typed, initial=initial)
        self.offered = {str(row.pk): row for row in rows}

    @cached_property
    def chosen(self) -> list[Fee]:
        """The fees whose boxes are ticked, alone or as a group."""
        ticked = cast("QueryDict", self.data).getlist("rows") if self.is_bound else []
        keys = {key for value in ticked for key in value.split(",")}
        return [row for key, row in self.offered.items() if key in keys]

    def clean_amount(self) -> Decimal:
        """Read 200000, 200.000 and 200 000 as the same amount."""
        typed = self.cleaned_data["amount"].strip()
        plain = re.sub(r"[.\s]", "", typed) if _GROUPED.fullmatch(typed) else typed
        if not (plain.isascii() and plain.isdecimal()) or len(plain) > 10:  # noqa: PLR2004  # the column's digits
            raise ValidationError("Ghi số tiền, ví dụ: 200.000.", code="invalid_amount")
        return Decimal(plain)

    def clean_rows(self) -> list[Fee]:
        if not self.chosen:
            raise ValidationError("Chọn ít nhất một mức thu.", code="nothing_chosen")
        return self.chosen

    def next_rows(self) -> list[tuple[Fee, str, str, str]]:
        """Return each chosen fee with its amount of before, what was foreseen, and the new one."""
        start, amount = self.cleaned_data["start"], self.cleaned_data["amount"]
        holding = held_before(self.chosen, start)
        return [
            (
                row,
                _amount_of(holding.get(row.pk)),
                _amount_of(row) if row.effective_from == start else "",
                _words(row, amount),
            )
            for row in self.chosen
        ]


def _amount_of(row: Fee | None) -> str:
    return _words(row, row.amount) if row else "–"


def _words(row: Fee, amount: Decimal | None) -> str:
    upper = row.amount_to if amount == row.amount else None
    shown = {"amount": amount, "amount_to": upper, "currency": row.currency, "unit": row.unit}
    return texts.describe_fee(shown)


def _until(row: Fee) -> str:
    if row.effective_to:
        return f"đến hết {row.effective_to:%d/%m/%Y}"
    start = row.effective_from
    is_later = start is not None and start > timezone.localdate()
    return f"từ {start:%d/%m/%Y}" if start and is_later else "không ghi ngày kết thúc"


def grouped(rows: Sequence[Fee]) -> list[Rates]:
    """Return the fees by last day and amount, in their order."""
    found: dict[str, list[Fee]] = defaultdict(list)
    for row in rows:
        found[f"{_words(row, row.amount)}, {_until(row)}"].append(row)
    return [Rates(title, some) for title, some in found.items()]


def new_rates_view(request: HttpRequest) -> HttpResponse:
    """Ask, show what follows what, then write and publish."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    rows = last_rows(timezone.localdate())
    form = NewRatesForm(rows, request.POST if request.method == "POST" else None)
    seen = form.is_valid()
    if seen and "confirm" in request.POST and (done := _write(request, form)):
        return done
    context = {
        **admin.site.each_context(request),
        "title": "Mức mới từ ngày …",
        "form": form,
        "groups": grouped(rows),
        "next_rows": form.next_rows() if seen and not form.errors else [],
        "may_publish": request.user.has_perm(PUBLISH),
    }
    return TemplateResponse(request, "admin/procedures/new_rates.html", context)


def _write(request: HttpRequest, form: NewRatesForm) -> HttpResponse | None:
    typed, officer = form.cleaned_data, cast("User", request.user)
    amounts = {row.pk: typed["amount"] for row in typed["rows"]}
    publishes = officer.has_perm(PUBLISH)
    try:
        outcome = set_new_rates(
            amounts, typed["start"], typed["basis"], officer, publishes=publishes
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
    said = tell(outcome) if publishes else "Đã ghi vào bản nháp; người có quyền công bố sẽ công bố"
    messages.success(request, f"Mức mới từ {typed['start']:%d/%m/%Y}. {said}.")
    return HttpResponseRedirect(reverse("admin:procedures_procedure_fees"))
