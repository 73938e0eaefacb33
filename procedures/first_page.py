"""What the catalogue shows on the officers' first page: work, failed searches, what ends soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from officers.first_page.watches import Noticed, Watch
from procedures.choices import State
from procedures.fees.needing_attention import SOON_DAYS, Work, procedures_with
from procedures.law.changes import QUARTER_DAYS, overtaken, unfinished
from procedures.models import FeeReduction, LegalBasis, OfficialForm, Procedure, SearchCount
from procedures.official_forms.uses import FormWork
from procedures.querysets import needing_recheck

DAYS = 30
MOST_MISSED = 10
_GROUP = Group(5, "Danh mục thủ tục")
_PROCEDURES = "procedures.procedure"
_CHANGE = "procedures.change_procedure"


def _waiting(_request: HttpRequest) -> QuerySet[Procedure]:
    return needing_recheck()


def _fee_card(work: Work) -> Card:
    """Return the card for one kind of work on fees."""
    return Card(
        _GROUP,
        f"Phí: {work.label.lower()}",
        "payments",
        _PROCEDURES,
        _CHANGE,
        {"work": work.value},
        "warning",
        page="procedures_procedure_fees",
        rows=lambda _request: procedures_with(work, timezone.localdate()),
    )


def _form_card(work: FormWork) -> Card:
    """Return the card for one kind of work on forms."""
    title = f"Biểu mẫu: {work.label.lower()}"
    may_change = "procedures.change_officialform"
    shown = {"work": work.value}
    return Card(_GROUP, title, "draft", "procedures.officialform", may_change, shown, "warning")


CARDS = (
    Card(
        _GROUP,
        "Cần kiểm tra lại",
        "rule",
        _PROCEDURES,
        _CHANGE,
        tone="warning",
        page="procedures_procedure_recheck",
        rows=_waiting,
    ),
    Card(
        _GROUP,
        "Bản dịch có câu gốc đã đổi",
        "translate",
        "procedures.translation",
        "procedures.change_translation",
        {"work": "stale"},
        "warning",
    ),
    Card(
        _GROUP,
        "Bản nháp khác bản công bố",
        "difference",
        _PROCEDURES,
        _CHANGE,
        {"draft": "differs"},
        "warning",
    ),
    _fee_card(Work.ENDING),
    _fee_card(Work.UNCONFIRMED),
    _form_card(FormWork.ENDING),
    _form_card(FormWork.UNCONFIRMED),
    Card(_GROUP, "Chưa công bố", "edit_note", _PROCEDURES, _CHANGE, {"state__exact": "draft"}),
)


@dataclass(frozen=True)
class Missed:
    """A text that people searched for and found nothing."""

    term: str
    misses: int
    address: str


def _show_missed(request: HttpRequest) -> dict[str, Any]:
    return {
        "missed": most_missed(),
        "may_add_synonyms": request.user.has_perm("procedures.add_synonymgroup"),
    }


def most_missed() -> list[Missed]:
    """Return the most frequent searches without result in the last 30 days."""
    # The admin's pages can only be loaded after all apps.
    from procedures.admin.search_counts import add_synonyms_address

    since = timezone.localdate() - timedelta(days=DAYS)
    rows = (
        SearchCount.objects.filter(day__gt=since, misses__gt=0)
        .order_by()
        .values("term")
        .annotate(n=Sum("misses"))
    )
    return [
        Missed(row["term"], row["n"], add_synonyms_address(row["term"]))
        for row in rows.order_by("-n", "term")[:MOST_MISSED]
    ]


# Only for officers who can add synonyms.
PANELS = (Panel("procedures.add_synonymgroup", "admin/procedures/missed.html", _show_missed),)


MOST_ENDING = 7  # of each kind


def _ending(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield what ends, earliest first: procedures, fees, reductions, legal bases, forms."""
    today = timezone.localdate()
    kinds = (_procedures, _fees, _reductions, _legal_bases, _forms)
    found = [one for kind in kinds for one in kind(today)]
    for ends, words, address in sorted(found):
        yield Noticed(f"{ends:%d/%m/%Y}: {words}", address, "warning")


