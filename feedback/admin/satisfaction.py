"""Leaders' page of figures: satisfaction, punctuality and follow-ups by month, and its export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget

from citizens import access_log
from dossiers.exporting import CSV_TYPE
from feedback.admin.satisfaction_rows import Row, Table, read_rows
from feedback.satisfaction import exporting
from feedback.satisfaction import scores as figures
from feedback.satisfaction.exporting import KIND
from feedback.satisfaction.months import months_before
from feedback.satisfaction.scores import Satisfaction, Score
from feedback.satisfaction.snapshot import held
from feedback.satisfaction.views import DEFINITION
from offices.models import Field, Office
from offices.tree import offices_below
from procedures.models import Procedure

VIEW, EXPORT = "feedback.view_satisfactionrelease", "feedback.export_satisfactionrelease"
CHOICES = 36  # months to choose from
LINES = 15  # procedures shown, the lowest rated first


def _month_choices() -> list[tuple[str, str]]:
    newest = timezone.localdate().replace(day=1)
    months = [months_before(newest, back) for back in range(CHOICES)]
    return [(month.isoformat(), f"{month:%m/%Y}") for month in months]


class ChoiceForm(forms.Form):
    """The months, and the office for details: only the officer's own can be chosen."""

    tu = forms.ChoiceField(
        label="Từ tháng", choices=_month_choices, required=False, widget=UnfoldAdminSelectWidget()
    )
    den = forms.ChoiceField(
        label="Đến tháng", choices=_month_choices, required=False, widget=UnfoldAdminSelectWidget()
    )
    don_vi = forms.ModelChoiceField(
        Office.objects.none(),
        label="Chi tiết của",
        required=False,
        empty_label=None,
        widget=UnfoldAdminSelectWidget(),
    )

    def __init__(self, *args: Any, own: frozenset[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.all()
        field: Any = self.fields["don_vi"]
        field.queryset = offices if own is None else offices.filter(pk__in=own)
        field.error_messages["invalid_choice"] = (
            "Không có đơn vị này trong các đơn vị của đồng chí."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse months in the wrong order."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("tu") and values.get("den") and values["tu"] > values["den"]:
            self.add_error("den", "Tháng cuối phải sau hoặc bằng tháng đầu.")
        return values

    def months(self) -> tuple[date, date]:
        """Return the first and last month, or the default in place of an invalid choice."""
        first, last = (
            date.fromisoformat(self.cleaned_data.get(name) or _default_month())
            for name in ("tu", "den")
        )
        return (first, last) if first <= last else (first, first)


def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the figures of the leader's offices."""
    form, rows = _read_choice(request, VIEW)
    months = form.months()
    office = form.cleaned_data.get("don_vi")
    shown = next(
        (row for row in rows if office and row.key == office.pk), rows[0] if rows else None
    )
    context = {
        **admin.site.each_context(request),
        "title": "Mức hài lòng và tiến độ",
        "form": form,
        "months": months,
        "newest": figures.newest_month(),
        "rows": rows,
        "table": Table.of(rows),
        "asked": {"tu": months[0].isoformat(), "den": months[1].isoformat()},
        "definition": DEFINITION,
        "details": _build_details(shown, months) if shown else None,
        "export": request.GET.urlencode() if request.user.has_perm(EXPORT) else None,
    }
    return TemplateResponse(request, "admin/feedback/satisfaction.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """Send the table as CSV; the export is logged before anything is sent."""
    form, rows = _read_choice(request, EXPORT)
    first, last = form.months()
    content = exporting.as_csv(
        (first, last),
        {row.place: (row.key, row.name, row.figures) for row in rows},
        figures.aspect_scores_by_office(first, last, [row.place for row in rows]),
        held.current().labels,
    )
    officer: Any = request.user  # signed in: the admin's own check comes first
    access_log.record(
        actor=officer,
        action=access_log.Action.EXPORTED,
        subject=(KIND.name, []),
        where=access_log.Where.ADMIN,
        count=len(rows),
    )
    headers = {
        "Content-Disposition": f'attachment; filename="hai-long-{first:%Y%m}-{last:%Y%m}.csv"'
    }
    return HttpResponse(content, content_type=CSV_TYPE, headers=headers)


def _read_choice(request: HttpRequest, permission: str) -> tuple[ChoiceForm, list[Row]]:
    if not (request.user.has_perm(VIEW) and request.user.has_perm(permission)):
        raise PermissionDenied
    own = None if request.user.is_superuser else offices_below(request.user)
    usual = {"tu": _default_month(), "den": _default_month()}
    form = ChoiceForm({**usual, **request.GET.dict()}, own=own)
    # Errors are shown at their field; the page then shows the default.
    form.is_valid()
    rows = read_rows(request, form.months(), own)
    if rows and "don_vi" not in form.data:
        form.data = {**form.data, "don_vi": rows[0].key}
    return form, rows


def _default_month() -> str:
    """Return the default month: the newest published one."""
    return (figures.newest_month() or timezone.localdate().replace(day=1)).isoformat()


@dataclass(frozen=True)
class Details:
    """The published figures of one office."""

    name: str
    found: Satisfaction
    aspects: Sequence[tuple[str, Score]]
    fields: Sequence[tuple[str, Score]]
    procedures: Sequence[tuple[str, Score]]


def _build_details(row: Row, months: tuple[date, date]) -> Details:
    found = figures.published_satisfaction(*months, office=row.place)
    labels = held.current().labels
    fields, procedures = (
        _lowest_first(scores(*months, row.place))
        for scores in (figures.scores_by_field, figures.scores_by_procedure)
    )
    names = dict(Field.objects.filter(pk__in=dict(fields)).values_list("pk", "name"))
    titles = dict(Procedure.objects.filter(pk__in=dict(procedures)).values_list("pk", "short_name"))
    return Details(
        row.name,
        found,
        [(label, found.aspects[key]) for key, label in labels.items() if key in found.aspects],
        [(names.get(key, key), score) for key, score in fields],
        [(titles.get(key, key), score) for key, score in procedures],
    )


def _lowest_first(scores: dict[str, Score]) -> list[tuple[str, Score]]:
    return sorted(scores.items(), key=lambda item: (item[1].satisfied_percent, item[0]))[:LINES]
