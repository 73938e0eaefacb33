"""The permissions that may be given to an officer, under Vietnamese names.

Django keeps their names in English in the database. Each room offers those of its own that mean
something to an officer; what nobody offers can't be given.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

_ACTS = {"view": "Xem", "add": "Thêm", "change": "Sửa", "delete": "Xoá"}
_offered: dict[str, Q] = {}


def offer(
    app: str, only: Collection[str] | None = None, *, without_models: Collection[str] = ()
) -> None:
    """Offer the permissions of an app, or `only` these code names; for AppConfig.ready."""
    rows = Q(content_type__app_label=app) & ~Q(content_type__model__in=list(without_models))
    _offered[app] = rows if only is None else rows & Q(codename__in=list(only))


def offered_permissions() -> QuerySet[Permission]:
    """Return the permissions that rooms offer, by app and model."""
    return (
        Permission.objects.filter(reduce(or_, _offered.values()))
        .select_related("content_type")
        .order_by("content_type__app_label", "content_type__model", "pk")
    )


def permission_in_words(permission: Permission) -> str:
    """Return what is allowed: «Thủ tục – Sửa»."""
    act = permission.codename.partition("_")[0]
    model = permission.content_type.model_class()
    own = dict(model._meta.permissions) if model else {}
    what = capfirst(str(model._meta.verbose_name)) if model else permission.content_type.model
    return f"{what} – {own.get(permission.codename) or _ACTS.get(act, permission.name)}"
