"""The row that an address names."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet


def row_at(model: type[Model], object_id: str | None, *, lock: bool = False) -> Model | None:
    """Return the row that an address names, without regard to rights; None if there is none."""
    if object_id is None:
        return None
    rows: QuerySet[Any] = QuerySet(model)
    if lock:  # rows that name this one may still be written
        rows = rows.select_for_update(of=("self",), no_key=True)
    try:
        key = model._meta.pk.to_python(unquote(str(object_id)))
        found: Model | None = rows.filter(pk=key).first()
    except (ValidationError, ValueError):
        return None
    return found
