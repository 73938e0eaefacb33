"""By which columns the address of a list may filter it.

Django lets an address ask for any column of a list's own rows, letter by letter:
`?applicant_phone_hash__startswith=` would find out what no page shows.
"""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

from foundation.desk.change_log.values import is_secret


def is_offered(page: Any, request: HttpRequest, lookup: str) -> bool:
    """Return True if the list `page` filters by the column of `lookup`, or shows it.

    Names that are no columns are a filter's own, or nothing; Django refuses the latter later.
    """
    name = lookup.partition(LOOKUP_SEP)[0]
    if name == "pk":
        return True
    try:
        field = page.model._meta.get_field(name)
    except FieldDoesNotExist:
        return True
    return not is_secret(field) and (
        field.name == page.opts.pk.name or name in _offered(page, request)
    )


def _offered(page: Any, request: HttpRequest) -> set[str]:
    """Return the names of the columns that a list shows or filters by."""
    filters = page.get_list_filter(request)
    named = [
        one if isinstance(one, str) else one[0] if isinstance(one, list | tuple) else ""
        for one in filters
    ]
    parameters = [getattr(one, "parameter_name", None) or "" for one in filters]
    shown = [one for one in page.get_list_display(request) if isinstance(one, str)]
    every = [*named, *parameters, *shown, page.date_hierarchy or ""]
    return {one.partition(LOOKUP_SEP)[0] for one in every}
