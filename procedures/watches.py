"""On the first page: what of the catalogue ends within 60 days."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.watches import Noticed, Watch
from procedures.choices import State
from procedures.fee_work import SOON_DAYS
from procedures.models import FeeReduction, LegalBasis, OfficialForm, Procedure

MOST = 7  # of each kind


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
    for row in rows.filter(**_between(today, "effective_to")).order_by("effective_to")[:MOST]:
        if row.effective_to:
            yield row.effective_to, f"thủ tục «{row}»", _of(row)


def _fees(today: date) -> Iterator[_Ending]:
    ends = Min("fees__effective_to", filter=Q(**_between(today, "fees__effective_to")))
    standing = Procedure.objects.exclude(state=State.WITHDRAWN)
    rows = standing.annotate(ends=ends).filter(ends__isnull=False).order_by("ends", "pk")
    for row in rows[:MOST]:
        yield row.ends, f"mức phí của «{row}»", _of(row)


def _reductions(today: date) -> Iterator[_Ending]:
    standing = ~Q(reduced__procedure__state=State.WITHDRAWN)
    given = Count("reduced", filter=standing)
    acts = FeeReduction.objects.filter(**_between(today, "effective_to")).annotate(given=given)
    for act in acts.filter(given__gt=0).order_by("effective_to", "pk")[:MOST]:
        if act.effective_to:
            address = reverse("admin:procedures_feereduction_change", args=[act.pk])
            yield act.effective_to, f"«{act.name}» ở {act.given} thủ tục", address


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
