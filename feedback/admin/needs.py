"""The page of what people need: numbers by week and office, with links to act on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget

from feedback.admin.needs_links import Link, NeedLinks
from feedback.needs import weekly
from feedback.needs.weekly import Line, Queue, Rated
from feedback.needs.weeks import WEEK, week_of, weeks_until
from officers.needs import tables_of
from offices.models import Office
from offices.tree import offices_below, with_below

SHOWN = 4  # weeks side by side: about a month
CHOICES = 26  # weeks to choose from
_EVERYWHERE = "toàn tỉnh"


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    title: str
    line: Line
    links: Sequence[Link]
    note: str = ""


@dataclass(frozen=True)
class Table:
    """One kind of need.

    `scope` describes whose numbers these are; `nothing` is the text of an empty table.
    """

    title: str
    intro: str
    scope: str
    nothing: str
    rows: Sequence[Row]


def _week_choices() -> list[tuple[str, str]]:
    first = week_of(timezone.localdate())
    mondays = [first - WEEK * back for back in range(CHOICES)]
    return [
        (monday.isoformat(), f"{monday:%d/%m} – {monday + timedelta(days=6):%d/%m/%Y}")
        for monday in mondays
    ]


class ChoiceForm(forms.Form):
    """The last week shown, and the office: only the officer's own can be chosen."""

    tuan = forms.ChoiceField(
        label="Tuần cuối", choices=_week_choices, required=False, widget=UnfoldAdminSelectWidget()
    )
    don_vi = forms.ModelChoiceField(
        Office.objects.none(),
        label="Đơn vị",
        required=False,
        empty_label="Mọi đơn vị của tôi",
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


def needs(request: HttpRequest) -> HttpResponse:
    """Show the needs of four weeks."""
    if not request.user.has_perm("feedback.view_needcount"):
        raise PermissionDenied
    own = None if request.user.is_superuser else offices_below(request.user)
    form = ChoiceForm(request.GET, own=own)
    # Errors are shown at their field; the page then shows the default.
    form.is_valid()
    chosen, office = (
        form.cleaned_data.get("tuan") or timezone.localdate().isoformat(),
        form.cleaned_data.get("don_vi"),
    )
    weeks, links = weeks_until(date.fromisoformat(chosen), SHOWN), NeedLinks(request)
    context = {
        **admin.site.each_context(request),
        "title": "Người dân cần gì",
        "form": form,
        "weeks": weeks,
        "good": settings.SATISFACTION_TARGET,
        "tables": _build_tables(
            request, weeks, [office.pk] if office else _highest_offices(own), links
        ),
        "rated": _low_rated([office.pk] if office else _highest_offices(own), links),
        "queues": _waiting_queues(request, own, office, links),
    }
    return TemplateResponse(request, "admin/feedback/needs.html", context)


def _highest_offices(own: frozenset[str] | None) -> list[str]:
    """Return the highest of the officer's offices: their rows include the offices below."""
    parents = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    held = parents.keys() if own is None else own
    return sorted(office for office in held if parents.get(office) not in held)


def _build_tables(
    request: HttpRequest, weeks: Sequence[date], tops: Sequence[str], links: NeedLinks
) -> list[Table]:
    everywhere, here = _EVERYWHERE, "các đơn vị đã chọn"
    tables = [
        _asked_procedures_table(weeks, tops, links, here),
        _repeated_questions_table(weeks, tops, links, here),
    ]
    if request.user.has_perm("procedures.view_searchcount"):
        tables.insert(0, _missed_searches_table(weeks, links, everywhere))
    if request.user.has_perm("procedures.view_readcount"):
        tables.append(_read_procedures_table(weeks, links, everywhere))
    return [*tables, *_registered_tables(request, weeks, tops, here, links)]


def _registered_tables(
    request: HttpRequest,
    weeks: Sequence[date],
    tops: Sequence[str],
    scope: str,
    links: NeedLinks,
) -> list[Table]:
    registered = tables_of(request.user)
    offices = with_below(tops if registered else ())
    return [
        Table(
            table.title,
            table.intro,
            _EVERYWHERE if table.everywhere else scope,
            table.nothing,
            [
                Row(
                    row.title,
                    Line("", row.title, row.by_week),
                    [
                        Link(row.link, row.address),
                        *(Link(text, address) for text, address in row.further),
                        *links.about_asked(row.asked),
                    ],
                )
                for row in table.read(weeks, offices, request.user)
            ],
        )
        for table in registered
    ]


def _missed_searches_table(weeks: Sequence[date], links: NeedLinks, scope: str) -> Table:
    rows = [
        Row(line.title, line, links.about_search(line.key))
        for line in weekly.missed_searches(weeks)
    ]
    intro = "Thêm từ đồng nghĩa để lần sau người dân tìm thấy."
    return Table("Tìm mà không thấy", intro, scope, "Lượt tìm nào cũng có kết quả.", rows)


def _asked_procedures_table(
    weeks: Sequence[date], tops: Sequence[str], links: NeedLinks, scope: str
) -> Table:
    lines = weekly.asked_procedures(tops, weeks)
    rows = [Row(_title_of(line), line, links.about_questions(line.key)) for line in lines]
    return Table("Hỏi nhiều", "Số câu hỏi theo thủ tục.", scope, "Chưa có câu hỏi nào.", rows)


def _repeated_questions_table(
    weeks: Sequence[date], tops: Sequence[str], links: NeedLinks, scope: str
) -> Table:
    lines = weekly.repeated_questions(tops, weeks)
    offers = [links.about_questions(line.key, line.words) for line in lines]
    rows = [
        Row(f"… {line.words} …", line, offered, _title_of(line))
        for line, offered in zip(lines, offers, strict=True)
    ]
    intro = (
        f"Cụm từ có trong từ {weekly.SHARED_BY} câu hỏi về cùng một thủ tục. Một câu trả lời "
        "công khai đáp cho mọi người."
    )
    return Table("Hỏi đi hỏi lại", intro, scope, "Chưa có câu hỏi nào lặp lại.", rows)


def _read_procedures_table(weeks: Sequence[date], links: NeedLinks, scope: str) -> Table:
    lines = weekly.read_procedures(weeks)
    rows = [Row(_title_of(line), line, links.about_procedure(line.key)) for line in lines]
    return Table(
        "Xem nhiều",
        "Số lần mở trang của thủ tục trong Mini App.",
        scope,
        "Chưa có lượt xem nào.",
        rows,
    )


def _low_rated(tops: Sequence[str], links: NeedLinks) -> list[tuple[Rated, list[Link]]]:
    """Return the lowest rated procedures of the first office; officers with several choose one."""
    if not tops:
        return []
    whole_province = Office.objects.filter(pk=tops[0], parent=None).exists()
    rated = weekly.low_rated("" if whole_province else tops[0])
    return [(one, links.about_procedure(one.key)) for one in rated]


def _title_of(line: Line) -> str:
    return line.title or "Chưa rõ thủ tục"


def _waiting_queues(
    request: HttpRequest, own: frozenset[str] | None, office: Office | None, links: NeedLinks
) -> list[tuple[Queue, list[Link]]] | None:
    if not request.user.has_perm("dossiers.view_dossier"):
        return None
    offices = with_below([office.pk]) if office else own
    return [
        (queue, links.about_queue(queue))
        for queue in weekly.waiting_dossiers(timezone.now(), offices)
    ]
