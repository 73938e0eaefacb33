"""By which columns the address of a list may filter it.

Django lets an address ask for any column of a list's own rows, letter by letter:
`?applicant_phone_hash__startswith=` would find out what no page shows.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

from foundation.desk.change_log.values import is_secret


def is_offered(page: Any, request: HttpRequest, lookup: str) -> bool:
    """Return True if the list `page` filters by a column, shows it or is linked by it.

    Names that are no columns are a filter's own, or nothing; Django refuses the latter later.
    """
    filters = page.get_list_filter(request)
    if lookup in {getattr(one, "parameter_name", None) for one in filters}:
        return True
    name = lookup.partition(LOOKUP_SEP)[0]
    if name == "pk":
        return True
    try:
        field = page.model._meta.get_field(name)
    except FieldDoesNotExist:
        return True
    offered = {page.opts.pk.name, *_offered(page, request, filters)}
    return not is_secret(field) and field.name in offered


def _offered(page: Any, request: HttpRequest, filters: Sequence[Any]) -> set[str]:
    """Return the names of the columns that a list filters by, shows or is linked by."""
    filtered = [one[0] if isinstance(one, list | tuple) else one for one in filters]
    every = [*filtered, *page.get_list_display(request), *page.linked_by, page.date_hierarchy]
    return {one.partition(LOOKUP_SEP)[0] for one in every if isinstance(one, str)}
