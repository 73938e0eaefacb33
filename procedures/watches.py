"""On the first page: what of the catalogue ends within 60 days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.watches import Noticed, Watch
from procedures.choices import State
from procedures.fee_work import SOON_DAYS, Work, next_end_first, procedures_with
from procedures.models import LegalBasis, OfficialForm, Procedure

MOST = 7  # of each kind


def _ending(_request: HttpRequest) -> Iterator[Noticed]:
    """Yield what ends, the next end first: procedures, fees, legal bases, forms."""
    today = timezone.localdate()
    found = [*_procedures(today), *_fees(today), *_legal_bases(today), *_forms(today)]
    for ends, words, address in sorted(found):
        yield Noticed(f"{ends:%d/%m/%Y}: {words}", address, "warning")


_Ending = tuple[date, str, str]


def _between(today: date, name: str) -> dict[str, date]:
    return {f"{name}__gte": today, f"{name}__lte": today + timedelta(days=SOON_DAYS)}


def _of(procedure: Procedure) -> str:
    return reverse("admin:procedures_procedure_change", args=[procedure.pk])


def _procedures(today: date) -> Iterator[_Ending]:
    rows = Procedure.objects.exclude(state=State.WITHDRAWN)
    for row in rows.filter(**_between(today, "effective_to")).order_by("effective_to")[:MOST]:
        if row.effective_to:
            yield row.effective_to, f"thủ tục «{row}»", _of(row)


def _fees(today: date) -> Iterator[_Ending]:
    rows: QuerySet[Any] = next_end_first(procedures_with(Work.ENDING, today), today)
    for row in rows[:MOST]:
        if row.next_end:
            yield row.next_end, f"mức phí của «{row}»", _of(row)


def _legal_bases(today: date) -> Iterator[_Ending]:
    standing = Procedure.objects.exclude(state=State.WITHDRAWN).filter(pk=OuterRef("procedure"))
    rows = LegalBasis.objects.filter(Exists(standing), **_between(today, "expired_on"))
    for row in rows.select_related("procedure").order_by("expired_on", "pk")[:MOST]:
        if row.expired_on:
            yield row.expired_on, f"căn cứ {row} của «{row.procedure}»", _of(row.procedure)


def _forms(today: date) -> Iterator[_Ending]:
    rows = OfficialForm.objects.filter(**_between(today, "effective_to"))
    for row in rows.order_by("effective_to", "pk")[:MOST]:
        if row.effective_to:
            address = reverse("admin:procedures_officialform_change", args=[row.pk])
            yield row.effective_to, f"biểu mẫu «{row}»", address


WATCHES = (
    Watch(
        20,
        f"Hết hiệu lực trong {SOON_DAYS} ngày",
        "procedures.change_procedure",
        _ending,
        "Không có gì sắp hết hiệu lực.",
    ),
)
