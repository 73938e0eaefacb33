"""Dossiers in the officers' search: by a phone or ID number, a code's beginning, or a name."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from citizens.access_log.finding import record_found
from dossiers.models import Dossier
from dossiers.owners.applicant import of_number
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import Status
from foundation.desk.search import Act, Asked, Found, Source

VIEW = "dossiers.view_dossier"
KIND = "dossier"
# Of so many that fit the newest are shown. To sort all who are called Nguyễn would read the table.
LOOKED_AT = 200


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the newest that fit, rights included, and note who was looked at."""
    if not request.user.has_perm(VIEW):
        return []
    fitting = _fitting(Dossier.objects.visible_to_officer(request.user), asked)
    if fitting is None:
        return []
    some = fitting.order_by().values("pk")[:LOOKED_AT]
    rows = list(_shown(Dossier.objects.filter(pk__in=some)).order_by("-changed_at", "-pk")[:most])
    record_found(request, KIND, [row.pk for row in rows])
    return [_found(row) for row in rows]


def by_keys(request: HttpRequest, keys: Sequence[int]) -> Mapping[int, Found]:
    """Return those of the keys that the officer may see."""
    if not request.user.has_perm(VIEW):
        return {}
    rows = _shown(Dossier.objects.visible_to_officer(request.user).filter(pk__in=keys))
    return {row.pk: _found(row) for row in rows}


def _fitting(rows: DossierQuerySet, asked: Asked) -> DossierQuerySet | None:
    """Return the rows by number, code or name; None where no index could find it."""
    if (by_number := of_number(asked.typed)) is not None:
        return rows.filter(by_number)
    if asked.has_digit:
        return rows.filter(code__startswith=asked.typed.upper().replace(" ", ""))
    if not asked.is_long_enough:
        return None
    return rows.filter(*(Q(applicant_folded__contains=needle) for needle in asked.needles))


def _shown(rows: DossierQuerySet) -> DossierQuerySet:
    return rows.select_related("procedure").only(
        "code", "applicant_name", "status", "changed_at", "procedure__name", "procedure__short_name"
    )


def _found(dossier: Dossier) -> Found:
    words = (dossier.applicant_name, str(Status(dossier.status).label), str(dossier.procedure))
    address = reverse("admin:dossiers_dossier_change", args=[dossier.pk])
    return Found(dossier.code, " · ".join(word for word in words if word), address)


SOURCE = Source("Hồ sơ", "folder_open", find, KIND, by_keys, place=1)
ACTS = (
    Act("Ghi nhận hồ sơ mới", "admin:dossiers_dossier_add", "dossiers.add_dossier"),
    Act("Nhập hồ sơ từ tệp", "admin:dossiers_dossierimport_add", "dossiers.add_dossierimport"),
)
