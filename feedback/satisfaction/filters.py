"""Parameters of GET satisfaction/."""

import re
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from foundation.api.parameters import Parameters
from foundation.api.problems import FieldError, Problem, pointer
from offices.snapshot import directory

MAX_MONTHS = 60
_MONTH = "20[0-9]{2}-(0[1-9]|1[0-2])"


class MonthFormField(forms.CharField):
    """A month written `YYYY-MM`."""

    def clean(self, value: str | None) -> date | None:
        """Return the month's first day, or None if nothing was sent."""
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(_MONTH, text):
            raise ValidationError("Ghi năm rồi tháng, ví dụ 2026-10.", code="invalid_month")
        return date.fromisoformat(f"{text}-01")


class MonthFilter(django_filters.CharFilter):
    """A parameter that is a month."""

    field_class = MonthFormField
    # An empty parameter counts as not sent.
    documented_as = {"type": "string", "pattern": f"^({_MONTH})?$"}


def _fields() -> list[tuple[str, str]]:
    return list(directory.current().field_names.items())


class SatisfactionParameters(Parameters):
    """GET satisfaction/."""

    office = django_filters.CharFilter(
        max_length=80, help_text="Mã đơn vị, gồm cả đơn vị trực thuộc; không gửi là toàn tỉnh."
    )
    field = django_filters.ChoiceFilter(choices=_fields, help_text="Mã lĩnh vực, xem fields/.")
    procedure = django_filters.CharFilter(
        max_length=200, help_text="Mã hoặc mã quốc gia của thủ tục; không gửi cùng `field`."
    )
    since = MonthFilter(
        max_length=7, help_text="Từ tháng, ví dụ 2026-01; không gửi là 12 tháng đến `until`."
    )
    until = MonthFilter(
        max_length=7,
        help_text="Đến hết tháng, ví dụ 2026-10; không gửi là tháng mới nhất đã công bố.",
    )

    @classmethod
    def read(cls, query: QueryDict) -> dict[str, Any]:
        """Return the values.

        Also raises Problem for a field together with a procedure, and for an invalid span of
        months.
        """
        values = super().read(query)
        if values["field"] and values["procedure"]:
            raise parameter_problem(
                "procedure", "conflict", "Chỉ gửi một trong hai: lĩnh vực hoặc thủ tục."
            )
        if values["since"] and values["until"]:
            check_span(values["since"], values["until"])
        return values


def check_span(since: date, until: date) -> None:
    """Raise Problem `invalid_request` for months in the wrong order or too many months."""
    if since > until:
        raise parameter_problem(
            "since", "after_until", "Tháng đầu phải trước hoặc bằng tháng cuối."
        )
    if (until.year - since.year) * 12 + until.month - since.month >= MAX_MONTHS:
        raise parameter_problem("since", "too_long", f"Tối đa {MAX_MONTHS} tháng.")


def parameter_problem(name: str, code: str, detail: str) -> Problem:
    """Return the Problem about one query parameter."""
    return Problem("invalid_request", errors=[FieldError(pointer("query", name), code, detail)])
