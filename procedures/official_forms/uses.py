"""Which procedures need a form, directly or as a replacement, and which forms need attention."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import Coalesce

from procedures.choices import FormPurpose
from procedures.fees.needing_attention import SOON_DAYS, Work, is_waiting
from procedures.models import FormUse, OfficialForm


class FormWork(TextChoices):
    """Why a form is in the work list."""

    ENDING = Work.ENDING.value, f"Hết hiệu lực trong {SOON_DAYS} ngày"
    UNCONFIRMED = Work.UNCONFIRMED.value, "Tỉnh chưa xác nhận"
    NO_FILE = "no_file", "Chưa có tệp"
    REPLACED = "replaced", "Đã được thay"
    UNUSED = "unused", "Không thủ tục nào dùng"


def uses_of(ids: Collection[str]) -> QuerySet[FormUse]:
    """Return the uses of the forms `ids` and of all forms that they replaced."""
    before = dict(
        OfficialForm.objects.exclude(replaced_by=None).values_list("pk", "replaced_by_id")
    )
    found: set[str] = set()
    more = set(ids)
    while more:
        found |= more
        more = {old for old, successor in before.items() if successor in more} - found
    return FormUse.objects.filter(form__in=found)


def with_uses(forms: QuerySet[OfficialForm]) -> QuerySet[Any]:
    """Annotate `procedures`: how many need the form, or one of its two predecessors."""
    same = FormUse.objects.filter(
        Q(form=OuterRef("pk"))
        | Q(form__replaced_by=OuterRef("pk"))
        | Q(form__replaced_by__replaced_by=OuterRef("pk"))
    )
    counted = same.order_by().values(all=Value(1)).annotate(n=Count("procedure", distinct=True))
    return forms.annotate(procedures=Coalesce(Subquery(counted.values("n")), 0))


def forms_with(work: FormWork, day: date) -> Q:
    """Return the condition of forms, annotated by `with_uses`, with this kind of work."""
    not_over = Q(effective_to__isnull=True) | Q(effective_to__gte=day)
    conditions = {
        FormWork.ENDING: is_waiting(Work.ENDING, day),
        FormWork.UNCONFIRMED: is_waiting(Work.UNCONFIRMED, day) & not_over,
        FormWork.NO_FILE: Q(link="", purpose=FormPurpose.FILL_IN) & not_over,
        FormWork.REPLACED: Q(replaced_by__isnull=False),
        FormWork.UNUSED: Q(procedures=0),
    }
    return conditions[work]
