"""Unsaved rows without Django's constructor, which looks each field up by name.

A third of a long import went into it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)


def made(model: type[Row], values: Mapping[str, Any]) -> Row:
    """Return the unsaved row that `model(**values)` is.

    Foreign keys are named by their column (`office_id`).

    Unknown names are a mistake of the caller and go unnoticed here. Signals of construction are not
    sent: nobody hears them.
    """
    row = model.__new__(model)
    row._state = ModelState()
    fixed, made_anew = _defaults(model)
    row.__dict__.update(fixed)
    for name, make in made_anew:
        row.__dict__[name] = make()
    row.__dict__.update(values)
    return row


@cache
def _defaults(
    model: type[models.Model],
) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """Return what a row has where nothing is given.

    Values that all rows may share, and how the others are made.
    """
    fields = model._meta.concrete_fields
    shared = {
        field.attname: field.get_default()
        for field in fields
        if not (field.has_default() and callable(field.default))
    }
    return shared, [
        (field.attname, field.get_default) for field in fields if field.attname not in shared
    ]
