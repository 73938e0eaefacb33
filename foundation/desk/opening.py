"""A page links to another row only if the officer who looks may open it.

Django, and unfold after it, link what a read-only field refers to without asking who looks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from unfold.fields import UnfoldAdminReadonlyField

from foundation.desk.remembering import remembered

_looks: ContextVar[HttpRequest | None] = ContextVar("looks", default=None)
_linked = UnfoldAdminReadonlyField.get_admin_url


@contextmanager
def looking(request: HttpRequest) -> Iterator[None]:
    """Let pages that are made inside the block know who asked for them."""
    token = _looks.set(request)
    try:
        yield
    finally:
        _looks.reset(token)


def may_open(row: Model) -> bool:
    """Return True if the officer who looks may open the page of `row`. Costs a query."""
    return _may_view(type(row)) and remembered(
        ("may open", row._meta.label, row.pk), lambda: _reaches(row)
    )


def _may_view(model: type[Model]) -> bool:
    request = _looks.get()
    if request is None or not admin.site.is_registered(model):
        return False
    return bool(admin.site.get_model_admin(model).has_view_permission(request))


def _reaches(row: Model) -> bool:
    request: Any = _looks.get()
    page = admin.site.get_model_admin(type(row))
    return bool(page.get_queryset(request).filter(pk=row.pk).exists())


def link_if_open(field: UnfoldAdminReadonlyField, to: Any, row: Model) -> str:
    """Return the link to what a read-only field refers to, its words for who may not open it.

    Rows below another one are as many as there are, so of these only the right is asked.
    """
    is_below = isinstance(field.model_admin, InlineModelAdmin)
    opens = _may_view(type(row)) if is_below else may_open(row)
    return str(_linked(field, to, row) if opens else row)


def install() -> None:
    """Let read-only fields link by these rules; for AppConfig.ready."""
    UnfoldAdminReadonlyField.get_admin_url = link_if_open
