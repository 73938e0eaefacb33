"""The page that says what people need.

Numbers by week and office, each line with what can be done about it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget

from feedback.needs import weekly
from feedback.needs.weekly import Line, Queue, Rated
from feedback.needs.weeks import WEEK, week_of, weeks_until
from offices.models import Office
from offices.tree import offices_below, with_below
from procedures.admin.search_counts import add_synonyms_address
from procedures.models import Procedure

SHOWN = 4  # weeks beside each other: about a month
CHOICES = 26  # weeks to choose from


@dataclass(frozen=True)
class Link:
    """Something that the officer can do about a line."""

    title: str
    address: str


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

    `scope` says whose numbers these are, `nothing` what stands where there are none.
    """

    title: str
    intro: str
    scope: str
    nothing: str
    rows: Sequence[Row]


def _weeks() -> list[tuple[str, str]]:
    first = week_of(timezone.localdate())
    mondays = [first - WEEK * back for back in range(CHOICES)]
    return [
        (monday.isoformat(), f"{monday:%d/%m} – {monday + timedelta(days=6):%d/%m/%Y}")
        for monday in mondays
    ]


class ChoiceForm(forms.Form):
    """Which week is the last one shown, and whose numbers.

    An office that is not the officer's is no choice.
    """

    tuan = forms.ChoiceField(
        label="Tuần cuối", choices=_weeks, required=False, widget=UnfoldAdminSelectWidget()
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
        field.error_messages["invalid_choice"] = "Không có đơn vị này trong các đơn vị của bạn."


class Actions:
    """What this officer may do about a line, by the rights that they have."""

    def __init__(self, request: HttpRequest) -> None:
        self._may = request.user.has_perm

    def about_search(self, term: str) -> list[Link]:
        """Make a search find something."""
        searches = f"{reverse('admin:procedures_searchcount_changelist')}?{urlencode({'q': term})}"
        return self._allowed(
            ("procedures.add_synonymgroup", "Thêm từ đồng nghĩa", add_synonyms_address(term)),
            ("feedback.add_faqentry", "Soạn câu trả lời công khai", _faq_address(term)),
            ("procedures.view_searchcount", "Xem lượt tìm", searches),
        )

    def about_procedure(self, key: str, field: str) -> list[Link]:
        """Make a procedure clearer."""
        return self._allowed(
            *self._procedure(key),
            ("feedback.add_faqentry", "Soạn câu trả lời công khai", _faq_address("", key, field)),
        )

    def about_questions(self, key: str, field: str, words: str = "") -> list[Link]:
        """Answer what was asked, once for everybody where it comes again."""
        chosen = (
            {"state": "all"}
            | ({"q": words} if words else {})
            | ({"procedure__id__exact": key} if key else {})
        )
        queue = f"{reverse('admin:feedback_question_changelist')}?{urlencode(chosen)}"
        return self._allowed(
            ("feedback.view_question", "Xem và trả lời", queue),
            (
                "feedback.add_faqentry",
                "Soạn câu trả lời công khai",
                _faq_address(words, key, field),
            ),
            *self._procedure(key),
        )

    def about_queue(self, queue: Queue) -> list[Link]:
        """Move what waits."""
        chosen = {
            "office": queue.office,
            "procedure__id__exact": queue.procedure,
            "status__exact": queue.status,
        }
        address = f"{reverse('admin:dossiers_dossier_changelist')}?{urlencode(chosen)}"
        return self._allowed(
            ("dossiers.view_dossier", "Mở danh sách hồ sơ", address),
            *self._procedure(queue.procedure),
        )

    def _procedure(self, key: str) -> Iterable[tuple[str, str, str]]:
        if not key:
            return []
        title = "Sửa thủ tục" if self._may("procedures.change_procedure") else "Xem thủ tục"
        return [
            (
                "procedures.view_procedure",
                title,
                reverse("admin:procedures_procedure_change", args=[key]),
            )
        ]

    def _allowed(self, *links: tuple[str, str, str]) -> list[Link]:
        return [
            Link(title, address) for permission, title, address in links if self._may(permission)
        ]


def _faq_address(question: str, procedure: str = "", field: str = "") -> str:
    filled = {
        name: value
        for name, value in (("question", question), ("procedures", procedure), ("field", field))
        if value
    }
    return f"{reverse('admin:feedback_faqentry_add')}?{urlencode(filled)}"


def needs(request: HttpRequest) -> HttpResponse:
    """Show the needs of four weeks."""
    if not request.user.has_perm("feedback.view_needcount"):
        raise PermissionDenied
    own = None if request.user.is_superuser else offices_below(request.user)
    form = ChoiceForm(request.GET, own=own)
    # what is wrong is said beside the field; the page shows what stands there without a choice
    form.is_valid()
    chosen, office = (
        form.cleaned_data.get("tuan") or timezone.localdate().isoformat(),
        form.cleaned_data.get("don_vi"),
    )
    weeks, actions = weeks_until(date.fromisoformat(chosen), SHOWN), Actions(request)
    context = {
        **admin.site.each_context(request),
        "title": "Người dân cần gì",
        "form": form,
        "weeks": weeks,
        "tables": _tables(request, weeks, [office.pk] if office else _tops(own), actions),
        "rated": _rated([office.pk] if office else _tops(own), actions),
        "queues": _queues(request, own, office, actions),
    }
    return TemplateResponse(request, "admin/feedback/needs.html", context)


def _tops(own: frozenset[str] | None) -> list[str]:
    """Return the offices whose rows hold those of all others of the officer's."""
    parents = dict(Office.objects.order_by().values_list("pk", "parent_id"))
    held = parents.keys() if own is None else own
    return sorted(office for office in held if parents.get(office) not in held)


def _tables(
    request: HttpRequest, weeks: Sequence[date], tops: Sequence[str], actions: Actions
) -> list[Table]:
    everywhere, here = "toàn tỉnh", "các đơn vị đã chọn"
    tables = [_asked(weeks, tops, actions, here), _repeated(weeks, tops, actions, here)]
    if request.user.has_perm("procedures.view_searchcount"):
        tables.insert(0, _missed(weeks, actions, everywhere))
    if request.user.has_perm("procedures.view_readcount"):
        tables.append(_read(weeks, actions, everywhere))
    return tables


def _missed(weeks: Sequence[date], actions: Actions, scope: str) -> Table:
    rows = [
        Row(line.title, line, actions.about_search(line.key))
        for line in weekly.missed_searches(weeks)
    ]
    intro = "Thêm từ đồng nghĩa để lần sau người dân tìm thấy."
    return Table("Tìm mà không thấy", intro, scope, "Lượt tìm nào cũng có kết quả.", rows)


def _asked(weeks: Sequence[date], tops: Sequence[str], actions: Actions, scope: str) -> Table:
    lines = weekly.asked_procedures(tops, weeks)
    fields = _fields(lines)
    rows = [
        Row(_named(line), line, actions.about_questions(line.key, fields.get(line.key, "")))
        for line in lines
    ]
    return Table("Hỏi nhiều", "Số câu hỏi theo thủ tục.", scope, "Chưa có câu hỏi nào.", rows)


def _repeated(weeks: Sequence[date], tops: Sequence[str], actions: Actions, scope: str) -> Table:
    lines = weekly.repeated_questions(tops, weeks)
    fields = _fields(lines)
    links = [
        actions.about_questions(line.key, fields.get(line.key, ""), line.words) for line in lines
    ]
    rows = [
        Row(f"… {line.words} …", line, offered, _named(line))
        for line, offered in zip(lines, links, strict=True)
    ]
    intro = (
        f"Cụm từ có trong từ {weekly.SHARED_BY} câu hỏi về cùng một thủ tục. Một câu trả lời "
        "công khai đáp cho mọi người."
    )
    return Table("Hỏi đi hỏi lại", intro, scope, "Chưa có câu hỏi nào lặp lại.", rows)


def _read(weeks: Sequence[date], actions: Actions, scope: str) -> Table:
    lines = weekly.read_procedures(weeks)
    fields = _fields(lines)
    rows = [
        Row(_named(line), line, actions.about_procedure(line.key, fields.get(line.key, "")))
        for line in lines
    ]
    return Table(
        "Xem nhiều",
        "Số lần mở trang của thủ tục trong Mini App.",
        scope,
        "Chưa có lượt xem nào.",
        rows,
    )


def _rated(tops: Sequence[str], actions: Actions) -> list[tuple[Rated, list[Link]]]:
    """Return what is rated low in the first of these offices.

    Whoever has several chooses one of them.
    """
    if not tops:
        return []
    whole_province = Office.objects.filter(pk=tops[0], parent=None).exists()
    rated = weekly.low_rated("" if whole_province else tops[0])
    fields = dict(
        Procedure.objects.filter(pk__in=[one.key for one in rated]).values_list("pk", "field_id")
    )
    return [(one, actions.about_procedure(one.key, fields.get(one.key, ""))) for one in rated]


def _named(line: Line) -> str:
    return line.title or "Chưa rõ thủ tục"


def _fields(lines: Iterable[Line]) -> dict[str, str]:
    return dict(
        Procedure.objects.filter(pk__in={line.key for line in lines}).values_list("pk", "field_id")
    )


def _queues(
    request: HttpRequest, own: frozenset[str] | None, office: Office | None, actions: Actions
) -> list[tuple[Queue, list[Link]]] | None:
    if not request.user.has_perm("dossiers.view_dossier"):
        return None
    offices = with_below([office.pk]) if office else own
    return [
        (queue, actions.about_queue(queue))
        for queue in weekly.waiting_dossiers(timezone.now(), offices)
    ]