_Ending = tuple[date, str, str]


def _between(today: date, name: str) -> dict[str, date]:
    return {f"{name}__gte": today, f"{name}__lte": today + timedelta(days=SOON_DAYS)}


def _of(procedure: Procedure) -> str:
    return reverse("admin:procedures_procedure_change", args=[procedure.pk])


def _procedures(today: date) -> Iterator[_Ending]:
    rows = Procedure.objects.exclude(state=State.WITHDRAWN)
    for row in rows.filter(**_between(today, "effective_to")).order_by("effective_to")[
        :MOST_ENDING
    ]:
        if row.effective_to:
            yield row.effective_to, f"thủ tục «{row}»", _of(row)


def _fees(today: date) -> Iterator[_Ending]:
    ends = Min("fees__effective_to", filter=Q(**_between(today, "fees__effective_to")))
    standing = Procedure.objects.exclude(state=State.WITHDRAWN)
    rows = standing.annotate(ends=ends).filter(ends__isnull=False).order_by("ends", "pk")
    for row in rows[:MOST_ENDING]:
        yield row.ends, f"mức phí của «{row}»", _of(row)


def _reductions(today: date) -> Iterator[_Ending]:
    standing = ~Q(reduced__procedure__state=State.WITHDRAWN)
    given = Count("reduced", filter=standing)
    acts = FeeReduction.objects.filter(**_between(today, "effective_to")).annotate(given=given)
    for act in acts.filter(given__gt=0).order_by("effective_to", "pk")[:MOST_ENDING]:
        if act.effective_to:
            address = reverse("admin:procedures_feereduction_change", args=[act.pk])
            yield act.effective_to, f"«{act.name}» ở {act.given} thủ tục", address


def _legal_bases(today: date) -> Iterator[_Ending]:
    standing = Procedure.objects.exclude(state=State.WITHDRAWN).filter(pk=OuterRef("procedure"))
    rows = LegalBasis.objects.filter(Exists(standing), **_between(today, "expired_on"))
    for row in rows.select_related("procedure").order_by("expired_on", "pk")[:MOST_ENDING]:
        if row.expired_on:
            yield row.expired_on, f"căn cứ {row} của «{row.procedure}»", _of(row.procedure)


def _forms(today: date) -> Iterator[_Ending]:
    rows = OfficialForm.objects.filter(**_between(today, "effective_to"))
    for row in rows.order_by("effective_to", "pk")[:MOST_ENDING]:
        if row.effective_to:
            address = reverse("admin:procedures_officialform_change", args=[row.pk])
            yield row.effective_to, f"biểu mẫu «{row}»", address


def _law(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield what began and is not dealt with, then what begins within a quarter."""
    today = timezone.localdate()
    soon = today + timedelta(days=QUARTER_DAYS)
    late = overtaken(today)
    if late:
        words = f"{len(late)} thủ tục cũ hơn văn bản: người dân thấy «đang cập nhật»"
        yield Noticed(words, reverse("admin:procedures_procedure_recheck"), "danger")
    rows = [row for row in unfinished() if row.begins and row.begins <= soon]
    for row in sorted(rows, key=lambda one: (one.begins or today, one.pk)):
        address = reverse("admin:procedures_lawchange_change", args=[row.pk])
        tone = "danger" if row.begins and row.begins <= today else "warning"
        yield Noticed(f"{row.begins:%d/%m/%Y}: {row}", address, tone)


WATCHES = (
    Watch(
        19,
        "Pháp luật thay đổi, chưa xử lý",
        "procedures.change_procedure",
        _law,
        "Mọi thay đổi trong quý tới đã được chuẩn bị.",
    ),
    Watch(
        20,
        f"Hết hiệu lực trong {SOON_DAYS} ngày",
        "procedures.change_procedure",
        _ending,
        "Không có gì sắp hết hiệu lực.",
    ),
)
