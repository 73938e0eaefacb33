"""The officers' first page, the trends on it as CSV, and the month's report to print."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from officers.first_page import boards as registered_boards
from officers.first_page import cards, exports, panels, periods, reports, trends, words
from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Choice, choose_scope, may_see_figures
from offices.installation import police_name
from offices.models import Officer

POSTS = 3  # as many offices are named


def first_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the content of this officer's first page (unfold's DASHBOARD_CALLBACK)."""
    now, groups = timezone.localtime(), cards.count_cards(request)
    user = cast("User", request.user)  # the admin lets nobody else in
    posts = (
        Officer.objects.in_force(now.date())
        .filter(user=user)
        .order_by("pk")
        .values_list("office__name", flat=True)
    )
    context = {
        **context,
        "title": "Trang chính",  # as the sidebar and the guides say
        "officer_name": words.full_name(user),
        "today": words.day(now.date()),
        "posts": list(posts[:POSTS]),
        "groups": groups,
        "urgent": [card for group in groups.values() for card in group if card.tone == "danger"],
        "panels": panels.read_panels(request),
    }
    return context | ({"trends": _trends(request)} if may_see_figures(user) else {})


def _trends(request: HttpRequest) -> dict[str, Any]:
    grain, choice = _grain(request), choose_scope(request.user, request.GET.get("don-vi", ""))
    shown = periods.periods_until(grain, timezone.localdate(), periods.SHOWN[grain])
    address = urlencode({"ky": grain.value, "don-vi": choice.scope.office})
    return {
        "scope": choice.scope,
        "offices": choice.others,
        "grain": grain.value,
        "grains": [(one.value, periods.TITLES[one]) for one in Grain],
        "period": shown[-1],
        "boards": trends.show_boards(choice.scope, shown, timezone.localdate()),
        "query": address,
        "as_of": timezone.localtime(),
    }


def _grain(request: HttpRequest) -> Grain:
    """Return the length of periods that the address asks for, months if it names none."""
    asked = request.GET.get("ky", "")
    return Grain(asked) if asked in set(Grain) else Grain.MONTH


def _allowed_choice(request: HttpRequest) -> Choice:
    """Return the scope that the address asks for.

    Raises PermissionDenied, and Http404 for an office that is not the officer's.
    """
    if not may_see_figures(request.user):
        raise PermissionDenied
    return choose_scope(request.user, request.GET.get("don-vi", ""))


@require_GET
def trends_csv(request: HttpRequest) -> HttpResponse:
    """Send the figures of the first page as CSV."""
    scope, grain = _allowed_choice(request).scope, _grain(request)
    shown = periods.periods_until(grain, timezone.localdate(), periods.SHOWN[grain])
    exports.announce_export(request.user)
    name = f"so-lieu-{grain.value}-{timezone.localdate():%Y%m%d}.csv"
    content = exports.as_csv(scope, trends.show_boards(scope, shown, timezone.localdate()), shown)
    return HttpResponse(
        content,
        content_type=exports.CSV_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Show the report of a month for print on A4: «thang=2026-11», else the last full month."""
    choice, today = _allowed_choice(request), timezone.localdate()
    month = _month(request.GET.get("thang", ""), today)
    shown = periods.periods_until(Grain.MONTH, month.first, periods.SHOWN[Grain.MONTH])
    boards = trends.show_boards(choice.scope, shown, today)
    context = {
        "police": police_name(),
        "scope": choice.scope,
        "offices": choice.others,
        "month": month,
        "before": month.before(),
        "months": [
            (f"{one.first:%Y-%m}", one.name)
            for one in reversed(periods.periods_until(Grain.MONTH, today, 24))
        ],
        "is_over": month.last < today,
        "boards": boards,
        "notes": list(_notes()),
        "below": reports.lines_below(choice.scope, month),
        "headline": reports.pick_headline(boards),
        "made_at": timezone.localtime(),
        "made_by": words.full_name(cast("User", request.user)),
    }
    return TemplateResponse(request, "admin/first_page/report.html", context)


def _month(asked: str, today: date) -> Period:
    """Return the month that an address names. Raises Http404 if it is none, or in the future."""
    if not asked:
        return periods.period_of(Grain.MONTH, today).before()
    try:
        month = periods.period_of(Grain.MONTH, date.fromisoformat(f"{asked}-01"))
    except ValueError as error:
        raise Http404 from error
    if month.first > today:
        raise Http404
    return month


def _notes() -> Iterator[tuple[str, str, str]]:
    """Yield title, definition and source of every figure."""
    for board in registered_boards.boards():
        for figure in board.figures:
            yield figure.title, figure.definition, figure.source
