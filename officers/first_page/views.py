"""The officers' first page; the trends on a page of their own, and as CSV."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from officers.first_page import (
    cards,
    exports,
    office_table,
    panels,
    periods,
    trends,
    urgent,
    watches,
    words,
)
from officers.first_page.periods import Grain
from officers.first_page.scope import allowed_choice, choose_scope, may_see_figures
from offices.models import Officer

POSTS = 3  # maximum of offices shown


def first_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the content of this officer's first page (unfold's DASHBOARD_CALLBACK)."""
    now, groups = timezone.localtime(), cards.count_cards(request)
    user = cast("User", request.user)  # the admin admits nobody else
    posts = (
        Officer.objects.in_force(now.date())
        .filter(user=user)
        .order_by("pk")
        .values_list("office__name", flat=True)
    )
    sources = urgent.sources_of(request)
    context = {
        **context,
        "title": "Trang chính",  # the same words as in the sidebar and the guides
        "officer_name": words.full_name(user),
        "today": words.day(now.date()),
        "posts": list(posts[:POSTS]),
        "groups": groups,
        "figures": (figures := cards.most_telling(groups)),
        "more_cards": sum(map(len, groups.values())) > len(figures),
        "late": [card for group in groups.values() for card in group if card.tone == "danger"],
        "has_work": bool(sources),
        "urgent": urgent.most_urgent(request, sources),
        "watches": watches.read_watches(request),
        "alarms": panels.read_panels(request, alarm=True),
        "panels": panels.read_panels(request),
    }
    return context | {"has_figures": may_see_figures(user)}


@require_GET
def trends_page(request: HttpRequest) -> HttpResponse:
    """Show the figures of the officer's offices as charts, each with the lists behind it."""
    allowed_choice(request)
    context = {**admin.site.each_context(request), "title": "Số liệu", "trends": _trends(request)}
    return TemplateResponse(request, "admin/first_page/trends_page.html", context)


def _trends(request: HttpRequest) -> dict[str, Any]:
    grain, choice = _grain(request), choose_scope(request.user, request.GET.get("don-vi", ""))
    shown = periods.periods_until(grain, timezone.localdate(), periods.SHOWN[grain])
    may = request.user.has_perm
    address = urlencode({"ky": grain.value, "don-vi": choice.scope.office})
    return {
        "scope": choice.scope,
        "offices": choice.others,
        "grain": grain.value,
        "grains": [(one.value, periods.TITLES[one]) for one in Grain],
        "period": shown[-1],
        "boards": trends.show_boards(choice.scope, shown, timezone.localdate(), may),
        "below": office_table.lines_below(choice.scope, shown[-1], choice.names, may),
        "query": address,
        "as_of": timezone.localtime(),
    }


def _grain(request: HttpRequest) -> Grain:
    """Return the length of periods in the address; months by default."""
    asked = request.GET.get("ky", "")
    return Grain(asked) if asked in set(Grain) else Grain.MONTH


@require_GET
def trends_csv(request: HttpRequest) -> HttpResponse:
    """Send the figures of the first page as CSV."""
    scope, grain = allowed_choice(request).scope, _grain(request)
    shown = periods.periods_until(grain, timezone.localdate(), periods.SHOWN[grain])
    exports.announce_export(request.user)
    name = f"so-lieu-{grain.value}-{timezone.localdate():%Y%m%d}.csv"
    content = exports.as_csv(scope, trends.show_boards(scope, shown, timezone.localdate()))
    return HttpResponse(
        content,
        content_type=exports.CSV_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
