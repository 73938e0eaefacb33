"""Procedures in the officers' search: as citizens find them, and drafts by name or code."""

from django.http import HttpRequest
from django.urls import reverse

from foundation.desk.search import Act, Asked, Found, Source
from procedures.models import Procedure
from procedures.publishing.snapshot import catalogue

VIEW = "procedures.view_procedure"


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return matching procedures, those with every word in the name first. Costs one query."""
    if not request.user.has_perm(VIEW):
        return []
    ranks = {
        key: rank for rank, key in enumerate(catalogue.current().index.search(asked.typed).ids)
    }
    rows = Procedure.objects.order_by().values_list("pk", "name", "short_name", "code")
    fitting = [
        (not asked.fits(f"{short} {code}"), not named, ranks.get(key, len(ranks)), key, name, short)
        for key, name, short, code in rows
        if (named := asked.fits(f"{name} {short} {code}")) or key in ranks
    ]
    return [
        Found(short or name, name if short else "", _address(key))
        for *_order, key, name, short in sorted(fitting)[:most]
    ]


def _address(key: str) -> str:
    return reverse("admin:procedures_procedure_change", args=[key])


SOURCE = Source("Thủ tục", "description", find, place=4)
ACTS = (
    Act("Thêm thủ tục", "admin:procedures_procedure_add", "procedures.add_procedure"),
    Act("Xem thủ tục cần kiểm tra lại", "admin:procedures_procedure_recheck", VIEW),
)
